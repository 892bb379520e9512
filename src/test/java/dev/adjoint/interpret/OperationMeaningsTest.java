package dev.adjoint.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.graph.AlongFunction;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Concat;
import dev.adjoint.graph.Contract;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Functions;
import dev.adjoint.graph.Gather;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Iota;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Pad;
import dev.adjoint.graph.Permute;
import dev.adjoint.graph.Range;
import dev.adjoint.graph.ReduceFunction;
import dev.adjoint.graph.Scatter;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.Slice;
import dev.adjoint.graph.TensorType;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.source.AdjointException;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the operations do, by small examples that NumPy would agree with.
class OperationMeaningsTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  private static final Node A = Node.constant(matrix(new double[][] {{1, 2, 3}, {4, 5, 6}}));
  private static final Node V = Node.constant(Tensor.vector(1, 2, 3));

  private static Tensor matrix(double[][] rows) {
    return Tensor.matrix(rows);
  }

  private static Tensor run(Node node) {
    return new Interpreter().run(Graph.of(node), Map.of()).getFirst();
  }

  private static void assertIs(Node node, double[]... rows) {
    assertThat(run(node)).isEqualTo(Tensor.matrix(rows));
  }

  private static void assertIs(Node node, double... values) {
    assertThat(run(node)).isEqualTo(Tensor.vector(values));
  }

  private static double of(ReduceFunction function, double... values) {
    return function.meaning().applyAsDouble(values);
  }

  private static Range range(int start, int step, int count) {
    return new Range(Dim.of(start), step, Dim.of(count));
  }

  @Test
  void broadcastAndSelect() {
    Node column = Node.constant(matrix(new double[][] {{10}, {20}}));
    assertIs(A.plus(column), new double[][] {{11, 12, 13}, {24, 25, 26}});
    assertIs(column.plus(A), new double[][] {{11, 12, 13}, {24, 25, 26}});
    assertIs(
        Broadcast.to(V.reshape(Dim.ONE, Dim.of(3)), List.of(Dim.of(2), Dim.of(3))),
        new double[][] {{1, 2, 3}, {1, 2, 3}});
    assertIs(
        Select.of(A.greater(3), A, A.number(NAN)).plus(0),
        new double[][] {{NAN, NAN, NAN}, {4, 5, 6}});
    assertIs(Select.of(V.number(NAN), V, V.negate()), 1, 2, 3);
  }

  @Test
  void shapes() {
    assertIs(A.transpose(), new double[][] {{1, 4}, {2, 5}, {3, 6}});
    assertIs(A.reshape(Dim.of(3), Dim.of(2)), new double[][] {{1, 2}, {3, 4}, {5, 6}});
    Node cube = Node.constant(Tensor.generate(DType.F64, Shape.of(2, 3, 4), i -> i));
    Tensor turned = run(Permute.of(cube, List.of(1, 2, 0)));
    assertThat(turned.shape()).isEqualTo(Shape.of(3, 4, 2));
    assertThat(turned.get(2, 1, 1)).isEqualTo(run(cube).get(1, 2, 1));
  }

  @Test
  void slices() {
    assertIs(Slice.flip(V, 0), 3, 2, 1);
    assertIs(Slice.of(V, List.of(range(0, 2, 2))), 1, 3);
    assertIs(Slice.of(V, List.of(range(2, -2, 2))), 3, 1);
    assertIs(Slice.of(V, List.of(range(3, 1, 0))), new double[0]);
    assertIs(
        Slice.of(A, List.of(range(1, -1, 2), range(1, 1, 2))), new double[][] {{5, 6}, {2, 3}});
    Node padded = Pad.of(V, List.of(Dim.ONE), List.of(Dim.of(2)));
    assertIs(padded, 0, 1, 2, 3, 0, 0);
    assertIs(Node.of(new Pad(List.of(range(4, -2, 3)), List.of(Dim.of(6))), V), 3, 0, 2, 0, 1, 0);
  }

  @Test
  void joins() {
    assertIs(Concat.of(List.of(V, V.negate()), 0), 1, 2, 3, -1, -2, -3);
    assertIs(
        Concat.of(List.of(A, A.times(10)), -1),
        new double[][] {{1, 2, 3, 10, 20, 30}, {4, 5, 6, 40, 50, 60}});
    assertIs(Concat.stack(List.of(V, V.negate()), 0), new double[][] {{1, 2, 3}, {-1, -2, -3}});
    assertIs(Concat.stack(List.of(V, V.negate()), -1), new double[][] {{1, -1}, {2, -2}, {3, -3}});
  }

  @Test
  void gathersAndScatters() {
    Node places = Node.constant(Tensor.vector(2, 0, 2));
    assertIs(Gather.of(V, places, 0), 3, 1, 3);
    assertIs(Gather.of(A, places, 1), new double[][] {{3, 1, 3}, {6, 4, 6}});
    assertIs(Node.of(new Scatter(0, Dim.of(4)), V, places), 2, 0, 4, 0);
    assertIs(Node.of(new Scatter(1, Dim.of(3)), A, places), new double[][] {{2, 0, 4}, {5, 0, 10}});
    for (double wrong : new double[] {3, -1, 0.5, NAN}) {
      assertThatThrownBy(() -> run(Gather.of(V, Node.constant(Tensor.vector(0, wrong)), 0)))
          .isInstanceOf(AdjointException.class)
          .hasMessageContaining("at place 1 is not a whole number from 0 to 2");
    }
  }

  @Test
  void products() {
    assertIs(A.matmul(A.transpose()), new double[][] {{14, 32}, {32, 77}});
    assertThat(run(Contract.dot(V, V)).item()).isEqualTo(14);
    assertIs(Contract.outer(V, V), new double[][] {{1, 2, 3}, {2, 4, 6}, {3, 6, 9}});
  }

  /// All four ways to store the operands, in batches: by the definition.
  @Test
  void productsOfStoredTransposes() {
    Dim two = Dim.of(2);
    for (boolean left : List.of(false, true)) {
      for (boolean right : List.of(false, true)) {
        Tensor a =
            Tensor.generate(
                DType.F64, left ? Shape.of(2, 4, 3) : Shape.of(2, 3, 4), i -> i * i % 7);
        Tensor b =
            Tensor.generate(
                DType.F64, right ? Shape.of(2, 5, 4) : Shape.of(2, 4, 5), i -> i * 3 % 5);
        Tensor y = run(Node.of(new Contract(left, right), Node.constant(a), Node.constant(b)));

        assertThat(y.shape()).isEqualTo(Shape.of(two.value().getAsInt(), 3, 5));
        for (int at = 0; at < y.shape().count(); at++) {
          int batch = at / 15;
          int row = at / 5 % 3;
          int column = at % 5;
          double sum = 0;
          for (int k = 0; k < 4; k++) {
            double l = left ? a.get(batch, k, row) : a.get(batch, row, k);
            double r = right ? b.get(batch, column, k) : b.get(batch, k, column);
            sum += l * r;
          }
          assertThat(y.get(batch, row, column)).isEqualTo(sum);
        }
      }
    }
  }

  @Test
  void productsOverNothingAreZero() {
    Node a = Node.constant(Tensor.of(Shape.of(2, 0), new double[0]));
    assertIs(a.matmul(a.transpose()), new double[][] {{0, 0}, {0, 0}});
    assertThat(run(a.transpose().matmul(a)).shape()).isEqualTo(Shape.of(0, 0));
  }

  @Test
  void leaves() {
    TensorType type = TensorType.of(DType.F64, Dim.of(2), Dim.of(3));
    assertIs(Node.of(new Iota(0, type)), new double[][] {{0, 0, 0}, {1, 1, 1}});
    assertIs(Node.of(new Iota(1, type)), new double[][] {{0, 1, 2}, {0, 1, 2}});
    Dim m = Dim.named("m");
    Node x = Node.input("x", m);
    Node size = x.number(m.times(m).plus(Dim.ONE));
    assertThat(new Interpreter().run(Graph.of(size), Map.of(x, Tensor.vector(1, 2, 3))))
        .containsExactly(Tensor.scalar(10));
  }

  @Test
  void functionsOfSeveralOperations() {
    assertIs(Functions.clip(V, V.number(1.5), V.number(2.5)), 1.5, 2, 2.5);
    assertIs(Functions.clip(V, V.number(3), V.number(2)), 2, 2, 2); // as NumPy: the upper bound
    assertIs(Functions.clip(Node.constant(Tensor.vector(NAN)), V.number(0), V.number(1)), NAN);
    Node labels = Node.constant(Tensor.vector(1, 0, 1));
    double[][] columns = {{0, 1, 0}, {1, 0, 1}};
    assertIs(Functions.oneHot(labels, Dim.of(2)), columns);
    assertIs(Functions.oneHot(labels.reshape(Dim.ONE, Dim.of(3)), Dim.of(2)), columns);
    assertThatThrownBy(() -> run(Functions.oneHot(V, Dim.of(3))))
        .hasMessageContaining("index 3 at place 2 is not a whole number from 0 to 2");
    assertThatThrownBy(() -> Functions.oneHot(A, Dim.of(3)))
        .hasMessageContaining("`one_hot` takes labels as a vector or a row, not as [2, 3]");
  }

  @Test
  void reductionsOfNothing() {
    assertThat(of(ReduceFunction.SUM)).isEqualTo(0);
    assertThat(of(ReduceFunction.PROD)).isEqualTo(1);
    assertThat(of(ReduceFunction.MEAN)).isNaN();
    assertThat(of(ReduceFunction.VAR)).isNaN();
    assertThat(of(ReduceFunction.STD)).isNaN();
    assertThat(of(ReduceFunction.NORM)).isEqualTo(0);
    assertThat(of(ReduceFunction.MAX)).isEqualTo(-INF);
    assertThat(of(ReduceFunction.MIN)).isEqualTo(INF);
    assertThat(of(ReduceFunction.ARGMAX)).isNaN();
    assertThat(of(ReduceFunction.LOGSUMEXP)).isEqualTo(-INF);
  }

  @Test
  void reductionsOfTheExtraordinary() {
    assertThat(of(ReduceFunction.MAX, 1, NAN, 3)).isNaN();
    assertThat(of(ReduceFunction.MIN, 1, NAN, 3)).isNaN();
    assertThat(of(ReduceFunction.NORM, INF, NAN)).isNaN();
    assertThat(of(ReduceFunction.NORM, INF, -INF)).isEqualTo(INF);
    assertThat(of(ReduceFunction.NORM, 3e200, 4e200)).isCloseTo(5e200, within(1e185));
    assertThat(of(ReduceFunction.NORM, 3e-200, 4e-200)).isCloseTo(5e-200, within(1e-215));
    assertThat(of(ReduceFunction.NORM, Double.MIN_VALUE)).isEqualTo(Double.MIN_VALUE);
    assertThat(of(ReduceFunction.ARGMAX, 1, 3, 3, 2)).isEqualTo(1);
    assertThat(of(ReduceFunction.ARGMAX, 1, NAN, 3, NAN)).isEqualTo(1);
    assertThat(of(ReduceFunction.ARGMAX, -INF, -INF)).isEqualTo(0);
    assertThat(of(ReduceFunction.LOGSUMEXP, -INF, -INF)).isEqualTo(-INF);
    assertThat(of(ReduceFunction.LOGSUMEXP, INF, 1)).isEqualTo(INF);
    assertThat(of(ReduceFunction.LOGSUMEXP, 1000, 1000)).isEqualTo(1000 + Math.log(2));
    assertThat(of(ReduceFunction.LOGSUMEXP, 1, NAN)).isNaN();
    assertThat(of(ReduceFunction.VAR, 1, 2, 3, 4)).isEqualTo(1.25);
    assertThat(of(ReduceFunction.STD, 1e8 + 1, 1e8 + 3)).isEqualTo(1);
  }

  @Test
  void softmaxesOfTheExtraordinary() {
    assertThat(AlongFunction.SOFTMAX.meaning().apply(new double[] {1000, 1000, -INF}))
        .containsExactly(0.5, 0.5, 0);
    assertThat(AlongFunction.SOFTMAX.meaning().apply(new double[] {-INF, -INF})).containsOnly(NAN);
    assertThat(AlongFunction.LOG_SOFTMAX.meaning().apply(new double[] {0, -1e4}))
        .containsExactly(0, -1e4);
    assertThat(AlongFunction.LOG_SOFTMAX.meaning().apply(new double[] {0, -INF}))
        .containsExactly(0, -INF);
    assertThat(AlongFunction.SOFTMAX.meaning().apply(new double[0])).isEmpty();
    assertThat(AlongFunction.CUMSUM.meaning().apply(new double[] {1, 2, 3}))
        .containsExactly(1, 3, 6);
  }

  /// As Python's `%`, signed zeros too.
  @ParameterizedTest
  @CsvSource({
    "7, 3, 1",
    "-7, 3, 2",
    "7, -3, -2",
    "-7, -3, -1",
    "6, 3, 0",
    "-6, 3, 0",
    "6, -3, -0.0",
    "5.5, 2, 1.5",
    "-5.5, 2, 0.5",
    "1, Infinity, 1",
    "-1, Infinity, Infinity",
    "1, 0, NaN",
    "Infinity, 2, NaN",
    "NaN, 2, NaN",
    "-1e-20, 1, 1"
  })
  void mod(double a, double b, Double expected) {
    assertThat(BinaryFunction.MOD.meaning().applyAsDouble(a, b)).isEqualTo(expected);
  }

  @Test
  void roundsHalvesToEven() {
    var round = UnaryFunction.ROUND.meaning();
    assertThat(round.applyAsDouble(0.5)).isEqualTo(0);
    assertThat(round.applyAsDouble(1.5)).isEqualTo(2);
    assertThat(round.applyAsDouble(2.5)).isEqualTo(2);
    assertThat(round.applyAsDouble(-1.5)).isEqualTo(-2);
  }

  @Test
  void truthIsWhatIsNotZero() {
    assertThat(BinaryFunction.AND.meaning().applyAsDouble(2, NAN)).isEqualTo(1);
    assertThat(BinaryFunction.OR.meaning().applyAsDouble(0, -0.0)).isEqualTo(0);
    assertThat(UnaryFunction.NOT.meaning().applyAsDouble(NAN)).isEqualTo(0);
    assertThat(BinaryFunction.EQUAL.meaning().applyAsDouble(NAN, NAN)).isEqualTo(0);
    assertThat(BinaryFunction.UNEQUAL.meaning().applyAsDouble(NAN, NAN)).isEqualTo(1);
  }
}
