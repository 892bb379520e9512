package dev.adjoint.rewrite.algebra;

import dev.adjoint.graph.Graph;
import dev.adjoint.rewrite.LocalPass;
import dev.adjoint.rewrite.Rule;

/// Shortens formulas as one does by hand: collects and cancels terms, multiplies out where that
/// shortens, puts common factors in front, moves scalars out of sums and products of matrices. What
/// [Functions], [Moves] and [Choices] list besides.
///
/// For reading, not for running: values are the same within rounding, on the domain where the graph
/// is finite. `x / x` becomes 1 and `0 * x` becomes 0, whatever `x` is.
///
/// A node with a name is what its author calls it: formulas above it refer to it, and see nothing of
/// what it is made of; what it is made of is simplified too. Whatever computes the same as a node
/// with a name becomes that node.
public record Simplify() implements LocalPass {
  @Override
  public Rule rule(Graph graph) {
    return new Simplifier()::rewrite;
  }
}
