package dev.adjoint.nn;

import dev.adjoint.graph.AlongFunction;
import dev.adjoint.graph.Fragment;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.UnaryFunction;
import java.util.function.Supplier;

/// What training makes small. Columns are examples; a cost is the mean over them, a scalar.
///
/// All throw [dev.adjoint.source.AdjointException] if their operands differ in shape.
public final class Costs {
  private Costs() {}

  /// `-mean(Y * log(A) + (1 - Y) * log(1 - A))`, exactly as taught: the negative log-likelihood of
  /// labels.
  ///
  /// @param a probabilities `[1, m]`, strictly between 0 and 1: elsewhere the cost is infinite or
  ///     NaN, but for a sigmoid that has come to 0 or 1 for want of digits, whose logarithm is found
  ///     without it
  /// @param y labels 0 and 1, `[1, m]`
  public static Node logisticCost(Node a, Node y) {
    return cost(
        "logistic_cost",
        () -> {
          Node hit = y.times(UnaryFunction.LOG.of(a));
          Node miss = y.number(1).minus(y).times(UnaryFunction.LOG.of(a.number(1).minus(a)));
          return hit.plus(miss).mean().negate();
        });
  }

  /// [#logisticCost] of `sigmoid(z)`, finite and exact for all `z`: it takes
  /// `-log(sigmoid(z)) = softplus(-z)` and `-log(1 - sigmoid(z)) = softplus(z)`.
  ///
  /// @param z log-odds `[1, m]`
  /// @param y labels 0 and 1, `[1, m]`
  public static Node logisticCostFromLogits(Node z, Node y) {
    return cost(
        "logistic_cost_from_logits",
        () -> {
          Node hit = y.times(UnaryFunction.SOFTPLUS.of(z.negate()));
          Node miss = y.number(1).minus(y).times(UnaryFunction.SOFTPLUS.of(z));
          return hit.plus(miss).mean();
        });
  }

  /// `-mean(sum(Y * log(softmax(Z)), axis = 0))`, without overflow.
  ///
  /// @param z one column of scores for each example, `[k, m]`
  /// @param y the classes as columns with a single 1, or any probabilities, `[k, m]`
  public static Node softmaxCrossEntropy(Node z, Node y) {
    return cost(
        "softmax_cross_entropy",
        () -> y.times(AlongFunction.LOG_SOFTMAX.of(z, 0)).sum(0).mean().negate());
  }

  /// `mean((A - Y)^2)`, over all elements.
  public static Node meanSquaredError(Node a, Node y) {
    return cost("mean_squared_error", () -> a.minus(y).square().mean());
  }

  private static Node cost(String name, Supplier<Node> body) {
    return Fragment.enter(name, "cost").around(body);
  }
}
