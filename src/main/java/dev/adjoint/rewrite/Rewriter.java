package dev.adjoint.rewrite;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Nodes;
import dev.adjoint.graph.Parameter;
import dev.adjoint.graph.Walk;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// One walk through a graph, operands first, that makes another of it.
final class Rewriter {
  private final Graph graph;
  private final Walk walk;
  private final Nodes images = new Nodes(); // by the nodes' places; a gap is the node itself
  private final UnaryOperator<Node> image = this::image;

  Rewriter(Graph graph, Walk walk) {
    this.graph = graph;
    this.walk = walk;
  }

  /// @param change takes a node, and the same node on its new operands
  Rewriting rewrite(BinaryOperator<Node> change) {
    for (int place = 0; place < graph.nodes().size(); place++) {
      Node node = graph.nodes().get(place);
      if (!(node.op() instanceof Input || node.op() instanceof Parameter)) {
        walk.to(node);
        set(place, node, change.apply(node, images.size() == 0 ? node : node.on(image)));
      }
    }
    boolean same = images.size() == 0;
    return new Rewriting(
        graph, image, same ? graph : Graph.of(graph.outputs().stream().map(image).toList()));
  }

  private void set(int place, Node node, Node image) {
    if (image == node) {
      return;
    }
    if (!image.type().matches(node.type().dims()) || image.type().dtype() != node.type().dtype()) {
      throw new IllegalStateException(node + " may not become " + image);
    }
    images.set(place, image);
  }

  private Node image(Node node) {
    Node image = images.get(graph.place(node));
    return image == null ? node : image;
  }
}
