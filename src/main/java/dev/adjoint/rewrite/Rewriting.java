package dev.adjoint.rewrite;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Nodes;
import dev.adjoint.graph.Parameter;
import dev.adjoint.graph.Walk;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// A graph made of another, with the way from each old node to the node that has its value now.
///
/// This is where origins are handed on: what a [Rule] builds comes from where the node it replaces
/// comes from, and bears its name.
public final class Rewriting {
  private final Graph old;
  private final Nodes images; // of the old graph's nodes, by their places; a gap is the node itself
  private final Graph graph;

  private Rewriting(Graph old, Nodes images, Graph graph) {
    this.old = old;
    this.images = images;
    this.graph = graph;
  }

  /// The graph as it is.
  public static Rewriting none(Graph graph) {
    return new Rewriting(graph, new Nodes(), graph);
  }

  /// The graph with every node replaced as the rule says, operands before the nodes that use them.
  ///
  /// @throws IllegalStateException if the rule answers a node of another type
  public static Rewriting of(Graph graph, Rule rule) {
    return of(graph, (_, rebuilt) -> rule.rewrite(rebuilt));
  }

  /// The graph with some nodes replaced by others.
  ///
  /// @throws IllegalStateException if a replacement is of another type
  public static Rewriting replacing(Graph graph, Map<Node, Node> replacements) {
    return of(graph, replacements::getOrDefault);
  }

  /// @param rule takes a node, and the same node on its new operands
  private static Rewriting of(Graph graph, BinaryOperator<Node> rule) {
    return Walk.through(walk -> of(graph, rule, walk));
  }

  private static Rewriting of(Graph graph, BinaryOperator<Node> rule, Walk walk) {
    Nodes images = new Nodes();
    UnaryOperator<Node> image = node -> image(node, graph, images);
    for (int place = 0; place < graph.nodes().size(); place++) {
      Node node = graph.nodes().get(place);
      if (node.op() instanceof Input || node.op() instanceof Parameter) {
        continue;
      }
      walk.to(node);
      Node rebuilt = images.size() == 0 ? node : node.on(image);
      Node made = walk.settled(rule.apply(node, rebuilt));
      if (made != node) {
        requireType(node, made);
        images.set(place, made);
      }
    }
    return new Rewriting(graph, images, images.size() == 0 ? graph : graph(graph, image));
  }

  private static Graph graph(Graph old, UnaryOperator<Node> image) {
    return Graph.of(old.outputs().stream().map(image).toList());
  }

  private static void requireType(Node node, Node image) {
    if (!image.type().matches(node.type().dims()) || image.type().dtype() != node.type().dtype()) {
      throw new IllegalStateException(node + " may not become " + image);
    }
  }

  private static Node image(Node node, Graph old, Nodes images) {
    int place = old.place(node);
    if (place < 0) {
      throw new IllegalArgumentException("no node of the graph that was rewritten: " + node);
    }
    Node image = images.get(place);
    return image == null ? node : image;
  }

  /// The new graph.
  public Graph graph() {
    return graph;
  }

  /// The node that has the value of a node of the old graph. It is in the new graph only if an
  /// output still needs it.
  ///
  /// @throws IllegalArgumentException if the old graph does not have the node
  public Node image(Node node) {
    return image(node, old, images);
  }

  /// This rewriting and then another of its result.
  public Rewriting then(Pass pass) {
    Rewriting next = pass.apply(graph);
    if (next.graph == graph) {
      return this;
    }
    Nodes composed = new Nodes();
    for (int place = 0; place < old.nodes().size(); place++) {
      Node node = old.nodes().get(place);
      Node image = image(node);
      composed.set(place, graph.contains(image) ? next.image(image) : image);
    }
    return new Rewriting(old, composed, next.graph);
  }
}
