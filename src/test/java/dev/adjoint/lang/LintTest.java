package dev.adjoint.lang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.data.DataError;
import dev.adjoint.lang.check.Elaborator;
import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.check.Setup;
import dev.adjoint.lang.lint.Lint;
import dev.adjoint.lang.syntax.Parser;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.DiagnosticRenderer;
import dev.adjoint.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What is warned of: beside each `NAME.adj` stands `NAME.txt`, empty where nothing is.
/// `-Dadjoint.golden=write` rewrites it. The samples give no warning.
class LintTest {
  private static final Path FOLDER = Path.of("src/test/resources/lint");
  private static final Path SAMPLES = Path.of("samples");
  private static final boolean WRITES = "write".equals(System.getProperty("adjoint.golden"));

  @TestFactory
  Stream<DynamicTest> programs() throws IOException {
    return each(
        FOLDER,
        file -> {
          Path expected = file.resolveSibling(name(file).replace(".adj", ".txt"));
          String said = warnings(file);
          if (WRITES) {
            Files.writeString(expected, said);
          }
          assertThat(said).isEqualTo(Files.readString(expected));
        });
  }

  @TestFactory
  Stream<DynamicTest> samplesGiveNoWarning() throws IOException {
    return each(SAMPLES, file -> assertThat(warnings(file)).isEmpty());
  }

  private interface Case {
    void test(Path file) throws IOException;
  }

  private static Stream<DynamicTest> each(Path folder, Case body) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".adj")).sorted().toList().stream()
          .map(file -> DynamicTest.dynamicTest(name(file), () -> body.test(file)));
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static String warnings(Path file) throws IOException {
    var program = Parser.parse(new SourceText(name(file), Files.readString(file)));
    Script script;
    try {
      script = Elaborator.elaborate(program, Setup.in(file.getParent()));
    } catch (AdjointException e) {
      // The data of some samples is not at hand.
      assertThat(e.diagnostics()).allMatch(d -> DataError.isFileTrouble(d.code()));
      return "";
    }
    String text = DiagnosticRenderer.plain().render(Lint.of(script));
    return text.isEmpty() ? "" : text + "\n";
  }
}
