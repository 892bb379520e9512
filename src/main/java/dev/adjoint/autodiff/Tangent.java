package dev.adjoint.autodiff;

import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Nodes;
import dev.adjoint.graph.Origin;
import dev.adjoint.graph.Reshape;
import dev.adjoint.graph.Walk;
import dev.adjoint.rewrite.Stabilise;
import dev.adjoint.rewrite.Stabilised;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How values change when others do, as nodes: forward-mode differentiation from graph to graph.
///
/// The sweep walks a graph forwards, and makes the tangent of each node (the derivative of its value
/// as some nodes move in given directions) of the tangents of its operands, by the node's own rule.
/// What does not move has no tangent, and no node is made for it.
///
/// Tangents are ordinary nodes: they can be differentiated again, in either mode. Each comes from
/// where its forward node comes from ([dev.adjoint.graph.Origin]).
public final class Tangent {
  private final List<Node> of;

  private Tangent(List<Node> of) {
    this.of = of;
  }

  /// The tangents of one node.
  public static Tangent of(Node y) {
    return of(List.of(y));
  }

  /// The tangents of several nodes.
  public static Tangent of(List<Node> ys) {
    return new Tangent(List.copyOf(ys));
  }

  /// The Jacobian-vector product of the one node: its derivative as `x` moves in the direction `v`.
  ///
  /// @param v of the type of `x`
  /// @return of the node's type; zeros if it does not depend on `x`
  /// @throws dev.adjoint.source.AdjointException if the direction does not fit
  public Node along(Node x, Node v) {
    return along(Map.of(x, v)).getFirst();
  }

  /// The derivatives of all the nodes as others move at once, each in its own direction. The
  /// direction of one that depends on another counts beside what it is moved by that.
  public List<Node> along(Map<Node, Node> directions) {
    Graph graph = stable(Graph.of(of), directions.keySet());
    return Walk.deriving(
        walk -> {
          Nodes tangents = sweep(graph, directions, walk);
          return graph.outputs().stream()
              .map(y -> tangent(y, graph, tangents, directions, walk))
              .toList();
        });
  }

  /// The stable form of a graph, as [Gradient] takes it, in which these nodes are still to be found.
  private static Graph stable(Graph graph, Set<Node> xs) {
    if (Origin.current().raw()) {
      return graph;
    }
    Stabilised stable = new Stabilise().of(graph);
    return xs.stream().allMatch(stable::keeps)
        ? stable.graph()
        : Stabilise.keeping(xs).of(graph).graph();
  }

  private static Node tangent(
      Node y, Graph graph, Nodes tangents, Map<Node, Node> directions, Walk walk) {
    Node tangent = tangents.get(graph.place(y));
    walk.to(y);
    if (tangent == null) {
      return Broadcast.to(y.number(0), y.type().dims());
    }
    boolean given = graph.contains(tangent) || directions.containsValue(tangent);
    return given ? Directions.own(tangent) : tangent;
  }

  /// The tangents of the nodes that move, by their places.
  private static Nodes sweep(Graph graph, Map<Node, Node> directions, Walk walk) {
    Nodes tangents = new Nodes();
    for (int place = 0; place < graph.nodes().size(); place++) {
      Node y = graph.nodes().get(place);
      walk.to(y);
      Node moved = moved(y, graph, tangents);
      Node direction = directions.get(y);
      if (direction != null) {
        Node own = Directions.like(y, direction, "tangent");
        moved = moved == null ? own : own.plus(moved);
      }
      if (moved != null) {
        tangents.set(place, Reshape.to(moved, y.type().dims()));
      }
    }
    return tangents;
  }

  /// The tangent of a node by those of its operands, or null.
  private static Node moved(Node y, Graph graph, Nodes tangents) {
    boolean stays = true;
    for (Node operand : y.operands()) {
      stays &= tangents.get(graph.place(operand)) == null;
    }
    if (stays) {
      return null;
    }
    List<Optional<Node>> of =
        y.operands().stream()
            .map(operand -> Optional.ofNullable(tangents.get(graph.place(operand))))
            .toList();
    return y.op().jvp(y, of).orElse(null);
  }
}
