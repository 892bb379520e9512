package dev.adjoint.trace;

import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Fragment;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Operand;
import dev.adjoint.graph.Permute;
import dev.adjoint.graph.Size;
import dev.adjoint.notation.Gist;
import dev.adjoint.source.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// What the nodes of a backward pass have to do with those of the forward pass.
public final class Belonging {
  private static final int LONGEST = 24; // formula of a value without a name

  private Belonging() {}

  /// Whether a node is a number that is written where it is used, and belongs nowhere.
  public static boolean isNumber(Node node) {
    return node.origin().name() == null
        && (node.op() instanceof Constant || node.op() instanceof Size);
  }

  /// Of which values each cotangent is to be called the derivative: those asked for, else those with
  /// names, else those with short formulas.
  ///
  /// @param cotangents of nodes, in the order of the graph
  public static Map<Node, List<Node>> named(Map<Node, Node> cotangents, Collection<Node> askedFor) {
    Set<Node> asked = new HashSet<>(askedFor);
    Map<Node, List<Node>> all = new LinkedHashMap<>();
    cotangents.forEach((x, ct) -> all.computeIfAbsent(ct, _ -> new ArrayList<>()).add(x));
    Map<Node, List<Node>> best = new LinkedHashMap<>();
    all.forEach(
        (ct, xs) -> {
          List<Node> wanted = xs.stream().filter(asked::contains).toList();
          List<Node> named = xs.stream().filter(x -> x.origin().name() != null).toList();
          List<Node> formulas = xs.stream().filter(Belonging::isFormula).toList();
          List<Node> chosen = !wanted.isEmpty() ? wanted : !named.isEmpty() ? named : formulas;
          if (!chosen.isEmpty() && !(isNumber(ct) && wanted.isEmpty())) {
            best.put(ct, chosen);
          }
        });
    return best;
  }

  private static boolean isFormula(Node x) {
    return !(x.op() instanceof Broadcast || x.op() instanceof Permute || isNumber(x))
        && Gist.of(x).length() <= LONGEST;
  }

  /// `∂J/∂Z`, or `∂J/∂u = ∂J/∂v` of what is the derivative by several.
  public static String derivative(String of, List<Node> by) {
    return by.stream()
        .map(x -> "∂" + of + "/∂" + (x.origin().name() == null ? formula(x) : x.origin().name()))
        .collect(Collectors.joining(" = "));
  }

  private static String formula(Node x) {
    return x.operands().isEmpty() ? x.label() : "(" + Gist.of(x) + ")";
  }

  private record Place(Span span, Fragment fragment) {
    static Place of(Node node) {
      return new Place(node.origin().span(), node.origin().fragment());
    }
  }

  /// Finds for nodes of the backward pass a node of the forward pass that they are a part of: the one
  /// whose rule they were made by, as their text says, or else that of what is made of them.
  ///
  /// @param owners of those nodes where they are known
  public static Map<Node, List<Node>> all(
      Graph graph, Set<Node> backward, Graph forward, Map<Node, List<Node>> owners) {
    Map<Place, Node> places = new HashMap<>();
    for (Node node : forward.nodes()) {
      if (node.origin().span() != null) {
        places.put(Place.of(node), node); // of several at one place the last is the whole
      }
    }
    Map<Node, List<Node>> all = new HashMap<>();
    for (Node node : graph.nodes().reversed()) {
      if (backward.contains(node)) {
        List<Node> known = owners.get(node);
        Node made = node.origin().span() == null ? null : places.get(Place.of(node));
        all.put(
            node, known != null ? known : made != null ? List.of(made) : ofUsers(node, graph, all));
      }
    }
    return all;
  }

  private static List<Node> ofUsers(Node node, Graph graph, Map<Node, List<Node>> owners) {
    return graph.usesOf(node).stream()
        .map(Operand::consumer)
        .map(owners::get)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(List.of());
  }
}
