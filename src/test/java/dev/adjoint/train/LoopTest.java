package dev.adjoint.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.graph.Node;
import dev.adjoint.nn.Update;
import dev.adjoint.source.AdjointException;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoopTest {
  private final Node a = Node.parameter("a");
  private final Node b = Node.parameter("b");
  private final Node step = Node.input("step");
  private final State start =
      new State(Map.of(a, Tensor.scalar(0), b, Tensor.scalar(1), step, Tensor.scalar(0.5)));
  private final Loop fibonacci =
      new Loop(List.of(new Update(a, b), new Update(b, a.plus(b))), List.of(a));

  @Test
  void updatesHappenAtOnce() {
    State end = fibonacci.run(10, start);
    assertThat(end.get(a)).isEqualTo(Tensor.scalar(55));
    assertThat(end.get(b)).isEqualTo(Tensor.scalar(89));
    assertThat(end.get(step)).isEqualTo(Tensor.scalar(0.5));
    assertThat(start.get(a)).isEqualTo(Tensor.scalar(0));
    assertThat(fibonacci.run(0, start)).isEqualTo(start);
  }

  @Test
  void observersSeeEachIterationBeforeItsUpdate() {
    List<String> seen = new ArrayList<>();
    fibonacci.run(
        4,
        start,
        moment ->
            seen.add(
                "%d: %s %s %s %s"
                    .formatted(
                        moment.iteration(),
                        moment.watched().getFirst(),
                        moment.state().get(b),
                        moment.evaluate(a.minus(b).times(step)),
                        moment.evaluate(List.of(a, step)))),
        () -> false);
    assertThat(seen)
        .containsExactly(
            "0: 0 1 -0.5 [0, 0.5]",
            "1: 1 1 0 [1, 0.5]",
            "2: 1 2 -0.5 [1, 0.5]",
            "3: 2 3 -0.5 [2, 0.5]");
  }

  @Test
  void aCounterIsAVariable() {
    Node i = Node.parameter("i");
    Loop sum = new Loop(List.of(new Update(a, a.plus(i)), new Update(i, i.plus(1))));
    assertThat(sum.run(5, start.with(Map.of(i, Tensor.scalar(0)))).get(a))
        .isEqualTo(Tensor.scalar(10));
  }

  @Test
  void stopsAfterTheStepInProgress() {
    AtomicInteger asked = new AtomicInteger();
    State end = fibonacci.run(10, start, _ -> {}, () -> asked.incrementAndGet() > 3);
    assertThat(end).isEqualTo(fibonacci.run(3, start));
  }

  @Test
  void whatAnObserverThrowsEndsTheLoop() {
    List<Integer> seen = new ArrayList<>();
    assertThatThrownBy(
            () ->
                fibonacci.run(
                    10,
                    start,
                    moment -> {
                      seen.add(moment.iteration());
                      throw new IllegalStateException("enough");
                    },
                    () -> false))
        .hasMessage("enough");
    assertThat(seen).containsExactly(0);
  }

  @Test
  void aVariableHasOneUpdate() {
    Loop twice = new Loop(List.of(new Update(a, b), new Update(a, a)));
    assertThatThrownBy(() -> twice.run(1, start))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two updates of a: scalar");
  }

  @Test
  void onlyParametersAreUpdatedAndOnlyByTheirLike() {
    assertThatThrownBy(() -> new Update(step, a)).hasMessage("no parameter: step: scalar");
    Node vector = Node.input("v", dev.adjoint.graph.Dim.of(2));
    assertThatThrownBy(() -> new Update(a, vector))
        .hasMessage("a: scalar f64 takes no value [2] f64");
  }

  @Test
  void aMissingValueIsAnError() {
    assertThatThrownBy(() -> fibonacci.run(1, new State(Map.of(a, Tensor.scalar(0)))))
        .isInstanceOf(AdjointException.class)
        .hasMessageContaining("there is no value for b: scalar");
  }
}
