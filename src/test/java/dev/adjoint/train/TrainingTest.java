package dev.adjoint.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.exec.Program;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.nn.Adam;
import dev.adjoint.nn.Costs;
import dev.adjoint.nn.Sgd;
import dev.adjoint.source.AdjointException;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Logistic regression on the three examples of the notes, all of them at once.
class TrainingTest {
  private final Dim n = Dim.named("n");
  private final Dim m = Dim.named("m");
  private final Node x = Node.input("X", n, m);
  private final Node y = Node.input("Y", Dim.ONE, m);
  private final Node w = Node.parameter("w", n, Dim.ONE);
  private final Node b = Node.parameter("b");
  private final Node cost =
      Costs.logisticCost(UnaryFunction.SIGMOID.of(w.transpose().matmul(x).plus(b)), y);
  private final State start =
      new State(
          Map.of(
              x, Tensor.matrix(new double[][] {{1, 2, -1}, {3, 4, -3.2}}),
              y, Tensor.matrix(new double[][] {{1, 0, 1}}),
              w, Tensor.matrix(new double[][] {{1}, {2}}),
              b, Tensor.scalar(2)));

  @Test
  void oneStepMovesByTheGradient() {
    Trained trained = Training.of(cost, Sgd.rate(1)).run(Plan.steps(1), start);
    assertThat(trained.history().cost().shape()).isEqualTo(Shape.of(1));
    assertThat(trained.history().cost().at(0)).isCloseTo(5.801545319394553, within(1e-12));
    assertThat(1 - trained.get(w).at(0)).isCloseTo(0.99845601, within(5e-9));
    assertThat(2 - trained.get(w).at(1)).isCloseTo(2.39507239, within(5e-9));
    assertThat(2 - trained.get(b).item()).isCloseTo(0.001455578136784208, within(1e-15));
  }

  @Test
  void aHundredStepsAreTheNotes() {
    Trained trained = Training.of(cost, Sgd.rate(0.009)).run(Plan.steps(100), start);
    assertThat(trained.get(w).at(0)).isCloseTo(0.19033591, within(5e-9));
    assertThat(trained.get(w).at(1)).isCloseTo(0.12259159, within(5e-9));
    assertThat(trained.get(b).item()).isCloseTo(1.9253598300845747, within(1e-14));
    assertThat(trained.get(x)).isEqualTo(start.get(x));
  }

  @Test
  void aCostIsThatBeforeItsUpdate() {
    List<String> seen = new ArrayList<>();
    Trained trained =
        Training.of(cost, Sgd.rate(0.009))
            .run(Plan.steps(3), start, (i, c) -> seen.add(i + " " + c), () -> false);
    Tensor costs = trained.history().cost();
    assertThat(costs.at(0)).isCloseTo(5.801545319394553, within(1e-12));
    assertThat(costs.at(1)).isLessThan(costs.at(0));
    assertThat(seen).containsExactly("0 " + costs.at(0), "1 " + costs.at(1), "2 " + costs.at(2));
    assertThat(Training.of(cost, Sgd.rate(0.009)).run(Plan.steps(0), start).history().cost())
        .isEqualTo(Tensor.vector());
  }

