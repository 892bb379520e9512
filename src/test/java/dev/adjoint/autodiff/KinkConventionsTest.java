package dev.adjoint.autodiff;

import static dev.adjoint.graph.BinaryFunction.ELU;
import static dev.adjoint.graph.BinaryFunction.LEAKY_RELU;
import static dev.adjoint.graph.BinaryFunction.MAX;
import static dev.adjoint.graph.BinaryFunction.MIN;
import static dev.adjoint.graph.BinaryFunction.MOD;
import static dev.adjoint.graph.BinaryFunction.POW;
import static dev.adjoint.graph.BinaryFunction.XLOGY;
import static dev.adjoint.graph.UnaryFunction.ABS;
import static dev.adjoint.graph.UnaryFunction.CEIL;
import static dev.adjoint.graph.UnaryFunction.FLOOR;
import static dev.adjoint.graph.UnaryFunction.LOG;
import static dev.adjoint.graph.UnaryFunction.RELU;
import static dev.adjoint.graph.UnaryFunction.ROUND;
import static dev.adjoint.graph.UnaryFunction.SIGN;
import static dev.adjoint.graph.UnaryFunction.SQRT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.graph.AlongFunction;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Functions;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.ReduceFunction;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The derivatives where there is none: every line of the table in [UnaryFunction]'s doc, and what
/// must stay finite beside infinities.
class KinkConventionsTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  private final Node x = Node.input("x");
  private final Node y = Node.input("y");
  private final Node v = Node.input("v", Dim.named("n"));

  private static double[] gradient(Node f, Node by, Map<Node, Tensor> at) {
    Node derivative = Gradient.of(f).wrt(by);
    return new Interpreter().run(Graph.of(derivative), at).getFirst().toDoubles();
  }

  /// The derivative of `f`, a function of `x`.
  private double slope(Node f, double at) {
    return gradient(f, x, Map.of(x, Tensor.scalar(at)))[0];
  }

  /// Both derivatives of a function of `x` and `y`.
  private List<Double> slopes(BinaryFunction f, double atX, double atY) {
    Map<Node, Tensor> at = Map.of(x, Tensor.scalar(atX), y, Tensor.scalar(atY));
    return List.of(gradient(f.of(x, y), x, at)[0], gradient(f.of(x, y), y, at)[0]);
  }

  /// The derivatives of `f`, a function of `v`.
  private double[] slopes(Node f, double... at) {
    return gradient(f, v, Map.of(v, Tensor.vector(at)));
  }

  private double value(BinaryFunction f, double a, double b) {
    return f.meaning().applyAsDouble(a, b);
  }

  @Test
  void rectifiersAtZero() {
    assertThat(slope(RELU.of(x), 0)).isEqualTo(0);
    assertThat(slope(LEAKY_RELU.of(x, x.number(0.01)), 0)).isEqualTo(0.01);
    assertThat(slope(ELU.of(x, x.number(1.5)), 0)).isEqualTo(1.5);
    assertThat(slope(ABS.of(x), 0)).isEqualTo(0);
  }

  @Test
  void stepsAreFlatEverywhere() {
    for (double at : new double[] {0, 0.5, 1, 1.5, -2}) {
      for (UnaryFunction step : List.of(SIGN, FLOOR, CEIL, ROUND)) {
        assertThat(slope(step.of(x), at)).as("%s at %s", step, at).isEqualTo(0);
      }
      assertThat(slope(x.greater(0), at)).isEqualTo(0);
      assertThat(slope(x.equal(1), at)).isEqualTo(0);
    }
    assertThat(slopes(ReduceFunction.ARGMAX.of(v), 1, 1, 0)).containsExactly(0, 0, 0);
  }

  @Test
  void tiesOfTwoShareInHalves() {
    assertThat(slopes(MAX, 2, 2)).containsExactly(0.5, 0.5);
    assertThat(slopes(MIN, 2, 2)).containsExactly(0.5, 0.5);
    assertThat(slopes(MAX, -0.0, 0.0)).containsExactly(0.5, 0.5);
    assertThat(slopes(MAX, 2, 3)).containsExactly(0.0, 1.0);
    assertThat(slopes(MIN, 2, 3)).containsExactly(1.0, 0.0);
  }

  @Test
  void tiesOfManyShareEvenly() {
    double third = 1.0 / 3;
    assertThat(slopes(ReduceFunction.MAX.of(v), 1, 3, 3, 2, 3))
        .containsExactly(0, third, third, 0, third);
    assertThat(slopes(ReduceFunction.MIN.of(v), 3, 1, 1, 2)).containsExactly(0, 0.5, 0.5, 0);
  }

  @Test
  void clipAtItsBounds() {
    Node y = Functions.clip(v, v.number(-1), v.number(2)).sum();
    assertThat(slopes(y, -2, -1, 0, 2, 3)).containsExactly(0, 1, 1, 1, 0);
  }

  @Test
  void lengthsOfNothing() {
    assertThat(slopes(ReduceFunction.NORM.of(v), 0, 0)).containsExactly(0, 0);
    assertThat(slopes(ReduceFunction.STD.of(v), 3, 3, 3)).containsExactly(0, 0, 0);
    assertThat(slopes(ReduceFunction.NORM.of(v), 3, 4)).containsExactly(0.6, 0.8);
  }

  @Test
  void powers() {
    assertThat(value(POW, 0, 0)).isEqualTo(1);
    assertThat(slopes(POW, 0, 0)).containsExactly(0.0, 0.0);
    assertThat(slope(x.pow(0), 0)).isEqualTo(0);
    assertThat(slope(x.pow(0), 3)).isEqualTo(0);
    assertThat(slopes(POW, 0, 2)).containsExactly(0.0, 0.0);
    assertThat(slope(x.pow(1), 0)).isEqualTo(1);
    assertThat(slope(x.pow(2), 0)).isEqualTo(0);
    assertThat(slope(x.pow(3), -2)).isEqualTo(12);
    assertThat(slope(x.pow(-1), -2)).isEqualTo(-0.25);
    Node square = x.pow(2);
    assertThat(slope(Gradient.of(square).wrt(x), 0)).isEqualTo(2);
  }

  @Test
  void xlogyAtZero() {
    assertThat(value(XLOGY, 0, 0)).isEqualTo(0);
    assertThat(value(XLOGY, 0, -1)).isEqualTo(0);
    assertThat(value(XLOGY, 0, Double.NaN)).isNaN();
    assertThat(slopes(XLOGY, 0, 0)).containsExactly(0.0, 0.0);
    assertThat(slopes(XLOGY, 0, -1)).containsExactly(0.0, 0.0);
    assertThat(slopes(XLOGY, 0, Math.E)).containsExactly(1.0, 0.0);
  }

  @Test
  void sqrtAtZero() {
    assertThat(slope(SQRT.of(x), 0)).isEqualTo(INF);
  }

  @Test
  void logsumexpOfMinusInfinity() {
    assertThat(slopes(ReduceFunction.LOGSUMEXP.of(v), -INF, -INF)).containsExactly(0, 0);
    assertThat(slopes(ReduceFunction.LOGSUMEXP.of(v), -INF, 3)).containsExactly(0, 1);
    assertThat(slopes(ReduceFunction.LOGSUMEXP.of(v), 1000, 1000))
        .containsExactly(new double[] {0.5, 0.5}, within(1e-12));
  }

  @Test
  void productsOfZeros() {
    assertThat(slopes(ReduceFunction.PROD.of(v), 2, 0, 3)).containsExactly(0, 6, 0);
    assertThat(slopes(ReduceFunction.PROD.of(v), 0, 0, 3)).containsExactly(0, 0, 0);
    assertThat(slopes(ReduceFunction.PROD.of(v), 2, 5, 3)).containsExactly(15, 6, 10);
  }

  @Test
  void whatIsNotTakenStaysOutEvenOfInfinities() {
    Node root = SQRT.of(MAX.of(x, x.number(0)));
    assertThat(slope(root, -1)).isEqualTo(0);
    assertThat(slope(SQRT.of(RELU.of(x)), -1)).isEqualTo(0);
    Node safeLog = Select.of(x.greater(0), LOG.of(x), x.number(0));
    assertThat(slope(safeLog, 2)).isEqualTo(0.5);
    assertThat(slopes(SQRT.of(ReduceFunction.MAX.of(v)), -1, 0)).containsExactly(0, INF);
    assertThat(slopes(AlongFunction.SOFTMAX.of(v, 0).times(v).sum(), 1000, 0))
        .containsExactly(1, 0);
  }

  @Test
  void remaindersTakeTheSignOfTheDivisor() {
    assertThat(slopes(MOD, 7, 3)).containsExactly(1.0, -2.0);
    assertThat(slopes(MOD, -7, 3)).containsExactly(1.0, 3.0);
  }
}
