package dev.adjoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.draw.page.Contract;
import dev.adjoint.lang.check.Elaborator;
import dev.adjoint.lang.check.Partial;
import dev.adjoint.lang.check.Setup;
import dev.adjoint.lang.syntax.Parser;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The page of every wrong program that we have: there is one whenever a value is known or wrong, it
/// says all that is wrong, and it shows each wrong value as a box.
class WrongProgramsTest {
  private static final Path FOLDER = Path.of("src/test/resources/diagnostics");
  private static final Pattern SET = Pattern.compile("(?m)^# --set (\\w+)=(.*)$");

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> pages() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(WrongProgramsTest::isProgram).sorted().toList().stream()
          .map(
              file ->
                  DynamicTest.dynamicTest(FOLDER.relativize(file).toString(), () -> test(file)));
    }
  }

  private static boolean isProgram(Path file) {
    return file.toString().endsWith(".adj") && !file.getParent().endsWith("parts");
  }

  private void test(Path file) throws IOException {
    Map<String, String> options = new LinkedHashMap<>();
    SET.matcher(Files.readString(file))
        .results()
        .forEach(set -> options.put(set.group(1), set.group(2)));
    Optional<Partial> known = known(file, options);
    if (known.isPresent() && known.get().diagnostics().isEmpty()) {
      return; // what is wrong with it shows only when it runs
    }
    Path page = folder.resolve("page.html");
    Files.deleteIfExists(page);
    List<String> arguments = new ArrayList<>(List.of("draw", file.toString()));
    arguments.addAll(List.of("--to", page.toString()));
    options.forEach((name, value) -> arguments.addAll(List.of("--set", name + "=" + value)));
    Adjoint.Outcome outcome = Adjoint.adjoint(arguments.toArray(String[]::new));
    assertThat(outcome.status()).as(outcome.err()).isIn(Status.WRONG, Status.FILES);
    boolean isAnything =
        known
            .map(
                partial -> !partial.script().tensors().isEmpty() || !wrongValues(partial).isEmpty())
            .orElse(false);
    assertThat(Files.exists(page)).isEqualTo(isAnything);
    if (isAnything) {
      shows(known.get(), Contract.check(Files.readString(page)));
    }
  }

  /// What the checker knows; nothing where the text cannot be read.
  private static Optional<Partial> known(Path file, Map<String, String> options)
      throws IOException {
    SourceText text = new SourceText(file.toString(), Files.readString(file));
    Setup setup =
        new Setup(file.getParent(), options, Map.of(), Optional.empty(), Optional.empty());
    try {
      return Optional.of(Elaborator.partial(Parser.parse(text), setup));
    } catch (AdjointException _) {
      return Optional.empty();
    }
  }

  private static void shows(Partial known, Map<String, Object> document) {
    assertThat(Contract.list(document, "problems"))
        .extracting(problem -> problem.get("message"))
        .containsExactlyElementsOf(known.diagnostics().stream().map(Diagnostic::message).toList());
    List<Map<String, Object>> nodes =
        Contract.list(Contract.list(document, "views").getFirst(), "nodes");
    List<Object> unknown =
        nodes.stream()
            .filter(node -> "unknown".equals(node.get("op")))
            .map(node -> node.getOrDefault("name", ""))
            .toList();
    assertThat(unknown).isEqualTo(wrongValues(known));
    long wrong = known.failures().stream().filter(failure -> failure.problem() != null).count();
    assertThat(nodes).filteredOn(node -> node.containsKey("problem")).hasSize((int) wrong);
  }

  /// The names of values that are wrong, or made of such.
  private static List<String> wrongValues(Partial known) {
    return known.failures().stream()
        .filter(failure -> failure.problem() != null || !failure.names().isEmpty())
        .map(failure -> failure.names().isEmpty() ? "" : failure.names().getFirst())
        .toList();
  }
}
