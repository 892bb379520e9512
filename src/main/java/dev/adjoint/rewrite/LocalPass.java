package dev.adjoint.rewrite;

import dev.adjoint.graph.Graph;

/// A pass that looks at one node after the other, and puts at most one new node in the place of each,
/// on nodes that are there already. So several can go through a graph together: the next looks at
/// what the one before it has just answered.
public interface LocalPass extends Pass {
  /// The rule for one walk through one graph, with what it remembers on the way.
  Rule rule(Graph graph);

  @Override
  default Rewriting apply(Graph graph) {
    return Rewriting.of(graph, rule(graph));
  }
}
