package dev.adjoint.rewrite;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;

/// A graph made of another, with the way from each old node to the node that has its value now.
///
/// This is where origins are handed on: what a [Rule] builds comes from where the node it replaces
/// comes from, and bears its name.
public final class Rewriting {
  private final Map<Node, Node> images;
  private final Graph graph;

  private Rewriting(Map<Node, Node> images, Graph graph) {
    this.images = images;
    this.graph = graph;
  }

  /// The graph as it is.
  public static Rewriting none(Graph graph) {
    Map<Node, Node> images = HashMap.newHashMap(graph.nodes().size());
    graph.nodes().forEach(node -> images.put(node, node));
    return new Rewriting(images, graph);
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

  /// @param rule takes a node and the same on its new operands
  private static Rewriting of(Graph graph, BinaryOperator<Node> rule) {
    Map<Node, Node> images = HashMap.newHashMap(graph.nodes().size());
    Set<Node> placed = HashSet.newHashSet(graph.nodes().size());
    for (Node node : graph.nodes()) {
      Node image = isBound(node) ? node : image(node, images, placed, rule);
      images.put(node, image);
      placed.add(image);
    }
    return new Rewriting(images, Graph.of(graph.outputs().stream().map(images::get).toList()));
  }

  private static Node image(
      Node node, Map<Node, Node> images, Set<Node> placed, BinaryOperator<Node> rule) {
    Node rebuilt = on(operands(node, images), node);
    Node image = node.origin().within(() -> rule.apply(node, rebuilt));
    if (image == rebuilt || placed.contains(image)) {
      return image;
    }
    if (!image.type().matches(node.type().dims()) || image.type().dtype() != node.type().dtype()) {
      throw new IllegalStateException(node + " may not become " + image);
    }
    return image.from(node.origin());
  }

  private static boolean isBound(Node node) {
    return node.op() instanceof Input || node.op() instanceof Parameter;
  }

  private static List<Node> operands(Node node, Map<Node, Node> images) {
    List<Node> operands = new ArrayList<>(node.operands().size());
    for (Node operand : node.operands()) {
      operands.add(images.get(operand));
    }
    return operands;
  }

  /// The node's operation on these operands: the node itself if they are its own.
  private static Node on(List<Node> operands, Node node) {
    return operands.equals(node.operands())
        ? node
        : Node.of(node.op(), operands).from(node.origin());
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
    Node image = images.get(node);
    if (image == null) {
      throw new IllegalArgumentException("no node of the graph that was rewritten: " + node);
    }
    return image;
  }

  /// This rewriting and then another of its result.
  public Rewriting then(Pass pass) {
    Rewriting next = pass.apply(graph);
    Map<Node, Node> composed = HashMap.newHashMap(images.size());
    images.forEach((node, image) -> composed.put(node, next.images.getOrDefault(image, image)));
    return new Rewriting(composed, next.graph);
  }
}
