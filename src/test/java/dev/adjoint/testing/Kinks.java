package dev.adjoint.testing;

import dev.adjoint.graph.Binary;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.Unary;
import dev.adjoint.tensor.Tensor;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;

/// How far a node is from where its operation has no derivative, as the rows measure it.
public final class Kinks {
  private Kinks() {}

  /// The least distance over the elements; ∞ if the operation has no kink.
  ///
  /// @param values the values of the node's operands and of the node
  public static double distance(Node node, Function<Node, Tensor> values) {
    return switch (node.op()) {
      case Unary unary ->
          Arrays.stream(values.apply(node.operand(0)).toDoubles())
              .map(unary.function()::kinkDistance)
              .min()
              .orElse(Double.POSITIVE_INFINITY);
      case Binary binary -> {
        Tensor a = values.apply(node.operand(0));
        Tensor b = values.apply(node.operand(1));
        yield IntStream.range(0, a.shape().count())
            .mapToDouble(i -> binary.function().kinkDistance(a.at(i), b.at(i)))
            .min()
            .orElse(Double.POSITIVE_INFINITY);
      }
      case Reduce reduce -> reduction(reduce, values.apply(node.operand(0)), values.apply(node));
      default -> Double.POSITIVE_INFINITY;
    };
  }

  private static double reduction(Reduce reduce, Tensor x, Tensor y) {
    return switch (reduce.function()) {
      case SUM, MEAN, PROD, VAR, LOGSUMEXP -> Double.POSITIVE_INFINITY;
      case NORM, STD ->
          Arrays.stream(y.toDoubles()).map(Math::abs).min().orElse(Double.POSITIVE_INFINITY);
      default -> leastGap(x); // MAX and its like, and rows that are not here yet
    };
  }

  /// The least difference between two elements.
  private static double leastGap(Tensor x) {
    double[] sorted = x.toDoubles();
    Arrays.sort(sorted);
    return IntStream.range(1, sorted.length)
        .mapToDouble(i -> sorted[i] - sorted[i - 1])
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }
}
