package dev.adjoint.lang.derive;

import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Origin;
import dev.adjoint.lang.check.Script;
import dev.adjoint.rewrite.Renaming;
import dev.adjoint.source.AdjointException;
import dev.adjoint.trace.Belonging;
import dev.adjoint.trace.Trace;
import dev.adjoint.trace.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A scalar and its derivatives as one graph, for people to read: the forward pass as it is written,
/// and on its very nodes the backward pass, simplified as [GradientProgram] prints it.
///
/// A node of the backward pass that is the derivative by a value is named so, `∂J/∂Z`; one that is
/// the derivative by several has all their names, `∂J/∂u = ∂J/∂v`.
///
/// @param graph its first output is the scalar, the others are the derivatives asked for; each has a
///     node of its own
/// @param backward the nodes of the backward pass
/// @param forward for each node of the backward pass the nodes of the forward pass that it belongs
///     to: those that it is the derivative by, or one whose derivative it is a part of
public record GradientGraph(Graph graph, Set<Node> backward, Map<Node, List<Node>> forward) {
  public GradientGraph {
    backward = Set.copyOf(backward);
    forward = Map.copyOf(forward);
  }

  /// The derivatives of a scalar of a script.
  ///
  /// @param of how the script refers to the scalar: a key of [Script#tensors]
  /// @param wrt how it refers to what it is differentiated by; none for all parameters that it
  ///     depends on, or all its named values where there are no parameters
  /// @throws AdjointException if `of` is not a scalar, or does not depend on one of `wrt`
  public static GradientGraph of(Script script, String of, List<String> wrt) {
    Node scalar = script.tensors().get(of);
    Map<Node, String> references = script.references();
    List<Node> by =
        wrt.isEmpty()
            ? GradientProgram.byDefault(script, Graph.of(scalar), references)
            : wrt.stream().map(script.tensors()::get).toList();
    return of(scalar, of, by, references);
  }

  /// The derivatives of a scalar.
  ///
  /// @param by what it is differentiated by, each a node that it depends on
  /// @throws AdjointException if it is not a scalar, or does not depend on one of these
  public static GradientGraph of(Node scalar, List<Node> by) {
    Map<Node, String> names = new LinkedHashMap<>();
    Graph.of(scalar).nodes().stream()
        .filter(node -> node.origin().name() != null)
        .forEach(node -> names.put(node, node.origin().name()));
    return of(scalar, scalar.label(), by, names);
  }

  /// This graph as one of the versions of a picture.
  ///
  /// @param of what the scalar is called
  public Version version(String of) {
    Map<Node, Version.Mark> marks = new HashMap<>();
    forward.forEach(
        (node, values) -> {
          boolean isDerivative = node.origin().name() != null;
          Version.Bond bond = isDerivative ? Version.Bond.DERIVATIVE : Version.Bond.PART;
          List<Version.Kin> kin = values.stream().map(x -> new Version.Kin(bond, x)).toList();
          marks.put(node, new Version.Mark(null, "", kin));
        });
    return new Version(
        "gradient",
        "Gradient graph",
        ("The derivatives of %s as a computation of their own, on the values of the forward pass:"
                + " simplified as by hand, as `adjoint grad` prints them.")
            .formatted(of),
        Trace.of(graph).backward(backward),
        marks);
  }

  private static GradientGraph of(
      Node scalar, String of, List<Node> by, Map<Node, String> references) {
    Graph graph = Graph.of(scalar);
    Map<Node, String> all = new LinkedHashMap<>(references);
    by.forEach(x -> all.putIfAbsent(x, x.label()));
    by.forEach(x -> GradientProgram.requireDependence(of, x, graph, all));
    Forward forward = new Forward(scalar, all);
    Names names = new Names(Set.of(), of);
    return new Joining(scalar, of, by, forward, new Derivation(forward, by, all, names))
        .gradientGraph();
  }

  /// Puts the backward pass on the nodes of the forward pass.
  private static final class Joining {
    private final Node scalar;
    private final String of;
    private final List<Node> by;
    private final Set<Node> own; // the nodes of the forward pass
    private final Map<Node, Node> forward = new HashMap<>(); // simplified nodes: as they were
    private final Map<Node, Node> cotangents = new LinkedHashMap<>(); // of nodes as they were

    Joining(Node scalar, String of, List<Node> by, Forward copy, Derivation derivation) {
      this.scalar = scalar;
      this.of = of;
      this.by = List.copyOf(by);
      this.own = Set.copyOf(copy.originals());
      derivation.simplified();
      Map<Node, Node> originals = new HashMap<>();
      for (Node node : copy.originals()) {
        originals.put(copy.image(node), node);
        if (!Belonging.isNumber(node)) {
          forward.merge(derivation.image(copy.image(node)), node, Joining::better);
        }
      }
      Map<Node, Node> simple = derivation.cotangents();
      Map<Node, Node> joined = joined(Graph.of(List.copyOf(simple.values())));
      simple.forEach((x, ct) -> cotangents.put(originals.get(x), joined.get(ct)));
    }

    private static Node better(Node first, Node second) {
      return first.origin().name() == null && second.origin().name() != null ? second : first;
    }

    /// The simplified nodes on those of the forward pass where they compute the same.
    private Map<Node, Node> joined(Graph simple) {
      Map<Node, Node> joined = new HashMap<>();
      for (Node node : simple.nodes()) {
        Node known = forward.get(node);
        joined.put(node, known != null ? known : on(node, joined));
      }
      return joined;
    }

    private static Node on(Node node, Map<Node, Node> joined) {
      try {
        Node moved = node.on(joined::get);
        return moved.type().matches(node.type().dims()) ? moved : node;
      } catch (AdjointException _) {
        return node; // where a number stands between two names of one size
      }
    }

    GradientGraph gradientGraph() {
      Map<Node, List<Node>> derivatives = Belonging.named(cotangents, by);
      Map<Node, String> names = new HashMap<>();
      derivatives.forEach((ct, xs) -> names.put(ct, Belonging.derivative(of, xs)));
      Map<Node, Node> named =
          Renaming.of(Graph.of(List.copyOf(cotangents.values())), names::get, own::contains);
      Map<Node, List<Node>> owners = new HashMap<>();
      derivatives.forEach((ct, xs) -> owners.put(named.get(ct), xs));
      List<Node> outputs = new ArrayList<>(List.of(scalar));
      for (Node x : by) {
        Node ct = named.get(cotangents.get(x));
        if (own.contains(ct) || Belonging.isNumber(cotangents.get(x))) {
          ct = own(ct, x);
          owners.put(ct, List.of(x));
        }
        if (!outputs.contains(ct)) {
          outputs.add(ct);
        }
      }
      Graph graph = Graph.of(outputs);
      Set<Node> backward =
          graph.nodes().stream().filter(node -> !own.contains(node)).collect(Collectors.toSet());
      return new GradientGraph(
          graph, backward, Belonging.all(graph, backward, Graph.of(scalar), owners));
    }

    /// A derivative that is a number, or a value of the forward pass, as a node of its own.
    private Node own(Node ct, Node x) {
      Origin origin = x.origin();
      Origin here =
          new Origin(
              origin.span(),
              origin.fragment(),
              Belonging.derivative(of, List.of(x)),
              origin.raw(),
              true);
      return ct.op() instanceof Constant
          ? ct.from(here)
          : Node.of(new Broadcast(x.type().dims()), ct).from(here);
    }
  }
}
