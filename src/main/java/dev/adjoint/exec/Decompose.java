package dev.adjoint.exec;

import static dev.adjoint.graph.ReduceFunction.MAX;
import static dev.adjoint.graph.ReduceFunction.SUM;

import dev.adjoint.graph.Along;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.ReduceFunction;
import dev.adjoint.graph.Reshape;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.rewrite.Pass;
import dev.adjoint.rewrite.Rewriting;
import dev.adjoint.tensor.DType;
import java.util.List;

/// Means, variances, norms, softmax and their like as sums, largest values and arithmetic, which
/// clusters know.
///
/// Not exact: each is the formula of the function's meaning, step by step, with sums in the order of
/// the engine and each result rounded to the program's precision.
record Decompose() implements Pass {

  @Override
  public String summary() {
    return "Means, norms, softmax and their like become the sums and arithmetic they are made of.";
  }

  @Override
  public Rewriting apply(Graph graph) {
    return Rewriting.of(graph, Decompose::decompose);
  }

  private static Node decompose(Node node) {
    Node x = node.operands().isEmpty() ? node : node.operand(0);
    return switch (node.op()) {
      case Reduce reduce -> {
        Node kept = reduced(reduce.function(), x, reduce.axes());
        yield kept == null ? node : reduce.keepDims() ? kept : Reshape.to(kept, node.type().dims());
      }
      case Along along -> along(along, node, x);
      default -> node;
    };
  }

  /// The reduction with its axes kept as 1; null for what stays as it is.
  private static Node reduced(ReduceFunction function, Node x, List<Integer> axes) {
    return switch (function) {
      case MEAN -> mean(x, axes);
      case VAR -> variance(x, axes);
      case STD -> UnaryFunction.SQRT.of(variance(x, axes));
      case NORM -> norm(x, axes);
      case LOGSUMEXP -> logSumExp(x, axes);
      case SUM, PROD, MAX, MIN, ARGMAX -> null;
    };
  }

  private static Node along(Along along, Node node, Node x) {
    List<Integer> axes = List.of(along.axis());
    return switch (along.function()) {
      case SOFTMAX -> {
        Node e = UnaryFunction.EXP.of(x.minus(repeated(MAX.of(x, axes, true), x)));
        yield e.over(repeated(SUM.of(e, axes, true), x));
      }
      case LOG_SOFTMAX -> {
        Node shifted = x.minus(repeated(MAX.of(x, axes, true), x));
        yield shifted.minus(repeated(logSumExp(shifted, axes), x));
      }
      case CUMSUM -> node;
    };
  }

  private static Node mean(Node x, List<Integer> axes) {
    return SUM.of(x, axes, true).over(count(x, axes));
  }

  private static Node count(Node x, List<Integer> axes) {
    return x.number(Dim.product(axes.stream().map(x.type()::dim).toList()));
  }

  private static Node variance(Node x, List<Integer> axes) {
    return mean(x.minus(repeated(mean(x, axes), x)).square(), axes);
  }

  /// Divided by the largest element where its square would leave the range, else by 1.
  private static Node norm(Node x, List<Integer> axes) {
    double small = x.type().dtype() == DType.F64 ? 1e-140 : 1e-16;
    Node largest = MAX.of(UnaryFunction.ABS.of(x), axes, true);
    Node flat = BinaryFunction.OR.of(largest.equal(0), isInfiniteOrNaN(largest));
    Node ordinary = BinaryFunction.AND.of(largest.greater(small), isBelow(largest, 1 / small));
    Node scale = Select.of(BinaryFunction.OR.of(flat, ordinary), x.number(1), largest);
    Node sum = SUM.of(x.over(repeated(scale, x)).square(), axes, true);
    return Select.of(flat, largest, scale.times(UnaryFunction.SQRT.of(sum)));
  }

  private static Node isBelow(Node x, double bound) {
    return BinaryFunction.LESS.of(x, x.number(bound));
  }

  private static Node isInfiniteOrNaN(Node x) {
    return UnaryFunction.NOT.of(isBelow(x, Double.POSITIVE_INFINITY));
  }

  private static Node logSumExp(Node x, List<Integer> axes) {
    Node largest = MAX.of(x, axes, true);
    Node infinite = UnaryFunction.ABS.of(largest).equal(Double.POSITIVE_INFINITY);
    Node shift = Select.of(infinite, x.number(0), largest);
    Node sum = SUM.of(UnaryFunction.EXP.of(x.minus(repeated(shift, x))), axes, true);
    return Select.of(infinite, largest, shift.plus(UnaryFunction.LOG.of(sum)));
  }

  private static Node repeated(Node reduced, Node x) {
    return Broadcast.to(reduced, x.type().dims());
  }
}
