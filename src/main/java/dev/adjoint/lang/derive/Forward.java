package dev.adjoint.lang.derive;

import dev.adjoint.graph.Along;
import dev.adjoint.graph.Binary;
import dev.adjoint.graph.Fragment;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Operand;
import dev.adjoint.graph.Unary;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.rewrite.Renaming;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The graph of a scalar, where nodes have the names by which a line of the program can refer to
/// them, and the others have none.
final class Forward {
  private final Node scalar;
  private final Graph graph;
  private final List<Node> values = new ArrayList<>();
  private final List<Node> originals;
  private final Map<Node, Node> images;
  private final Map<Node, String> inner = new HashMap<>(); // names that only a function knows

  Forward(Node scalar, Map<Node, String> references) {
    Graph own = Graph.of(scalar);
    List<Node> outputs = new ArrayList<>(List.of(scalar));
    references.keySet().stream().filter(node -> isNear(node, own)).forEach(outputs::add);
    Graph all = Graph.of(outputs);
    originals = all.nodes();
    images = Renaming.of(all, references::get, _ -> false);
    images.forEach(
        (old, image) -> {
          if (image.origin().name() == null && old.origin().name() != null) {
            inner.put(image, old.origin().name());
          }
        });
    this.scalar = images.get(scalar);
    outputs.forEach(node -> values.add(images.get(node)));
    graph = Graph.of(values);
  }

  /// Whether the program has a name for a function of what the scalar depends on: a derivative may
  /// come to it where the scalar itself is computed in another way.
  private static boolean isNear(Node node, Graph graph) {
    boolean isFunction =
        node.op() instanceof Along
            || node.op() instanceof Unary(var function)
                && function != UnaryFunction.NEG
                && function != UnaryFunction.STOP;
    return isFunction && !graph.contains(node) && graph.contains(node.operand(0));
  }

  Node scalar() {
    return scalar;
  }

  /// The scalar, and values near it that have names.
  List<Node> values() {
    return values;
  }

  /// How a line can refer to the values of this graph that have names.
  List<String> references() {
    return graph.nodes().stream()
        .map(node -> node.origin().name())
        .filter(java.util.Objects::nonNull)
        .toList();
  }

  /// The nodes that this graph is a copy of.
  List<Node> originals() {
    return originals;
  }

  Node image(Node node) {
    return images.get(node);
  }

  boolean contains(Node node) {
    return graph.contains(node);
  }

  /// What the scalar depends on and what depends on one of these, in the order of the graph.
  List<Node> active(List<Node> by) {
    Set<Node> active = new HashSet<>();
    by.forEach(node -> active.add(images.get(node)));
    List<Node> ordered = new ArrayList<>();
    for (Node node : Graph.of(scalar).nodes()) {
      if (active.contains(node) || node.operands().stream().anyMatch(active::contains)) {
        active.add(node);
        ordered.add(node);
      }
    }
    return ordered;
  }

  List<Node> unnamed() {
    return graph.nodes().stream().filter(node -> node.origin().name() == null).toList();
  }

  /// What to call a value that the program has no name for: after the function or layer that it
  /// belongs to, or after the value that it becomes.
  String label(Node node) {
    Fragment fragment = node.origin().call();
    Node user = user(node);
    if (fragment != null && user.origin().call() != fragment) {
      return fragment + "_out";
    }
    if (inner.containsKey(node)) {
      return fragment == null ? inner.get(node) : fragment + "_" + inner.get(node);
    }
    String whole =
        fragment != null
            ? fragment.toString()
            : user.origin().name() != null
                ? user.origin().name()
                : isFunction(user.op()) ? user.op().name() : scalar.origin().name();
    return isFunction(user.op()) ? whole + "_in" : whole + "_part";
  }

  /// What is made of a value: a function of it, if there is one.
  private Node user(Node node) {
    List<Node> users = graph.usesOf(node).stream().map(Operand::consumer).toList();
    return users.stream()
        .filter(user -> isFunction(user.op()))
        .findFirst()
        .orElse(users.isEmpty() ? node : users.getFirst());
  }

  private static boolean isFunction(Op op) {
    return op instanceof Unary(var one) && one != UnaryFunction.NEG
        || op instanceof Along
        || op instanceof Binary(var function) && !function.isOperator();
  }
}
