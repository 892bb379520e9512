package dev.adjoint.lang.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.lang.check.Elaborator;
import dev.adjoint.lang.check.Setup;
import dev.adjoint.lang.syntax.Parser;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is still done when a training diverges, or when loops are stopped.
class AftermathTest {
  /// Notes what it is told; loops are to end after so many steps.
  private static final class Notes implements Host {
    final List<String> said = new ArrayList<>();
    final List<Diagnostic> reported = new ArrayList<>();
    int loops;
    int steps = Integer.MAX_VALUE;

    @Override
    public void line(String text) {
      said.add(text);
    }

    @Override
    public void leftOut(String lines) {
      said.add("left out: " + lines);
    }

    @Override
    public void report(Diagnostic diagnostic) {
      reported.add(diagnostic);
    }

    @Override
    public Progress progress(String what, long count) {
      loops++;
      return new Progress() {
        @Override
        public void at(long step) {
          steps--;
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public boolean isStopped() {
      return steps <= 0;
    }
  }

  @TempDir Path folder;
  private final Notes notes = new Notes();

  private boolean run(String program) {
    SourceText source = new SourceText("t.adj", program);
    var script = Elaborator.elaborate(Parser.parse(source), Setup.in(folder));
    return Runner.run(script, folder, notes);
  }

  private List<String> texts(String file) throws IOException {
    return Pattern.compile(">([^<]+)</text>")
        .matcher(Files.readString(folder.resolve(file)))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private static final String RATES =
      """
      rates = [100, 0.1]
      param w[r in 1..2]: [2] = zeros
      param v: [2] = ones
      for r in 1..2 {
        J[r] = sum((w[r] - 3)^4)
        history[r] = train(J[r], sgd(rate = rates[r-1] / 100), steps = 9)
        print("rate {rates[r-1]}")
        print("cost {J[r]:.1f}")
      }
      """;

  /// The other training is not in vain, and the plot shows both.
  @Test
  void whatDoesNotDependOnItGoesOn() throws IOException {
    boolean held =
        run(
            RATES
                + """
                expect history[2].cost[0] == 162
                expect history[1].cost[8] < 1
                check d(J[1])/d(w[1]) == 4 * (w[1] - 3)^3
                data start: scalar = history[1].cost[0]
                print(start)
                plot(history, to = "x.svg", names = ["rate {rates[r-1]}" for r in 1..2])
                plot(history[1], to = "y.svg")
                plot(w[1], to = "z.svg")
                repeat 2 { v := v - w[1] }
                print(v, w[2] * 0)
                print(w[2] * 0)
                """);
    assertThat(held).isFalse();
    assertThat(notes.said)
        .containsExactly(
            "rate 100",
            "rate 0.1",
            "cost 57.6",
            "check proved: d(J[1])/d(w[1]) == 4 * (w[1] - 3)^3",
            "[0, 0]");
    assertThat(notes.loops).isEqualTo(3); // also the one that is left out
    assertThat(notes.reported).extracting(Diagnostic::code).containsExactly("E0801");
    Diagnostic error = notes.reported.getFirst();
    assertThat(error.primary().orElseThrow().line()).isEqualTo(6);
    assertThat(error.notes())
        .contains("left out: lines 8, 11, 14, 17, 18 and 19, for want of what it was to learn");
    assertThat(texts("x.svg")).contains("rate 100: diverged at 5", "rate 0.1");
    assertThat(texts("y.svg")).contains("diverged at 5");
    assertThat(folder.resolve("z.svg")).doesNotExist();
  }

  /// A training that cannot even begin, because one before it was to learn where it starts.
  @Test
  void aTrainingThatNeedsItIsLeftOut() throws IOException {
    run(
        """
        param w: scalar = 1
        J = w^4
        first = train(J, sgd(rate = 10), steps = 9)
        second = train(J, sgd(rate = 0.1), steps = 9)
        plot(first, second, to = "x.svg")
        plot(second, to = "y.svg")
        """);
    assertThat(notes.reported).hasSize(1);
    assertThat(notes.reported.getFirst().notes())
        .contains("left out: line 4, for want of what it was to learn");
    assertThat(texts("x.svg")).contains("first: diverged at 5", "second: no values");
    assertThat(folder.resolve("y.svg")).doesNotExist();
  }

  @Test
  void aCostThatIsNoNumberFromTheStartHasNoPlot() {
    assertThat(
            run(
                "param w: scalar = -1\n"
                    + "h = train(log(w), sgd(rate = 1), steps = 9)\n"
                    + "plot(h, to = \"x.svg\")\n"))
        .isFalse();
    assertThat(notes.reported).extracting(Diagnostic::code).containsExactly("E0801");
    assertThat(notes.reported.getFirst().notes()).noneMatch(note -> note.contains("left out"));
    assertThat(folder.resolve("x.svg")).doesNotExist();
  }

  @Test
  void afterAStopWhatWasLearntIsShown() throws IOException {
    notes.steps = 5;
    boolean held =
        run(
            """
            param w: scalar = 1
            param v: scalar = 1
            first = train(w^2, sgd(rate = 0.1), steps = 9)
            print("w {w:.5f}, {sum(first.cost):.3f}")
            second = train(v^2, sgd(rate = 0.1), steps = 9)
            print(second.cost)
            repeat 7 { v := v / 2 }
            print("v {v}")
            expect w < 0.1
            plot(first, second, to = "x.svg")
            plot(second, to = "y.svg")
            """);
    assertThat(held).isTrue();
    assertThat(notes.said)
        .containsExactly("left out: lines 5, 6, 7 and 9", "w 0.32768, 2.480", "v 1");
    assertThat(notes.loops).isEqualTo(1);
    assertThat(notes.reported).isEmpty();
    assertThat(texts("x.svg")).contains("first", "second: no values");
    assertThat(folder.resolve("y.svg")).doesNotExist();
  }

  @Test
  void afterAStopWhatOnlyAWholeRunHasIsSaidAndTheRestIsDone() throws IOException {
    notes.steps = 5;
    run(
        """
        param w: scalar = 1
        first = train(w^2, sgd(rate = 0.1), steps = 9)
        print("last {first.cost[8]}")
        print("w {w:.5f}")
        plot(first, to = "x.svg")
        """);
    assertThat(notes.reported).hasSize(1);
    assertThat(notes.reported.getFirst().primary().orElseThrow().line()).isEqualTo(3);
    assertThat(notes.said).contains("w 0.32768");
    assertThat(folder.resolve("x.svg")).exists();
  }
}
