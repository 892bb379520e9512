package dev.adjoint.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.bounds.Limits;
import dev.adjoint.lang.check.Elaborator;
import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.check.Setup;
import dev.adjoint.lang.run.Checkpoint;
import dev.adjoint.lang.run.Runner;
import dev.adjoint.lang.syntax.Parser;
import dev.adjoint.source.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A tape has the first step, the last, and some between them, and is never too long.
class TapeTest {
  /// Places of a training of one number: each takes 16 bytes, with the number of steps.
  private static List<Checkpoint> places(int steps) {
    String text =
        "param w: scalar = 1\nJ = w^2\ntrain(J, sgd(rate = 0.001), steps = %d)\n".formatted(steps);
    Script script =
        Elaborator.elaborate(Parser.parse(new SourceText("a", text)), Setup.in(Path.of("")));
    List<Checkpoint> places = new ArrayList<>();
    Runner.run(script, Path.of(""), new RecordingHost(places));
    return places;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1000000",
    "199, 1000000",
    "200, 1000000",
    "777, 1000000",
    "3000, 1000000",
    "777, 160",
    "777, 0"
  })
  void recordsEverySoMany(int steps, long budget) {
    Tape tape = new Tape("iteration", budget);
    List<Checkpoint> places = places(steps);
    int most = Math.clamp(budget / 16, 2, Tape.MOST);
    for (Checkpoint place : places) {
      boolean isLast = place.step() == steps;
      tape.at(place.step(), place.step() / 2, isLast, () -> place);
      assertThat(tape.steps()).hasSizeLessThanOrEqualTo(most + 1).startsWith(0L).isSorted();
    }
    assertThat(tape.last().step()).isEqualTo(steps);
    assertThat(tape.steps()).doesNotHaveDuplicates();
    assertThat(tape.steps().size()).isGreaterThanOrEqualTo(Math.min(steps + 1, most / 2));
    for (long step = 0; step <= steps; step++) {
      Tape.Entry nearest = tape.nearest(step);
      for (long other : tape.steps()) {
        assertThat(Math.abs(nearest.step() - step)).isLessThanOrEqualTo(Math.abs(other - step));
      }
      assertThat(nearest.place().step()).isEqualTo((int) nearest.step());
    }
    long middle = tape.steps().get(tape.steps().size() / 2);
    assertThat(tape.upTo(middle).steps())
        .isEqualTo(tape.steps().stream().filter(step -> step <= middle).toList());
  }

  @Test
  void theLoopsOfAScriptShareItsMemory() {
    String loop = "train(J, sgd(rate = 0.001), steps = 200)\n";
    SourceText text = new SourceText("a", "param w: [100] = ones\nJ = sum(w^2)\n" + loop.repeat(4));
    Project project = Project.of(Path.of("a.adj"), () -> text, _ -> Optional.empty());
    Version version = Version.read(1, project);
    long bytes = 800_000;
    int entries =
        Limits.current()
            .memory(bytes)
            .within(
                () -> {
                  Run run = new Run(1, version, project, () -> {});
                  Runner.run(version.script().orElseThrow(), Path.of(""), run);
                  return run.read(
                      (tracks, _) ->
                          tracks.stream().mapToInt(track -> track.tape().steps().size()).sum());
                });
    assertThat(entries).isBetween(4 * 10, (int) (bytes / 8 / 800) + 4);
  }
}