  @Test
  void whatIsRecordedIsThatBeforeTheUpdateAndChangesNothing() {
    Node size = w.square().sum();
    Training plain = Training.of(cost, Adam.rate(0.05));
    Training recording = plain.recording(Map.of("size", size, "b", b));
    Trained trained = recording.run(Plan.steps(9), start);
    Trained expected = plain.run(Plan.steps(9), start);
    assertThat(trained.state()).isEqualTo(expected.state());
    assertThat(trained.history().cost()).isEqualTo(expected.history().cost());
    assertThat(trained.history().recorded()).containsOnlyKeys("size", "b");
    for (int steps = 0; steps < 9; steps++) {
      State then = plain.run(Plan.steps(steps), start).state();
      assertThat(trained.history().recorded().get("size").at(steps))
          .isEqualTo(Program.compile(size).run(then.values()).getFirst().item());
      assertThat(trained.history().recorded().get("b").at(steps)).isEqualTo(then.get(b).item());
    }
    Trained half = recording.run(Plan.steps(4), start);
    assertThat(recording.run(Plan.steps(9), half, (_, _) -> {}, () -> false)).isEqualTo(trained);
    Trained late =
        recording.run(Plan.steps(9), plain.run(Plan.steps(4), start), (_, _) -> {}, () -> false);
    assertThat(late.history().recorded().get("b").at(3)).isNaN();
    assertThat(late.history().recorded().get("b").at(4))
        .isEqualTo(trained.history().recorded().get("b").at(4));
    assertThatThrownBy(() -> plain.recording(Map.of("w", w)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void runsGoOnWhereOthersEnded() {
    Training training = Training.of(cost, Adam.rate(0.05));
    Trained whole = training.run(Plan.steps(30), start);
    Trained half = training.run(Plan.steps(15), start);
    assertThat(training.run(Plan.steps(15), half.state()).state()).isEqualTo(whole.state());
  }

  @Test
  void stopsAfterTheStepInProgress() {
    Training training = Training.of(cost, Adam.rate(0.05));
    AtomicInteger asked = new AtomicInteger();
    Trained stopped =
        training.run(Plan.steps(30), start, (_, _) -> {}, () -> asked.incrementAndGet() > 7);
    assertThat(stopped).isEqualTo(training.run(Plan.steps(7), start));
    assertThat(stopped.history().cost().shape()).isEqualTo(Shape.of(7));
  }

  @Test
  void parametersThatAreNotNamedStay() {
    Training training = Training.of(cost, Sgd.rate(0.009), List.of(w));
    assertThat(training.parameters()).containsExactly(w);
    State end = training.run(Plan.steps(10), start).state();
    assertThat(end.get(b)).isEqualTo(start.get(b));
    assertThat(end.get(w)).isNotEqualTo(start.get(w));
    assertThat(Training.of(cost, Sgd.rate(1)).parameters()).containsExactlyInAnyOrder(w, b);
  }

  @Test
  void aCostThatGrowsBeyondBoundsIsAnErrorThatKeepsWhatWasLearnt() {
    Node v = Node.parameter("v");
    Training training = Training.of(v.square(), Sgd.rate(1e60));
    Diverged diverged =
        catchThrowableOfType(
            Diverged.class,
            () -> training.run(Plan.steps(9), new State(Map.of(v, Tensor.scalar(1)))));

    assertThat(diverged)
        .hasMessage(
            """
            error[E0801]: the cost is inf at iteration 3
               = one update earlier it was 1.5999999999999994e+241
               = first, `square(v)` is inf, where v is -7.999999999999998e+180
               = help: a smaller learning rate may keep it finite\
            """);
    Tensor costs = diverged.trained().history().cost();
    assertThat(costs.shape()).isEqualTo(Shape.of(4));
    assertThat(costs.at(3)).isInfinite();
    assertThat(diverged.trained().get(v).item()).isCloseTo(-8e180, within(1e170));
  }

  @Test
  void aCostThatIsNoNumberFromTheStartIsNotTheRatesFault() {
    State broken = start.with(Map.of(b, Tensor.scalar(Double.NaN)));
    assertThatThrownBy(() -> Training.of(cost, Sgd.rate(1)).run(Plan.steps(5), broken))
        .isInstanceOf(Diverged.class)
        .hasMessage(
            """
            error[E0801]: the cost is nan at iteration 0
               = help: look for `log` of 0, for a division by 0, and for NaN in the data\
            """);
  }

  @Test
  void whatCannotBeTrainedIsRefused() {
    assertThatThrownBy(() -> Training.of(x.sum(), Sgd.rate(1)))
        .isInstanceOf(AdjointException.class)
        .hasMessageContaining("E0802")
        .hasMessageContaining("the cost depends on no parameter");
    assertThatThrownBy(() -> Training.of(w, Sgd.rate(1)))
        .isInstanceOf(AdjointException.class)
        .hasMessageContaining("a derivative is of one number");
    assertThatThrownBy(() -> Training.of(cost, Sgd.rate(1)).run(Plan.steps(1), new State(Map.of())))
        .isInstanceOf(AdjointException.class)
        .hasMessageContaining("there is no value for");
    assertThatThrownBy(() -> Plan.steps(-1)).isInstanceOf(IllegalArgumentException.class);
  }
}
