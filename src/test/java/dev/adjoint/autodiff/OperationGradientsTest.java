package dev.adjoint.autodiff;

import dev.adjoint.graph.AlongFunction;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Concat;
import dev.adjoint.graph.Contract;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Functions;
import dev.adjoint.graph.Gather;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Pad;
import dev.adjoint.graph.Permute;
import dev.adjoint.graph.Range;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.ReduceFunction;
import dev.adjoint.graph.Scatter;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.Slice;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.testing.GradientCheck;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The shapes of operation, one by one, against differences, to second order.
class OperationGradientsTest {
  private static final Dim N = Dim.named("n");
  private static final Dim M = Dim.named("m");
  private static final Dim K = Dim.named("k");
  private static final Dim ONE = Dim.ONE;

  private static final Map<String, Integer> USUAL = Map.of("n", 2, "m", 3, "k", 4);
  private static final Map<String, Integer> ONES = Map.of("n", 1, "m", 1, "k", 1);
  private static final Map<String, Integer> EMPTY = Map.of("n", 0, "m", 3, "k", 2);
  private static final Map<String, Integer> EMPTY_INSIDE = Map.of("n", 2, "m", 0, "k", 2);

  private final Node scalar = Node.input("scalar");
  private final Node vector = Node.input("vector", M);
  private final Node matrix = Node.input("matrix", N, M);
  private final Node row = Node.input("row", ONE, M);
  private final Node column = Node.input("column", N, ONE);
  private final Node cube = Node.input("cube", K, N, M);

  private final Random random = new Random(7);

  /// Holds the derivatives of `y` by `xs` against differences at random points of every size.
  private void check(Node y, Node... xs) {
    for (Map<String, Integer> sizes : List.of(USUAL, ONES, EMPTY, EMPTY_INSIDE)) {
      check(y, sizes, xs);
    }
  }

  private void check(Node y, Map<String, Integer> sizes, Node... xs) {
    Map<Node, Tensor> point = new HashMap<>();
    for (Node x : xs) {
      point.put(x, random(x, sizes));
    }
    GradientCheck.assertDerivatives(List.of(y), List.of(xs), point, 2);
  }

  private Tensor random(Node x, Map<String, Integer> sizes) {
    return Tensor.generate(DType.F64, x.type().shape(sizes), _ -> random.nextDouble(-2, 2));
  }

  @Test
  void elementwiseBroadcasts() {
    check(matrix.times(scalar), matrix, scalar);
    check(scalar.times(matrix), matrix, scalar);
    check(matrix.times(row), matrix, row);
    check(column.times(matrix), matrix, column);
    Node slab = Node.input("slab", ONE, N, ONE);
    check(cube.times(slab), cube, slab);
  }

  @Test
  void oneValueUsedTwice() {
    check(matrix.times(matrix), matrix);
    check(matrix.times(matrix.sum(0)).plus(matrix.sum()), matrix);
    check(Contract.product(matrix, matrix.transpose()), matrix);
  }

  @Test
  void select() {
    Node condition = Node.input("condition", N, M);
    Map<Node, Tensor> point = new HashMap<>();
    for (Node x : List.of(matrix, scalar, row, condition)) {
      point.put(x, random(x, USUAL));
    }
    point.put(condition, Tensor.matrix(new double[][] {{0, 1, -1}, {2, 0, 0}}));
    Node y = Select.of(condition, matrix.times(scalar), row.square());
    GradientCheck.assertDerivatives(List.of(y), List.of(matrix, scalar, row), point, 2);
  }

  @Test
  void broadcast() {
    check(Broadcast.to(scalar, List.of(N, M)).times(matrix), scalar, matrix);
    check(Broadcast.to(row, List.of(N, M)).times(matrix), row, matrix);
    check(Broadcast.to(column, List.of(N, K)).square(), column, Node.input("k", K));
    check(Broadcast.to(matrix, List.of(N, M)).square(), matrix);
  }

  @Test
  void reshape() {
    check(matrix.reshape(N.times(M)).square(), matrix);
    check(matrix.reshape(M, N).square(), matrix);
    check(scalar.reshape(ONE, ONE).square(), scalar);
  }

  @Test
  void permute() {
    check(matrix.transpose().square(), matrix);
    check(cube.transpose().square(), cube);
    check(Permute.of(cube, List.of(2, 0, 1)).square(), cube);
    check(Permute.of(cube, List.of(-1, -2, -3)).square(), cube);
  }

  @Test
  void slice() {
    Range all = Range.all(N);
    check(Slice.flip(matrix, 0).times(matrix), matrix);
    check(Slice.flip(matrix, -1).times(matrix), matrix);
    check(Slice.of(matrix, List.of(all, new Range(M, -1, Dim.ZERO))).square(), matrix);
    check(Slice.of(matrix, List.of(all, new Range(Dim.ONE, 1, Dim.ONE))).square(), USUAL, matrix);
    check(Slice.of(matrix, List.of(all, new Range(Dim.of(2), -2, Dim.of(2)))), USUAL, matrix);
    Range butFirst = new Range(ONE, 1, M.minus(ONE));
    Range butLast = new Range(M.minus(Dim.of(2)), -1, M.minus(ONE));
    Node differences =
        Slice.of(matrix, List.of(all, butFirst)).times(Slice.of(matrix, List.of(all, butLast)));
    check(differences, USUAL, matrix);
    check(differences, ONES, matrix);
  }

