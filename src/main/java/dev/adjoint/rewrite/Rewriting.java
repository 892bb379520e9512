package dev.adjoint.rewrite;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Origin;
import dev.adjoint.graph.Parameter;
import java.util.Map;
import java.util.function.BinaryOperator;

/// A graph made of another, with the way from each old node to the node that has its value now.
///
/// This is where origins are handed on: what a [Rule] builds comes from where the node it replaces
/// comes from, and bears its name.
public final class Rewriting {
  private final Graph old;
  private final Node[] images; // of the old graph's nodes, in their order
  private final Graph graph;

  private Rewriting(Graph old, Node[] images, Graph graph) {
    this.old = old;
    this.images = images;
    this.graph = graph;
  }

  /// The graph as it is.
  public static Rewriting none(Graph graph) {
    return new Rewriting(graph, graph.nodes().toArray(Node[]::new), graph);
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
    Node[] images = new Node[graph.nodes().size()];
    boolean changed = false;
    for (int place = 0; place < images.length; place++) {
      Node node = graph.nodes().get(place);
      images[place] = image(node, graph, images, rule);
      changed |= images[place] != node;
    }
    return new Rewriting(graph, images, changed ? graph(graph, images) : graph);
  }

  private static Graph graph(Graph old, Node[] images) {
    return Graph.of(old.outputs().stream().map(output -> images[old.place(output)]).toList());
  }

  private static Node image(Node node, Graph graph, Node[] images, BinaryOperator<Node> rule) {
    if (node.op() instanceof Input || node.op() instanceof Parameter) {
      return node;
    }
    Node rebuilt = rebuilt(node, graph, images);
    // An origin of its own for each node: what bears it has just been made by the rule.
    Origin here = new Origin(node.origin().span(), node.origin().fragment(), null);
    Node image = here.within(() -> rule.apply(node, rebuilt));
    if (!image.type().matches(node.type().dims()) || image.type().dtype() != node.type().dtype()) {
      throw new IllegalStateException(node + " may not become " + image);
    }
    return image.origin() == here ? image.from(node.origin()) : image;
  }

  /// The node on the images of its operands: itself if they are its own.
  private static Node rebuilt(Node node, Graph graph, Node[] images) {
    return node.on(operand -> images[graph.place(operand)]);
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
    int place = old.place(node);
    if (place < 0) {
      throw new IllegalArgumentException("no node of the graph that was rewritten: " + node);
    }
    return images[place];
  }

  /// This rewriting and then another of its result.
  public Rewriting then(Pass pass) {
    Rewriting next = pass.apply(graph);
    Node[] composed = images.clone();
    for (int place = 0; place < composed.length; place++) {
      if (graph.contains(composed[place])) {
        composed[place] = next.image(composed[place]);
      }
    }
    return new Rewriting(old, composed, next.graph);
  }
}
