package dev.adjoint.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarksTest {
  private static final Node X = Node.input("X", Dim.of(2), Dim.of(3));
  private static final Node W = Node.parameter("W", Dim.of(2), Dim.of(3));
  private static final Tensor VALUES =
      Tensor.matrix(new double[] {-1, -2, 0}, new double[] {-1, 2, 3});

  private static Trace trace(Node cost, Tensor x) {
    return Trace.of(cost, Map.of(X, x, W, x));
  }

  @Test
  void unitThatIsZeroForAllExamplesIsDead() {
    Node relu = UnaryFunction.RELU.of(X);
    Marks marks = Marks.of(trace(relu.sum(), VALUES));
    assertThat(marks.deadUnits(relu)).isEqualTo(1);
    assertThat(marks.ofValue(relu)).containsExactly(Mark.DEAD);
    assertThat(marks.ofValue(X)).isEmpty();
    Node max = BinaryFunction.MAX.of(X, X.number(0));
    assertThat(Marks.of(trace(max.sum(), VALUES)).deadUnits(max)).isEqualTo(1);
    Node other = BinaryFunction.MAX.of(X, X.number(-5));
    assertThat(Marks.of(trace(other.sum(), VALUES)).deadUnits(other)).isZero();
  }

  @Test
  void oneExampleIsNoDeath() {
    Node column = Node.input("X", Dim.of(3), Dim.ONE);
    Node relu = UnaryFunction.RELU.of(column);
    Tensor x = Tensor.matrix(new double[] {-1}, new double[] {2}, new double[] {-3});
    assertThat(Marks.of(Trace.of(relu.sum(), Map.of(column, x))).deadUnits(relu)).isZero();
  }

  @Test
  void whatIsNoNumberIsMarked() {
    Node root = UnaryFunction.SQRT.of(X).named("root");
    Marks marks = Marks.of(trace(root.sum(), VALUES));
    assertThat(marks.ofValue(root)).containsExactly(Mark.NAN);
    assertThat(marks.ofGradient(X)).containsExactly(Mark.NAN, Mark.INFINITE);
    assertThat(marks.ofGradient(root)).isEmpty();
  }

  @Test
  void smallBesideTheLargestHasVanished() {
    Marks marks = Marks.of(trace(W.times(1e-7).square().sum(), VALUES));
    assertThat(marks.ofGradient(W)).containsExactly(Mark.VANISHED);
    assertThat(Marks.of(trace(W.times(1e-5).square().sum(), VALUES)).ofGradient(W)).isEmpty();
  }

  @Test
  void whatIsGivenIsNeverLearntAndDoesNotVanish() {
    Node small = X.times(1e-7).square().sum();
    assertThat(Marks.of(trace(small, VALUES)).ofGradient(X)).isEmpty();
  }

  @Test
  void whatNothingFlowsBackToHasNotVanished() {
    Node steps = W.greater(0);
    Marks marks = Marks.of(trace(steps.sum(), VALUES));
    assertThat(marks.isReached(steps)).isTrue();
    assertThat(marks.isReached(W)).isFalse();
    assertThat(marks.ofGradient(W)).isEmpty();
    assertThat(Marks.of(trace(W.times(0).sum(), VALUES)).ofGradient(W))
        .containsExactly(Mark.VANISHED);
  }
}
