package dev.adjoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.graph.Node;
import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.derive.GradientProgram;
import dev.adjoint.testing.PrintedGradients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The gradients of all costs of all samples read as the files in `gradients/samples` say
/// (`-Dadjoint.golden=write` writes these), and have the derivatives' values.
class SampleGradientsTest {
  private static final Path GOLDEN = Path.of("src/test/resources/gradients/samples");

  static Stream<Sample> samples() {
    return Sample.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void readsAsInNotes(Sample sample) throws IOException {
    sample.requireData();
    Script script = sample.elaborate(sample.text());
    String text =
        costs(script).stream()
            .map(of -> GradientProgram.of(script, of, List.of()).text())
            .collect(Collectors.joining("\n----\n\n"))
            .replace(Path.of("").toAbsolutePath() + "/", ""); // before the folder of the cats
    Path golden = GOLDEN.resolve(sample.name() + ".txt");
    if ("write".equals(System.getProperty("adjoint.golden"))) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, text);
    }
    assertThat(text).isEqualTo(Files.readString(golden));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void computesTheDerivatives(Sample sample) throws IOException {
    sample.requireData();
    Script script = sample.elaborate(sample.text());
    for (String of : costs(script)) {
      GradientProgram program = GradientProgram.of(script, of, List.of());
      PrintedGradients.assertSame(
          script, of, program.by(), program, text -> sample.elaborate(text + unused(sample)));
    }
  }

  /// Options that are set for the sample, and that a cost alone does not need.
  private static String unused(Sample sample) {
    return sample.isOfCats() ? "option test = 'none'\n" : "";
  }

  /// What notes call a cost or a loss, and a script makes of other values.
  static List<String> costs(Script script) {
    return script.tensors().entrySet().stream()
        .filter(entry -> entry.getKey().matches("J(\\[\\d+])?|L\\d"))
        .filter(entry -> isResult(entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static boolean isResult(Node node) {
    return node.rank() == 0 && !node.operands().isEmpty();
  }
}