  @Test
  void pad() {
    Node padded = Pad.of(matrix, List.of(ONE, N), List.of(Dim.ZERO, Dim.of(2)));
    check(padded.square().plus(padded), matrix);
    Node spread =
        Node.of(
            new Pad(
                List.of(Range.all(N), new Range(M.times(Dim.of(2)).minus(ONE), -2, M)),
                List.of(N, M.times(Dim.of(2)))),
            matrix);
    check(spread.square(), matrix);
  }

  @Test
  void concatAndStack() {
    Node wide = Node.input("wide", N, K);
    check(Concat.of(List.of(matrix, wide, matrix), 1).square(), matrix, wide);
    check(Concat.of(List.of(matrix, row), 0).square(), matrix, row);
    check(Concat.stack(List.of(matrix, matrix.square()), 0).square(), matrix);
    check(Concat.stack(List.of(matrix, matrix.square()), -1).square(), matrix);
    check(Concat.stack(List.of(scalar, scalar.square()), 0).square(), scalar);
  }

  @Test
  void gatherAndScatter() {
    Node places = Node.constant(Tensor.vector(2, 0, 2, 2));
    Node twice = Node.constant(Tensor.vector(1, 1, 0));
    check(Gather.of(matrix, places, 1).square(), USUAL, matrix);
    check(Gather.of(matrix, places, 1).square(), EMPTY, matrix);
    check(Gather.of(cube, places, -3).square(), USUAL, cube);
    Node literal = Node.input("x", N, Dim.of(3));
    check(Node.of(new Scatter(1, Dim.of(2)), literal, twice).square(), USUAL, literal);
    check(Node.of(new Scatter(1, K), literal, twice).square(), USUAL, literal, cube);
  }

  @Test
  void contract() {
    for (boolean left : List.of(false, true)) {
      for (boolean right : List.of(false, true)) {
        Node a = left ? Node.input("a", M, N) : Node.input("a", N, M);
        Node b = right ? Node.input("b", K, M) : Node.input("b", M, K);
        check(Node.of(new Contract(left, right), a, b), a, b);
        Node as = left ? Node.input("a", K, N, M, N) : Node.input("a", K, N, N, M);
        Node bs = right ? Node.input("b", K, N, K, M) : Node.input("b", K, N, M, K);
        check(Node.of(new Contract(left, right), as, bs), as, bs);
      }
    }
    Node other = Node.input("other", M);
    check(Contract.dot(vector, other), vector, other);
    check(Contract.outer(vector, other), vector, other);
  }

  @Test
  void reduceOverAnyAxes() {
    for (List<Integer> axes : List.of(List.of(0), List.of(2), List.of(0, 2), List.<Integer>of())) {
      for (boolean keepDims : List.of(true, false)) {
        Node y = Node.of(new Reduce(ReduceFunction.MEAN, axes, keepDims), cube.square());
        check(y, USUAL, cube);
      }
    }
  }

  @Test
  void along() {
    check(AlongFunction.SOFTMAX.of(cube, 1).square(), cube);
    check(AlongFunction.LOG_SOFTMAX.of(matrix, -1).times(matrix), matrix);
    check(AlongFunction.CUMSUM.of(cube, 0).square(), cube);
  }

  @Test
  void clip() {
    Node y = Functions.clip(matrix, Node.constant(-0.7), Node.constant(0.9));
    Tensor at = Tensor.matrix(new double[][] {{-2, -0.5, 0.2}, {0.8, 1.1, 3}});
    GradientCheck.assertDerivatives(
        List.of(y.times(matrix)), List.of(matrix), Map.of(matrix, at), 2);
  }

  @Test
  void negativeBasesAndDivisors() {
    Tensor negative = Tensor.vector(-2.5, -1.2, -0.4);
    for (double exponent : new double[] {-2, -1, 0, 1, 2, 3}) {
      GradientCheck.assertDerivatives(
          List.of(vector.pow(exponent)), List.of(vector), Map.of(vector, negative), 2);
    }
    Node b = Node.input("b", M);
    Map<Node, Tensor> point = Map.of(vector, Tensor.vector(1.3, -2.2, 0.9), b, negative);
    for (BinaryFunction function : List.of(BinaryFunction.DIV, BinaryFunction.MOD)) {
      GradientCheck.assertDerivatives(
          List.of(function.of(vector, b)), List.of(vector, b), point, 2);
    }
  }

  @Test
  void productsWithZerosTwice() {
    for (double[] at : new double[][] {{0, 2, 3}, {2, 0, -3}, {0, 0, 3}, {0, 0, 0}, {1, 2, 3}}) {
      GradientCheck.assertDerivatives(
          List.of(ReduceFunction.PROD.of(vector)),
          List.of(vector),
          Map.of(vector, Tensor.vector(at)),
          2);
    }
  }

  @Test
  void xlogyAtZeroTwice() {
    Node y = Node.input("y", M);
    GradientCheck.assertDerivatives(
        List.of(BinaryFunction.XLOGY.of(vector, y)),
        List.of(vector, y),
        Map.of(vector, Tensor.vector(0, 0, 1), y, Tensor.vector(0.5, 2, 3)),
        2);
  }
}
