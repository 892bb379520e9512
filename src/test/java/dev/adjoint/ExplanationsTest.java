package dev.adjoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.lang.run.Explanations;
import dev.adjoint.source.DiagnosticRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What `explain` says of samples. `-Dadjoint.golden=write` writes what those that have a file in the
/// folder are held to.
class ExplanationsTest {
  private static final Path GOLDEN = Path.of("src/test/resources/explain");

  static Stream<Sample> samples() {
    return Sample.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void tellsWhatIsStabilised(Sample sample) throws IOException {
    sample.requireData();
    String notes = explained(sample);
    assertThat(notes.lines()).allMatch(line -> line.matches(".*   [\\w.-]+:\\d+:\\d+"));
    assertThat(explained(sample)).isEqualTo(notes);
    Path golden = GOLDEN.resolve(sample + ".txt");
    if (Files.exists(golden)) {
      if ("write".equals(System.getProperty("adjoint.golden"))) {
        Files.writeString(golden, notes);
      }
      assertThat(notes).isEqualTo(Files.readString(golden));
    }
  }

  private static String explained(Sample sample) throws IOException {
    return Explanations.of(sample.elaborate(sample.text())).stream()
        .map(note -> DiagnosticRenderer.plain().render(note) + "\n")
        .collect(Collectors.joining());
  }

  private static List<String> notes(String text) {
    return Explanations.of(new Sample("logreg", java.util.Map.of()).elaborate(text)).stream()
        .map(DiagnosticRenderer.plain()::render)
        .toList();
  }

  @Test
  void saysWhichLineAndWhichRule() {
    assertThat(
            notes(
                """
                dim m
                data Y: [1, m] = [[1, 0]]
                param Z: [1, m] = zeros
                A = sigmoid(Z)
                J = -mean(Y * log(A) + (1 - Y) * log(1 - A))
                print(d(J)/d(Z), d(J)/d(A))
                """))
        .containsExactly(
            "note[R0103]: stabilised `log(A)` where A = sigmoid(Z), to `-softplus(-Z)`"
                + "   logreg.adj:5:15",
            "note[R0104]: stabilised `log(1 - A)` where A = sigmoid(Z), to `-softplus(Z)`"
                + "   logreg.adj:5:34");
  }

  @Test
  void isSilentAboutWhatIsRaw() {
    assertThat(notes("param z: scalar = 0\nJ = raw(log(1 + exp(z)))\nprint(J, d(J)/d(z))\n"))
        .isEmpty();
    assertThat(notes("param z: scalar = 0\nJ = log(1 + raw(exp(z)))\nprint(J)\n"))
        .containsExactly(
            "note[R0113]: stabilised `log(1 + exp(z))`, to `log1p(exp(z))`   logreg.adj:2:5");
  }
}
