package dev.adjoint.lang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.lang.check.Elaborator;
import dev.adjoint.lang.check.Setup;
import dev.adjoint.lang.run.RecordingHost;
import dev.adjoint.lang.run.Runner;
import dev.adjoint.lang.syntax.Parser;
import dev.adjoint.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Programs that test the language by their own `expect`s; what one prints stands beside it in
/// `NAME.txt`. `-Dadjoint.golden=write` rewrites that.
class LanguageTest {
  private static final Path FOLDER = Path.of("src/test/resources/language");
  private static final boolean WRITES = "write".equals(System.getProperty("adjoint.golden"));

  @TestFactory
  Stream<DynamicTest> programs() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".adj") && !file.endsWith("imported.adj"))
          .sorted()
          .toList()
          .stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> test(file)));
    }
  }

  private static void test(Path file) throws IOException {
    String name = file.getFileName().toString();
    var program = Parser.parse(new SourceText(name, Files.readString(file)));
    var host = new RecordingHost();
    Runner.run(Elaborator.elaborate(program, Setup.in(FOLDER)), FOLDER, host);
    assertThat(host.reported()).isEmpty();
    Path expected = file.resolveSibling(name.replace(".adj", ".txt"));
    if (WRITES && !host.output().isEmpty()) {
      Files.writeString(expected, host.output());
    }
    assertThat(host.output()).isEqualTo(Files.exists(expected) ? Files.readString(expected) : "");
  }
}
