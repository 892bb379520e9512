package dev.adjoint.rewrite.proof;

import dev.adjoint.graph.Node;
import dev.adjoint.tensor.Tensor;
import java.util.Map;
import java.util.SequencedMap;

/// What is known of the equality of two formulas.
public sealed interface Verdict {
  /// They are equal, whatever the values and the sizes.
  ///
  /// @param butAtKinks whether they may differ where a comparison is on the edge, where derivatives
  ///     are a matter of convention: at 0 for `relu`
  record Proved(boolean butAtKinks) implements Verdict {}

  /// They were equal for random values and sizes.
  ///
  /// @param cases how many there were, at least one
  record Holds(int cases) implements Verdict {}

  /// They differ.
  record Refuted(Counterexample counterexample) implements Verdict {}

  /// For no random values were both sides numbers.
  record Untested() implements Verdict {}

  /// Values for which the sides differ, as small and as simple as were found.
  ///
  /// @param sizes of the dimensions that may have any
  /// @param values of the leaves
  /// @param element where the sides differ, in row-major order
  record Counterexample(
      Map<String, Integer> sizes,
      SequencedMap<Node, Tensor> values,
      Tensor left,
      Tensor right,
      int element) {}
}
