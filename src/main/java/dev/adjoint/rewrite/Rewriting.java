package dev.adjoint.rewrite;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Walk;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A graph made of another, with the way from each old node to the node that has its value now.
///
/// This is where origins are handed on: what a [Rule] builds comes from where the node it replaces
/// comes from, and bears its name.
public final class Rewriting {
  private final Graph old;
  private final UnaryOperator<Node> image; // of the old graph's nodes
  private final Graph graph;

  Rewriting(Graph old, UnaryOperator<Node> image, Graph graph) {
    this.old = old;
    this.image = image;
    this.graph = graph;
  }

  /// The graph as it is.
  public static Rewriting none(Graph graph) {
    return new Rewriting(graph, UnaryOperator.identity(), graph);
  }

  /// The graph with every node replaced as the rules say, operands before the nodes that use them.
  /// Each rule is shown what the one before it answers.
  ///
  /// @throws IllegalStateException if a rule answers a node of another type
  public static Rewriting of(Graph graph, Rule... rules) {
    return Walk.through(
        walk -> new Rewriter(graph, walk).rewrite((_, node) -> image(node, rules, walk)));
  }

  private static Node image(Node node, Rule[] rules, Walk walk) {
    Node image = node;
    for (Rule rule : rules) {
      image = walk.settled(rule.rewrite(image));
    }
    return image;
  }

  /// The graph with some nodes replaced by others.
  ///
  /// @throws IllegalStateException if a replacement is of another type
  public static Rewriting replacing(Graph graph, Map<Node, Node> replacements) {
    return Walk.through(walk -> new Rewriter(graph, walk).rewrite(replacements::getOrDefault));
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
    if (!old.contains(node)) {
      throw new IllegalArgumentException("no node of the graph that was rewritten: " + node);
    }
    return image.apply(node);
  }

  /// This rewriting and then another of its result.
  public Rewriting then(Pass pass) {
    Rewriting next = pass.apply(graph);
    return new Rewriting(
        old,
        node -> {
          Node now = image.apply(node);
          return graph.contains(now) ? next.image.apply(now) : now;
        },
        next.graph);
  }
}
