package dev.adjoint.lang.derive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.lang.check.Elaborator;
import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.check.Setup;
import dev.adjoint.lang.syntax.Parser;
import dev.adjoint.source.SourceText;
import dev.adjoint.testing.PrintedGradients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The gradients of the programs in `gradients` are written as the files beside them say
/// (`-Dadjoint.golden=write` writes these), read again and have the derivatives' values.
class GradientProgramTest {
  private static final Path FOLDER = Path.of("src/test/resources/gradients");

  static Stream<Path> programs() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".adj")).sorted().toList().stream();
    }
  }

  private static Script elaborate(String text) {
    return Elaborator.elaborate(Parser.parse(new SourceText("test.adj", text)), Setup.in(FOLDER));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void readsAsInNotes(Path file) throws IOException {
    GradientProgram program = GradientProgram.of(elaborate(Files.readString(file)), "J", List.of());
    Path golden = Path.of(file.toString().replace(".adj", ".txt"));
    if ("write".equals(System.getProperty("adjoint.golden"))) {
      Files.writeString(golden, program.text());
    }
    assertThat(program.text()).isEqualTo(Files.readString(golden));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void computesTheDerivatives(Path file) throws IOException {
    Script script = elaborate(Files.readString(file));
    GradientProgram program = GradientProgram.of(script, "J", List.of());
    PrintedGradients.assertSame(script, "J", program.by(), program, GradientProgramTest::elaborate);
  }

  @Test
  void isShownInTheReference() throws IOException {
    String twoLayers = Files.readString(FOLDER.resolve("two-layers.txt"));
    assertThat(Files.readString(Path.of("grammar/README.md")))
        .contains("```adjoint\n" + twoLayers.substring(twoLayers.indexOf("# gradient")) + "```");
  }
}
