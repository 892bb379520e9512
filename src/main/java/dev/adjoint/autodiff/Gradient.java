package dev.adjoint.autodiff;

import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.GraphError;
import dev.adjoint.graph.Node;
import java.util.List;

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
    Graph graph = Graph.of(scalar);
    Cotangent[] cotangents = sweep(graph, active(graph, xs));
    return xs.stream().map(x -> found(x, graph, cotangents)).toList();
  }

  private static Node found(Node x, Graph graph, Cotangent[] cotangents) {
    int place = graph.place(x);
    return place >= 0 && cotangents[place] != null
        ? cotangents[place].value()
        : x.origin().within(() -> Broadcast.to(x.number(0), x.type().dims()));
  }

  /// Which nodes' values depend on one of `xs`, themselves included.
  private static boolean[] active(Graph graph, List<Node> xs) {
    boolean[] active = new boolean[graph.nodes().size()];
    xs.stream().mapToInt(graph::place).filter(place -> place >= 0).forEach(x -> active[x] = true);
    for (int place = 0; place < active.length; place++) {
      for (Node operand : graph.nodes().get(place).operands()) {
        active[place] |= active[graph.place(operand)];
      }
    }
    return active;
  }

  /// The cotangents of the active nodes, by their places.
  private Cotangent[] sweep(Graph graph, boolean[] active) {
    Cotangent[] cotangents = new Cotangent[active.length];
    int last = active.length - 1;
    if (active[last]) {
      cotangents[last] = Cotangent.everywhere(scalar.origin().within(() -> scalar.number(1)));
    }
    for (int place = last; place >= 0; place--) {
      Node y = graph.nodes().get(place);
      Cotangent ct = cotangents[place];
      if (ct != null && !y.operands().isEmpty()) {
        y.origin().within(() -> spread(y, ct, graph, active, cotangents));
      }
    }
    return cotangents;
  }

  private static Void spread(
      Node y, Cotangent ct, Graph graph, boolean[] active, Cotangent[] cotangents) {
    for (int i = 0; i < y.operands().size(); i++) {
      int x = graph.place(y.operand(i));
      if (active[x]) {
        Cotangent sum = cotangents[x];
        ct.share(y, i).ifPresent(share -> cotangents[x] = sum == null ? share : sum.plus(share));
      }
    }
    return null;
  }
}
