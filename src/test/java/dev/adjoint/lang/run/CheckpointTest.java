package dev.adjoint.lang.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.graph.Node;
import dev.adjoint.lang.check.Action;
import dev.adjoint.lang.check.Elaborator;
import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.check.Setup;
import dev.adjoint.lang.syntax.Parser;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.SourceText;
import dev.adjoint.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A run that goes on from a place of another finds the same numbers, to the last bit.
class CheckpointTest {
  private static final String DATA =
      """
      dim n, m
      data X: [n, m] = normal(0, 1, [3, 11])
      data Y: [1, m] = step(X[0, :] + X[1, :] * X[2, :])
      param w: [n, 1] = normal(0, 1)
      param b: scalar = 0
      A = sigmoid(w.T @ X + b)
      J = logistic_cost(A, Y)
      """
          .replace("normal(0, 1, [3, 11])", "[[%s], [%s], [%s]]".formatted(row(1), row(2), row(3)))
          .replace("step(X[0, :] + X[1, :] * X[2, :])", "[[1, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1]]");

  private static String row(int seed) {
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      numbers.add("%.2f".formatted(Math.sin(seed * 7.3 + i * i * 1.7)));
    }
    return String.join(", ", numbers);
  }

  /// Takes note of the costs of each loop, and of all places.
  private static class Notes implements Host {
    final StringBuilder output = new StringBuilder();
    final List<Checkpoint> places = new ArrayList<>();
    final List<Map<Long, Double>> costs = new ArrayList<>();
    Optional<Node> watched = Optional.empty();
    int steps = Integer.MAX_VALUE;

    @Override
    public void line(String text) {
      output.append(text).append('\n');
    }

    @Override
    public void report(Diagnostic diagnostic) {
      output.append(diagnostic).append('\n');
    }

    @Override
    public Progress progress(String what, long steps) {
      throw new IllegalStateException("there is one that knows the loop");
    }

    @Override
    public Progress progress(Action loop, String what, long count) {
      Map<Long, Double> found = new HashMap<>();
      costs.add(found);
      return new Progress() {
        @Override
        public void at(long step) {
          steps--;
        }

        @Override
        public void reached(long step, Supplier<Checkpoint> here) {
          places.add(here.get());
        }

        @Override
        public void cost(long step, double cost) {
          assertThat(found.put(step, cost)).isNull();
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public boolean isStopped() {
      return steps <= 0;
    }

    @Override
    public Optional<Node> watched() {
      return watched;
    }
  }

  private static Script script(String text) {
    return Elaborator.elaborate(Parser.parse(new SourceText("a.adj", text)), Setup.in(Path.of("")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "history = train(J, sgd(rate = 0.5), steps = 9, report = 2)\nprint(sum(history.cost))\n",
        "history = train(J, adam(rate = 0.1), steps = 9)\nprint(sum(history.cost))\n",
        "history = train(J, adam(rate = 0.1), epochs = 5, batch = 4, over = m)\n"
            + "print(history.cost)\n",
        "size = sum(w^2)\nhistory = train(J, adam(rate = 0.1), steps = 9, record = [size, b])\n"
            + "print(history.size, history.b)\n",
        "size = sum(w^2)\nhistory = train(J, adam(rate = 0.1), epochs = 5, batch = 4, over = m,"
            + " record = size)\nprint(history.size, size)\n",
        "repeat 7 as i {\n  w := w - d(J)/d(w) / (i + 1)\n  every 2 { print(i, J) }\n}\n",
        "train(J, sgd(rate = 0.5), steps = 3)\nprint(J)\ntrain(J, adam(rate = 0.1), steps = 4)\n",
      })
  void goesOnFromAnyPlace(String actions) {
    Script script = script(DATA + actions + "print(w, b, J)\n");
    Node cost = script.tensors().get("J");
    Notes whole = new Notes();
    whole.watched = Optional.of(cost);
    Runner.run(script, Path.of(""), whole);
    String end = whole.output.substring(whole.output.length() - 60);
    assertThat(whole.places).hasSizeGreaterThan(4);
    for (Checkpoint place : whole.places) {
      Notes rest = new Notes();
      rest.watched = Optional.of(cost);
      Runner.resume(script, place, Path.of(""), rest);
      assertThat(rest.output.toString()).endsWith(end);
      Map<Long, Double> costs = new HashMap<>(whole.costs.get(place.loop()));
      costs.keySet().removeIf(step -> step < place.step());
      assertThat(rest.costs.getFirst()).isEqualTo(costs);
      assertThat(rest.places.getFirst().loop()).isEqualTo(place.loop());
      assertThat(rest.places.getFirst().step()).isEqualTo(place.step());
    }
  }

  @Test
  void hasTheValuesOfItsStep() {
    Script script = script(DATA + "train(J, sgd(rate = 0.5), steps = 5)\n");
    Notes whole = new Notes();
    Runner.run(script, Path.of(""), whole);
    assertThat(whole.places).extracting(Checkpoint::step).containsExactly(0, 1, 2, 3, 4, 5);
    for (int steps = 0; steps <= 5; steps++) {
      Script shorter = script(DATA + "train(J, sgd(rate = 0.5), steps = %d)\n".formatted(steps));
      Notes notes = new Notes();
      Runner.run(shorter, Path.of(""), notes);
      for (String name : List.of("w", "b", "J")) {
        Tensor expected = notes.places.getLast().values(shorter).of(shorter.tensors().get(name));
        Tensor found = whole.places.get(steps).values(script).of(script.tensors().get(name));
        assertThat(found).as(name).isEqualTo(expected);
      }
    }
  }

  @Test
  void aLoopThatIsStoppedGoesOn() {
    Script script = script(DATA + "train(J, adam(rate = 0.5), steps = 20)\nprint(w)\n");
    Notes whole = new Notes();
    Runner.run(script, Path.of(""), whole);
    Notes stopped = new Notes();
    stopped.steps = 7;
    Runner.run(script, Path.of(""), stopped);
    Checkpoint last = stopped.places.getLast();
    assertThat(last.step()).isEqualTo(7);
    Notes rest = new Notes();
    Runner.resume(script, last, Path.of(""), rest);
    assertThat(rest.output.toString()).isEqualTo(whole.output.toString());
  }

  @Test
  void anEpochThatIsStoppedIsBegunAgain() {
    String actions = "train(J, adam(rate = 0.5), epochs = 6, batch = 4, over = m)\nprint(w)\n";
    Script script = script(DATA + actions);
    Notes stopped =
        new Notes() {
          private int asked;

          @Override
          public boolean isStopped() {
            return ++asked > 8; // three batches are an epoch
          }
        };
    Runner.run(script, Path.of(""), stopped);
    Checkpoint last = stopped.places.getLast();
    assertThat(last.step()).isEqualTo(2);
    Notes whole = new Notes();
    Runner.run(script, Path.of(""), whole);
    Notes rest = new Notes();
    Runner.resume(script, last, Path.of(""), rest);
    assertThat(rest.output.toString()).isEqualTo(whole.output.toString());
  }

  @Test
  void anotherReadingTakesWhatWasLearntAndFits() {
    Script script = script(DATA + "train(J, sgd(rate = 0.5), steps = 5)\n");
    Notes notes = new Notes();
    Runner.run(script, Path.of(""), notes);
    Checkpoint last = notes.places.getLast();
    Tensor learnt = last.values(script).of(script.tensors().get("w"));
    Script slower = script("# slower\n" + DATA + "train(J, sgd(rate = 0.1), steps = 8)\n");
    assertThat(last.values(slower).of(slower.tensors().get("w"))).isEqualTo(learnt);
    assertThat(last.action(slower)).hasValue(0);
    Notes rest = new Notes();
    Runner.resume(slower, last, Path.of(""), rest);
    assertThat(rest.places.getFirst().step()).isEqualTo(5);
    assertThat(rest.places.getLast().step()).isEqualTo(8);

    assertThat(last.action(script(DATA + "train(J, sgd(rate = 0.1), steps = 4)\n"))).isEmpty();
    assertThat(last.action(script(DATA + "print(J)\n"))).isEmpty();
    Script larger = script("param w: [4, 1] = zeros\nJ = sum(w^2)\n");
    assertThat(last.values(larger).of(larger.tensors().get("J"))).isEqualTo(Tensor.scalar(0));
  }

  @Test
  void saysHowLargeItIs() {
    Script script = script(DATA + "train(J, adam(rate = 0.5), steps = 1)\n");
    Notes notes = new Notes();
    Runner.run(script, Path.of(""), notes);
    // w and b, their two averages each, and the number of steps
    assertThat(notes.places.getLast().bytes()).isEqualTo(8 * (3 * (3 + 1) + 1));
  }
}
