package dev.adjoint.nn;

import dev.adjoint.graph.Fragment;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.ReduceFunction;
import dev.adjoint.graph.Select;
import java.util.OptionalInt;

/// What people judge a model by. None has a useful derivative.
public final class Metrics {
  private Metrics() {}

  /// The share of examples that are classified rightly, a scalar from 0 to 1. Columns are examples.
  /// An example with a score that is NaN is classified wrongly.
  ///
  /// @param a for two classes the probability of the second, in one row `[1, m]`, which counts as 1
  ///     above 0.5; for more the scores or probabilities `[k, m]`, of which the largest, the first
  ///     of equals, is the answer
  /// @param y the labels: 0 or 1 in `[1, m]`; or numbers from 0 in `[1, m]`; or columns with a single
  ///     1 in `[k, m]`
  /// @throws dev.adjoint.source.AdjointException if the shapes do not fit
  public static Node accuracy(Node a, Node y) {
    return Fragment.enter("accuracy", "metric").around(() -> right(a, y).mean());
  }

  private static Node right(Node a, Node y) {
    if (isOneRow(a)) {
      return Select.of(a.equal(a), a.greater(0.5).equal(y), a.number(0));
    }
    Node most = ReduceFunction.MAX.of(a, 0);
    Node isRight = largest(a).equal(isOneRow(y) ? y : largest(y));
    return Select.of(most.equal(most), isRight, a.number(0));
  }

  private static boolean isOneRow(Node x) {
    return x.rank() != 2 || x.type().dim(0).value().equals(OptionalInt.of(1));
  }

  private static Node largest(Node x) {
    return ReduceFunction.ARGMAX.of(x, 0);
  }
}
