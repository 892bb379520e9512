package dev.adjoint.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Iota;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.testing.GradientCheck;
import dev.adjoint.testing.GradientCheck.Mismatch;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Wrong derivatives, which the check must refuse: a test that cannot fail tests nothing.
class NegativeControlTest {
  private static final Dim N = Dim.named("n");
  private static final Dim M = Dim.named("m");

  // Logistic regression, with the derivatives of the notes.
  private final Node w = Node.parameter("w", N, Dim.ONE);
  private final Node b = Node.parameter("b");
  private final Node data = Node.input("X", N, M);
  private final Node labels = Node.input("Y", Dim.ONE, M);
  private final Node z = w.transpose().matmul(data).plus(b);
  private final Node a = UnaryFunction.SIGMOID.of(z);
  private final Node cost = UnaryFunction.SOFTPLUS.of(z).minus(labels.times(z)).mean();

  private final Node error = a.minus(labels);
  private final Node dw = data.matmul(error.transpose()).over(w.number(M));
  private final Node db = error.mean();

  private final Random random = new Random(3);
  private final Map<Node, Tensor> point =
      Map.of(
          w,
          uniform(2, 1),
          b,
          uniform().reshape(Shape.SCALAR),
          data,
          uniform(2, 3),
          labels,
          Tensor.matrix(new double[][] {{1, 0, 1}}));

  private Tensor uniform(int... sizes) {
    return Tensor.generate(DType.F64, Shape.of(sizes), _ -> random.nextDouble(-1, 1));
  }

  private List<Mismatch> check(Node claimedW, Node claimedB) {
    List<Mismatch> found =
        GradientCheck.byCoordinate(cost, List.of(w, b), List.of(claimedW, claimedB), point);
    List<Mismatch> inDirections =
        GradientCheck.byDirection(
            cost, List.of(w, b), List.of(claimedW, claimedB), point, new SplittableRandom(1));
    assertThat(inDirections.isEmpty()).isEqualTo(found.isEmpty());
    return found;
  }

  @Test
  void rightDerivativesPass() {
    assertThat(check(dw, db)).isEmpty();
  }

  @Test
  void wrongFactorsAndSignsFail() {
    assertThat(check(dw.times(1.0001), db)).hasSize(2);
    assertThat(check(dw.negate(), db)).hasSize(2);
    assertThat(check(dw.times(dw.number(M)), db)).hasSize(2);
    assertThat(check(dw, error.sum())).hasSize(1);
    assertThat(check(dw, db.times(0))).hasSize(1);
    assertThat(check(dw, db.plus(1e-4))).hasSize(1);
  }

  @Test
  void namesTheElement() {
    Node last = BinaryFunction.GREATER.of(Node.of(new Iota(0, w.type())), w.number(0));
    Mismatch mismatch = check(dw.plus(last.times(0.001)), db).getFirst();

    assertThat(mismatch.where()).isEqualTo("w at element 1 of [2, 1]");
    assertThat(mismatch.claimed()).isNotEqualTo(mismatch.measured());
  }

  @Test
  void wrongInOneElementOfManyFailsInSomeDirection() {
    Node x = Node.input("x", N);
    Node spike = Node.input("spike", N);
    Map<Node, Tensor> values =
        Map.of(
            x,
            uniform(100),
            spike,
            Tensor.generate(DType.F64, Shape.of(100), i -> i == 37 ? 1 : 0));
    Node y = x.square().sum();

    assertThat(GradientCheck.mismatches(y, List.of(x), List.of(x.times(2)), values)).isEmpty();
    assertThat(
            GradientCheck.mismatches(
                y, List.of(x), List.of(x.times(2).plus(spike.times(0.01))), values))
        .isNotEmpty();
  }

  @Test
  void whatCannotBeMeasuredFails() {
    Node x = Node.input("x");
    Node kinked = UnaryFunction.ABS.of(x);
    Map<Node, Tensor> offZero = Map.of(x, Tensor.scalar(1e-5));

    assertThat(GradientCheck.mismatches(kinked, List.of(x), List.of(x.number(1)), offZero))
        .isNotEmpty();
    assertThat(
            GradientCheck.mismatches(
                UnaryFunction.LOG.of(x),
                List.of(x),
                List.of(x.number(Double.NaN)),
                Map.of(x, Tensor.scalar(1))))
        .isNotEmpty();
  }

  @Test
  void assertsToo() {
    Node stopped = UnaryFunction.STOP.of(b).times(b);
    GradientCheck.assertDerivatives(List.of(stopped), List.of(b), Map.of(b, Tensor.scalar(2)), 2);
    Node step = UnaryFunction.FLOOR.of(b);
    assertThatThrownBy(
            () ->
                GradientCheck.assertDerivatives(
                    List.of(step), List.of(b), Map.of(b, Tensor.scalar(2)), 1))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("derivatives of order 1");
  }
}
