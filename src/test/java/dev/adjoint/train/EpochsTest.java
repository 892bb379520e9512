package dev.adjoint.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.exec.Program;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Node;
import dev.adjoint.nn.Adam;
import dev.adjoint.nn.Costs;
import dev.adjoint.nn.Sgd;
import dev.adjoint.source.AdjointException;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EpochsTest {
  private static final int EXAMPLES = 20;

  private final Dim m = Dim.named("m", EXAMPLES); // as data binds it
  private final Node x = Node.input("X", Dim.of(2), m);
  private final Node y = Node.input("Y", m, Dim.ONE);
  private final Node w = Node.parameter("w", Dim.of(2), Dim.ONE);
  private final Node b = Node.parameter("b");
  private final Node cost = Costs.meanSquaredError(x.transpose().matmul(w).plus(b), y);
  private final State start =
      new State(
          Map.of(
              x, Tensor.generate(DType.F64, Shape.of(2, EXAMPLES), Math::sin),
              y, Tensor.generate(DType.F64, Shape.of(EXAMPLES, 1), Math::cos),
              w, Tensor.matrix(new double[][] {{1}, {2}}),
              b, Tensor.scalar(2)));

  /// Every example is a power of 2, so their sum tells which were there.
  @Property(tries = 100)
  void everyExampleIsVisitedOnceInAnEpoch(
      @ForAll @IntRange(min = 1, max = 30) int examples,
      @ForAll @IntRange(min = 1, max = 35) int batch,
      @ForAll long seed) {
    Node powers = Node.input("powers", m);
    Node v = Node.parameter("v");
    State from =
        new State(
            Map.of(
                powers,
                Tensor.generate(DType.F64, Shape.of(examples), i -> Math.pow(2, i)),
                v,
                Tensor.scalar(0)));
    Training training = Training.of(v.times(powers).sum(), Sgd.rate(1));

    State end = training.run(new Plan.Epochs(3, batch, "m", seed), from).state();

    assertThat(end.get(v).item()).isEqualTo(-3 * (Math.pow(2, examples) - 1));
    Node steps = training.variables().getLast().node();
    assertThat(end.get(steps).item()).isEqualTo(3 * Math.ceilDiv(examples, batch));
  }

  @Test
  void whatIsRecordedIsThatAtTheEndOfAnEpochOnAllExamples() {
    Training plain = Training.of(cost, Adam.rate(0.05));
    Training recording = plain.recording(Map.of("all", cost, "b", b));
    Trained trained = recording.run(Plan.epochs(4, 6, "m"), start);
    assertThat(trained.state()).isEqualTo(plain.run(Plan.epochs(4, 6, "m"), start).state());
    for (int epochs = 1; epochs <= 4; epochs++) {
      State then = plain.run(Plan.epochs(epochs, 6, "m"), start).state();
      History history = trained.history();
      assertThat(history.recorded().get("b").at(epochs - 1)).isEqualTo(then.get(b).item());
      assertThat(history.recorded().get("all").at(epochs - 1))
          .isEqualTo(Program.compile(cost).run(then.values()).getFirst().item());
    }
  }

  @Test
  void aDivergedEpochHasRecordedNothing() {
    Training training = Training.of(cost, Sgd.rate(1e200)).recording(Map.of("b", b));
    Diverged diverged =
        catchThrowableOfType(Diverged.class, () -> training.run(Plan.epochs(4, 6, "m"), start));
    History history = diverged.trained().history();
    assertThat(history.recorded().get("b").shape()).isEqualTo(history.cost().shape());
    assertThat(history.recorded().get("b").at(history.count() - 1)).isNaN();
  }

  @Test
  void inputsStayTogether() {
    Node row = Node.input("row", Dim.ONE, m);
    Node column = Node.input("column", m, Dim.of(2));
    Node v = Node.parameter("v");
    Node apart = row.transpose().minus(column.sum(1)).square().sum().times(v);
    State from =
        new State(
            Map.of(
                row, Tensor.generate(DType.F64, Shape.of(1, 9), i -> 10 * i),
                column, Tensor.generate(DType.F64, Shape.of(9, 2), i -> 5 * (i / 2)),
                v, Tensor.scalar(1)));
    Trained trained = Training.of(apart, Sgd.rate(1)).run(Plan.epochs(2, 4, "m"), from);
    assertThat(trained.history().cost()).isEqualTo(Tensor.vector(0, 0));
    assertThat(trained.get(row)).isEqualTo(from.get(row));
  }

  @Test
  void aBatchOfAllIsAStep() {
    Training training = Training.of(cost, Adam.rate(0.1));
    Trained steps = training.run(Plan.steps(7), start);
    assertThat(training.run(Plan.epochs(7, EXAMPLES, "m"), start)).isEqualTo(steps);
    assertThat(training.run(Plan.epochs(7, 1000, "m"), start)).isEqualTo(steps);

    Batches one = Batches.of(cost, new Plan.Epochs(1, EXAMPLES, "m", 0), start);
    assertThat(one.values(one.order(0), 0).get(x)).isSameAs(start.get(x));
  }

  @Test
  void anEpochsCostIsTheMeanOfItsExamples() {
    double whole = Training.of(cost, Sgd.rate(0)).run(Plan.steps(1), start).history().cost().item();
    Trained still = Training.of(cost, Sgd.rate(0)).run(Plan.epochs(1, 7, "m"), start);
    assertThat(still.history().cost().item()).isCloseTo(whole, within(1e-14));
  }

  @Test
  void theSameSeedGivesTheSameBytes() {
    Training training = Training.of(cost, Adam.rate(0.1));
    Trained first = training.run(new Plan.Epochs(5, 6, "m", 1), start);
    assertThat(training.run(new Plan.Epochs(5, 6, "m", 1), start)).isEqualTo(first);
    assertThat(training.run(new Plan.Epochs(5, 6, "m", 2), start)).isNotEqualTo(first);
  }

  @Test
  void everyEpochHasItsOwnOrder() {
    Batches batches = Batches.of(cost, new Plan.Epochs(2, 5, "m", 3), start);
    int[] first = batches.order(0);
    assertThat(batches.order(0)).isEqualTo(first);
    assertThat(batches.order(1)).isNotEqualTo(first);
    assertThat(Arrays.stream(first).sorted().toArray())
        .isEqualTo(IntStream.range(0, EXAMPLES).toArray());
  }

  @Test
  void ordersAreEquallyLikely() {
    State four =
        start.with(Map.of(x, start.get(x).take(1, 0, 1, 2), y, start.get(y).take(0, 0, 1, 2)));
    Map<String, Integer> times = new HashMap<>();
    for (int seed = 0; seed < 6000; seed++) {
      Batches batches = Batches.of(cost, new Plan.Epochs(1, 1, "m", seed), four);
      times.merge(Arrays.toString(batches.order(0)), 1, Integer::sum);
    }
    assertThat(times.values()).hasSize(6).allSatisfy(n -> assertThat(n).isBetween(880, 1120));
  }

  @Test
  void whatTheSizeOfABatchDecidesIsComputedForEach() {
    Node ones = Broadcast.to(Node.constant(1), List.of(Dim.ONE, m));
    Node v = Node.parameter("v");
    Node count = v.times(ones.sum().plus(x.sum().times(0)));
    State from = start.with(Map.of(v, Tensor.scalar(0)));
    State end = Training.of(count, Sgd.rate(1)).run(Plan.epochs(1, 7, "m"), from).state();
    assertThat(end.get(v).item()).isEqualTo(-EXAMPLES);
  }

  @Test
  void inputsOfSomethingElseDoNotMatter() {
    Node other = Node.input("other", m, m);
    Shape all = Shape.of(EXAMPLES, EXAMPLES);
    State more = start.with(Map.of(other, Tensor.full(DType.F64, all, 0)));
    Training training = Training.of(cost, Sgd.rate(0.1));
    assertThat(training.run(Plan.epochs(2, 7, "m"), more).get(w))
        .isEqualTo(training.run(Plan.epochs(2, 7, "m"), start).get(w));
  }

  @Test
  void stopsWithinAnEpoch() {
    Training training = Training.of(cost, Sgd.rate(0.1));
    AtomicInteger asked = new AtomicInteger();
    Trained stopped =
        training.run(
            Plan.epochs(5, 5, "m"), start, (_, _) -> {}, () -> asked.incrementAndGet() > 6);
    assertThat(stopped.history().cost().shape()).isEqualTo(Shape.of(1));
    assertThat(stopped.get(training.variables().getLast().node())).isEqualTo(Tensor.scalar(6));
  }

  @Test
  void aCostThatIsNoNumberSaysTheEpoch() {
    Training training = Training.of(cost, Sgd.rate(1e200));
    assertThatThrownBy(() -> training.run(Plan.epochs(5, 10, "m"), start))
        .isInstanceOf(Diverged.class)
        .hasMessageContaining("in epoch 0");
  }

  @Test
  void whatCannotBeCutIsRefused() {
    assertRefused(cost, "k", start, "the cost depends on no input with a dimension k");
    Node square = Node.input("S", m, m);
    assertRefused(
        square.sum().times(b),
        "m",
        start.with(Map.of(square, Tensor.full(DType.F64, Shape.of(EXAMPLES, EXAMPLES), 0))),
        "S: [m, m] cannot be cut into batches over m: only an input with one axis m can");
    Node own = Node.parameter("own", m);
    assertRefused(
        own.sum(),
        "m",
        new State(Map.of(own, Tensor.vector(1))),
        "own: [m] cannot be cut into batches over m");
    Dim empty = Dim.named("k");
    Node none = Node.input("none", empty);
    assertRefused(
        none.sum().times(b),
        "k",
        start.with(Map.of(none, Tensor.vector())),
        "there are no examples: k is 0");
    assertRefused(
        cost, "m", start.with(Map.of(y, Tensor.matrix(new double[][] {{1}}))), "does not fit");
    assertThatThrownBy(() -> Plan.epochs(1, 0, "m")).isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertRefused(Node cost, String over, State state, String message) {
    assertThatThrownBy(() -> Training.of(cost, Sgd.rate(1)).run(Plan.epochs(1, 1, over), state))
        .isInstanceOf(AdjointException.class)
        .hasMessageContaining(message);
  }
}
