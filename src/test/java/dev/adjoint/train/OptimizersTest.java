package dev.adjoint.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Node;
import dev.adjoint.nn.Adam;
import dev.adjoint.nn.Momentum;
import dev.adjoint.nn.Optimizer;
import dev.adjoint.nn.Rate;
import dev.adjoint.nn.Sgd;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Optimisers against loops over plain arrays, on `J = sum(c * w^4) / 4`, with `dJ/dw = c * w^3`.
class OptimizersTest {
  private static final double[] C = {1, 0.1, 3};
  private static final double[] START = {1, -2, 0.5};
  private static final int STEPS = 50;

  private final Node w = Node.parameter("w", Dim.of(3));
  private final Node c = Node.input("c", Dim.of(3));
  private final Node cost = c.times(w.square().square()).sum().over(4);

  private double[] train(Optimizer optimizer) {
    State start = new State(Map.of(w, Tensor.vector(START), c, Tensor.vector(C)));
    return Training.of(cost, optimizer).run(Plan.steps(STEPS), start).get(w).toDoubles();
  }

  private static double gradient(double[] w, int i) {
    return C[i] * w[i] * w[i] * w[i];
  }

  private static void assertSame(double[] found, double[] expected) {
    assertThat(found).containsExactly(expected, within(1e-14));
  }

  @Test
  void sgd() {
    double[] expected = START.clone();
    for (int t = 1; t <= STEPS; t++) {
      for (int i = 0; i < 3; i++) {
        expected[i] -= 0.1 * gradient(expected, i);
      }
    }
    assertSame(train(Sgd.rate(0.1)), expected);
    assertSame(train(new Momentum(Rate.of(0.1), 0)), expected);
  }

  @Test
  void aRateMayDependOnTheStep() {
    double[] expected = START.clone();
    for (int t = 1; t <= STEPS; t++) {
      for (int i = 0; i < 3; i++) {
        expected[i] -= 0.1 / t * gradient(expected, i);
      }
    }
    assertSame(train(new Sgd(count -> count.number(0.1).over(count))), expected);
  }

  @Test
  void aRateMayBeComputed() {
    assertSame(train(new Sgd(Rate.of(c.sum().over(41)))), train(Sgd.rate(0.1)));
  }

  @Test
  void momentum() {
    double[] expected = START.clone();
    double[] v = new double[3];
    for (int t = 1; t <= STEPS; t++) {
      for (int i = 0; i < 3; i++) {
        v[i] = 0.9 * v[i] + (1 - 0.9) * gradient(expected, i);
        expected[i] -= 0.2 * v[i];
      }
    }
    assertSame(train(Momentum.rate(0.2)), expected);
  }

  @Test
  void adam() {
    double[] expected = START.clone();
    double[] m = new double[3];
    double[] v = new double[3];
    for (int t = 1; t <= STEPS; t++) {
      for (int i = 0; i < 3; i++) {
        double g = gradient(expected, i);
        m[i] = 0.9 * m[i] + (1 - 0.9) * g;
        v[i] = 0.999 * v[i] + (1 - 0.999) * g * g;
        double mHat = m[i] / (1 - Math.pow(0.9, t));
        double vHat = v[i] / (1 - Math.pow(0.999, t));
        expected[i] -= 0.03 * mHat / (Math.sqrt(vHat) + 1e-8);
      }
    }
    assertSame(train(Adam.rate(0.03)), expected);
  }

  @Test
  void variablesAreCalledAfterTheirParameters() {
    assertThat(Training.of(cost, Adam.rate(1)).variables())
        .extracting(variable -> variable.node().toString())
        .containsExactly("w.adam.m: [3]", "w.adam.v: [3]", "adam.steps: scalar");
  }

  @Test
  void precisionIsThatOfTheParameters() {
    Node x =
        Node.of(
            new dev.adjoint.graph.Parameter("x", dev.adjoint.graph.TensorType.scalar(DType.F32)));
    State start = new State(Map.of(x, Tensor.scalar(2).as(DType.F32)));
    Tensor end = Training.of(x.square(), Adam.rate(0.1)).run(Plan.steps(10), start).get(x);
    assertThat(end.dtype()).isEqualTo(DType.F32);
    assertThat(end.item()).isCloseTo(1.0, within(0.05));
  }

  @Test
  void anAverageThatNeverForgetsIsRefused() {
    assertThatThrownBy(() -> new Momentum(Rate.of(1), 1))
        .hasMessage("beta is from 0 to below 1, not 1.0");
    assertThatThrownBy(() -> new Adam(Rate.of(1), 0.9, Double.NaN, 1e-8))
        .hasMessage("beta2 is from 0 to below 1, not NaN");
  }

  @Test
  void settingsAreValues() {
    assertThat(Adam.rate(0.001)).isEqualTo(new Adam(Rate.of(0.001), 0.9, 0.999, 1e-8));
    assertThat(Sgd.rate(0.005)).hasToString("Sgd[rate=Constant[value=0.005]]");
  }
}
