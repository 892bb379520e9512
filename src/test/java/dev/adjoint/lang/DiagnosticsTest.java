package dev.adjoint.lang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.lang.check.Elaborator;
import dev.adjoint.lang.check.Setup;
import dev.adjoint.lang.syntax.Parser;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Wrong programs and what we say to them: beside each `NAME.adj` stands `NAME.txt`.
///
/// Read the messages as the tired student would: what, where, why, what to do. After a change of
/// wording, `mvn test -Dtest=DiagnosticsTest -Dadjoint.golden=write` rewrites the texts; review the
/// difference.
class DiagnosticsTest {
  private static final Path FOLDER = Path.of("src/test/resources/diagnostics");
  private static final Pattern SET = Pattern.compile("(?m)^# --set (\\w+)=(.*)$");
  private static final boolean WRITES = "write".equals(System.getProperty("adjoint.golden"));

  @TestFactory
  Stream<DynamicTest> wrongPrograms() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(DiagnosticsTest::isProgram).sorted().toList().stream()
          .map(
              file ->
                  DynamicTest.dynamicTest(FOLDER.relativize(file).toString(), () -> test(file)));
    }
  }

  /// What `parts` hold is imported by the programs beside them.
  private static boolean isProgram(Path file) {
    return file.toString().endsWith(".adj") && !file.getParent().endsWith("parts");
  }

  private static void test(Path file) throws IOException {
    String name = file.getFileName().toString();
    String said = check(new SourceText(name, Files.readString(file)), file.getParent());
    Path expected = file.resolveSibling(name.replace(".adj", ".txt"));
    if (WRITES) {
      Files.writeString(expected, said);
    }
    assertThat(said).isEqualTo(Files.readString(expected));
  }

  /// A comment `# --set NAME=VALUE` stands for the command line.
  private static Setup setup(SourceText source, Path folder) {
    Map<String, String> options = new LinkedHashMap<>();
    SET.matcher(source.text()).results().forEach(set -> options.put(set.group(1), set.group(2)));
    return new Setup(folder, options, Map.of(), Optional.empty(), Optional.empty());
  }

  /// What is said to a program, with an end of line.
  private static String check(SourceText source, Path folder) {
    try {
      Elaborator.elaborate(Parser.parse(source), setup(source, folder));
      return "nothing is wrong\n";
    } catch (AdjointException e) {
      return e.getMessage() + "\n";
    }
  }
}
