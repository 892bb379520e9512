package dev.adjoint.autodiff;

import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.GraphError;
import dev.adjoint.graph.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The derivatives of one scalar, as nodes: reverse-mode differentiation from graph to graph.
///
/// The sweep walks the graph of the scalar backwards, and hands each node's cotangent (the
/// derivative of the scalar by that node's value) through the node's own rule to its operands.
/// Cotangents that meet at one node are added. Only nodes between the scalar and what is asked for
/// take part, and a node without a cotangent has derivative 0.
///
/// Derivatives are ordinary nodes, so they can be differentiated again. Each comes from where its
/// forward node comes from ([dev.adjoint.graph.Origin]).
public final class Gradient {
  private final Node scalar;

  private Gradient(Node scalar) {
    this.scalar = scalar;
  }

  /// The derivatives of `scalar`.
  ///
  /// @throws dev.adjoint.source.AdjointException if it is not a scalar
  public static Gradient of(Node scalar) {
    if (scalar.rank() != 0) {
      throw new dev.adjoint.source.AdjointException(
          GraphError.NOT_A_SCALAR
              .of(
                  "a derivative is of one number, and %s is %s"
                      .formatted(
                          scalar.origin().name() == null ? "this" : scalar.origin().name(),
                          scalar.type()),
                  List.of(scalar))
              .help("`d(sum(…))/d(…)`, or `mean`, has a scalar on top"));
    }
    return new Gradient(scalar);
  }

  /// The derivative by `x`, of the type of `x`: zeros if the scalar does not depend on it.
  public Node wrt(Node x) {
    return wrt(List.of(x)).getFirst();
  }

  /// The derivatives by several nodes, in one sweep.
  public List<Node> wrt(List<Node> xs) {
    Map<Node, Node> cotangents = sweep(xs);
    return xs.stream().map(x -> cotangents.containsKey(x) ? cotangents.get(x) : zeros(x)).toList();
  }

  private static Node zeros(Node x) {
    return x.origin().within(() -> Broadcast.to(x.number(0), x.type().dims()));
  }

  private Map<Node, Node> sweep(List<Node> xs) {
    List<Node> nodes = Graph.of(scalar).nodes();
    Set<Node> active = active(nodes, xs);
    Map<Node, Node> cotangents = new HashMap<>();
    if (active.contains(scalar)) {
      cotangents.put(scalar, scalar.origin().within(() -> scalar.number(1)));
    }
    for (Node y : nodes.reversed()) {
      Node ct = cotangents.get(y);
      if (ct != null && !y.operands().isEmpty()) {
        y.origin().within(() -> spread(y, ct, active, cotangents));
      }
    }
    return cotangents;
  }

  /// The nodes whose value depends on one of `xs`, themselves included.
  private static Set<Node> active(List<Node> nodes, List<Node> xs) {
    Set<Node> active = new HashSet<>(xs);
    for (Node node : nodes) {
      for (Node operand : node.operands()) {
        if (active.contains(operand)) {
          active.add(node);
          break;
        }
      }
    }
    return active;
  }

  private static Void spread(Node y, Node ct, Set<Node> active, Map<Node, Node> cotangents) {
    for (int i = 0; i < y.operands().size(); i++) {
      Node x = y.operand(i);
      if (active.contains(x)) {
        y.op().vjp(i, y, ct).ifPresent(share -> cotangents.merge(x, share, BinaryFunction.ADD::of));
      }
    }
    return null;
  }
}
