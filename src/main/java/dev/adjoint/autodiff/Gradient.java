package dev.adjoint.autodiff;

import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.GraphError;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Origin;
import dev.adjoint.graph.Walk;
import dev.adjoint.rewrite.Stabilise;
import dev.adjoint.rewrite.Stabilised;
import java.util.ArrayList;
import java.util.List;

/// The derivatives of one scalar, as nodes: reverse-mode differentiation from graph to graph.
///
/// The sweep walks the graph of the scalar backwards, and hands each node's cotangent (the
/// derivative of the scalar by that node's value) through the node's own rule to its operands.
/// Cotangents that meet at one node are added. Only nodes between the scalar and what is asked for
/// take part, and a node without a cotangent has derivative 0. A tensor may begin with a cotangent
/// that is given: that is a vector-Jacobian product.
///
/// What is differentiated is the stable form of the scalar ([Stabilise]), so that the derivative of a
/// formula as it is taught stays finite where the formula does. It is left as it is written where
/// that is wanted ([Origin#raw]), and behind a value that the derivative is taken by: of
/// `log(A)` with `A = sigmoid(Z)` the derivative by `A` is `1 / A`, and that by `Z` is `sigmoid(-Z)`.
///
/// Derivatives are ordinary nodes, so they can be differentiated again. Each comes from where its
/// forward node comes from ([dev.adjoint.graph.Origin]).
public final class Gradient {
  private final Node of;
  private final Node cotangent; // null for the 1 of a scalar

  private Gradient(Node of, Node cotangent) {
    this.of = of;
    this.cotangent = cotangent;
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
    return new Gradient(scalar, null);
  }

  /// The derivatives of the sum of `y * cotangent`, where the cotangent stays as it is: by a node
  /// `x` that is the vector-Jacobian product.
  ///
  /// @param cotangent of the type of `y`
  /// @throws dev.adjoint.source.AdjointException if it is not
  public static Gradient of(Node y, Node cotangent) {
    return new Gradient(y, Directions.like(y, cotangent, "cotangent"));
  }

  /// The derivative by `x`, of the type of `x`: zeros if nothing depends on it.
  public Node wrt(Node x) {
    return wrt(List.of(x)).getFirst();
  }

  /// The derivatives by several nodes, in one sweep; in two, if some are values that the stable form
  /// is computed without.
  public List<Node> wrt(List<Node> xs) {
    Graph graph = Graph.of(of);
    if (Origin.current().raw()) {
      return wrt(xs, graph);
    }
    Stabilised stable = new Stabilise().of(graph);
    List<Node> without = xs.stream().filter(x -> !stable.keeps(x)).toList();
    List<Node> derivatives = wrt(xs, stable.graph());
    return without.isEmpty()
        ? derivatives
        : merged(
            xs, derivatives, without, wrt(without, Stabilise.keeping(without).of(graph).graph()));
  }

  /// The derivatives by all, of which some are those of the second sweep.
  private static List<Node> merged(
      List<Node> xs, List<Node> first, List<Node> some, List<Node> second) {
    List<Node> derivatives = new ArrayList<>();
    for (int i = 0, next = 0; i < xs.size(); i++) {
      boolean isSecond = next < some.size() && some.get(next) == xs.get(i);
      derivatives.add(isSecond ? second.get(next++) : first.get(i));
    }
    return derivatives;
  }

  private List<Node> wrt(List<Node> xs, Graph graph) {
    boolean[] active = active(graph, xs);
    return Walk.deriving(
        walk -> {
          Cotangents cotangents = sweep(graph, active, walk);
          return xs.stream().map(x -> derivative(x, graph, cotangents, walk)).toList();
        });
  }

  private Node derivative(Node x, Graph graph, Cotangents cotangents, Walk walk) {
    int place = graph.place(x);
    Node ct = place < 0 ? null : cotangents.of(place);
    walk.to(x);
    if (ct == null) {
      return Broadcast.to(x.number(0), x.type().dims());
    }
    return graph.contains(ct) || ct == cotangent ? Directions.own(ct) : ct;
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
  private Cotangents sweep(Graph graph, boolean[] active, Walk walk) {
    Cotangents cotangents = new Cotangents();
    int last = active.length - 1;
    if (active[last]) {
      walk.to(of);
      if (cotangent == null) {
        cotangents.start(last, of.number(1));
      } else {
        cotangents.begin(last, cotangent);
      }
    }
    for (int place = last; place >= 0; place--) {
      Node y = graph.nodes().get(place);
      if (cotangents.of(place) != null && !y.operands().isEmpty()) {
        walk.to(y);
        spread(y, place, graph, active, cotangents);
      }
    }
    return cotangents;
  }

  private static void spread(
      Node y, int place, Graph graph, boolean[] active, Cotangents cotangents) {
    for (int i = 0; i < y.operands().size(); i++) {
      int x = graph.place(y.operand(i));
      if (active[x]) {
        cotangents.spread(y, place, i, x);
      }
    }
  }
}
