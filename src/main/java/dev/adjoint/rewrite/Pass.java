package dev.adjoint.rewrite;

import dev.adjoint.graph.Graph;

/// A change of a whole graph that keeps what it computes. Inputs and parameters stay the nodes they
/// are, so whoever binds values to them need not know of any pass.
@FunctionalInterface
public interface Pass {
  Rewriting apply(Graph graph);

  /// What it does, in a sentence for those who look at its result; empty if nobody does.
  default String summary() {
    return "";
  }

  /// What reports call it.
  default String name() {
    return getClass().getSimpleName();
  }
}
