package dev.adjoint.autodiff;

import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Nodes;
import dev.adjoint.graph.Walk;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A graph for many values of some of its nodes at once, from graph to graph.
///
/// What does not depend on those nodes is computed once, as it was.
final class Batch {
  private Batch() {}

  /// The values of `y` for each member of a batch of values of other nodes.
  ///
  /// @param batches for each of the other nodes `[b, …]`, where `…` is its shape
  /// @param size how many, `b`
  /// @return `[b, …]`, where `…` is the shape of `y`
  static Node of(Node y, Map<Node, Node> batches, Dim size) {
    Graph graph = Graph.of(y);
    Lift lift = new Lift(size);
    return Walk.through(
        walk -> {
          Nodes images = new Nodes();
          for (int place = 0; place < graph.nodes().size(); place++) {
            Node node = graph.nodes().get(place);
            walk.to(node);
            images.set(place, batches.getOrDefault(node, image(node, graph, images, lift)));
          }
          Node image = images.get(graph.place(y));
          return image == null ? lift.shared(y) : image;
        });
  }

  /// The batch of a node's values, or null if all are the same.
  private static Node image(Node node, Graph graph, Nodes images, Lift lift) {
    List<Optional<Node>> operands =
        node.operands().stream()
            .map(operand -> Optional.ofNullable(images.get(graph.place(operand))))
            .toList();
    return operands.stream().allMatch(Optional::isEmpty) ? null : lift.apply(node, operands);
  }
}
