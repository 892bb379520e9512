package dev.adjoint.lang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.lang.check.Elaborator;
import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.check.Setup;
import dev.adjoint.lang.lint.Lint;
import dev.adjoint.lang.run.RecordingHost;
import dev.adjoint.lang.run.Runner;
import dev.adjoint.lang.syntax.Parser;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.CodePages;
import dev.adjoint.source.Codes;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Each code has a page; what a page calls wrong gives that code and no other, and what it calls
/// right gives none.
class CodePagesTest {
  private static final Path FOLDER = Path.of("src/main/resources/dev/adjoint/source/codes");
  private static final Pattern PROGRAM = Pattern.compile("```adjoint\n(.*?)```", Pattern.DOTALL);
  private static final Pattern FILE =
      Pattern.compile("`([\\w.]+)` holds\n\n```\n(.*?)```", Pattern.DOTALL);

  /// What depends on the machine, on files that are no text, on Java or on the command line: a page
  /// has no program for it.
  private static final Set<String> WITHOUT_PROGRAM =
      Set.of(
          "E0108", "E0202", "E0208", "E0222", "E0231", "E0303", "E0305", "E0306", "E0307", "E0308",
          "E0331", "E0332", "E0333", "E0334", "E0401", "E0403", "E0404", "E0405", "E0406", "E0517",
          "E0605", "E0606", "E0701", "E0702", "E0802", "E0803", "E0901", "E0902", "E1001");

  @TempDir Path folder;

  @Test
  void eachCodeHasAPage() throws IOException {
    try (Stream<Path> pages = Files.list(FOLDER)) {
      assertThat(pages.map(page -> page.getFileName().toString().replace(".md", "")))
          .containsExactlyInAnyOrderElementsOf(codes());
    }
  }

  @TestFactory
  Stream<DynamicTest> pages() throws IOException {
    return codes().stream().map(code -> DynamicTest.dynamicTest(code, () -> test(code)));
  }

  /// All but those of notes on rewriting, whose pages are made from their rules.
  private static List<String> codes() {
    return Codes.all().stream().filter(code -> !code.startsWith("R")).toList();
  }

  private void test(String code) throws IOException {
    String page = CodePages.markdown(code).orElseThrow();
    assertThat(page).startsWith("# " + code + ": ");
    List<String> programs = PROGRAM.matcher(page).results().map(match -> match.group(1)).toList();
    if (WITHOUT_PROGRAM.contains(code)) {
      assertThat(programs).isEmpty();
      return;
    }
    for (MatchResult file : FILE.matcher(page).results().toList()) {
      Files.writeString(folder.resolve(file.group(1)), file.group(2));
    }
    assertThat(programs).hasSize(2);
    assertThat(codes(code, programs.get(0))).as("the wrong one").isNotEmpty().containsOnly(code);
    assertThat(codes(code, programs.get(1))).as("the right one").isEmpty();
  }

  /// The codes of what is said to a program, as it is read and as it is run.
  private List<String> codes(String code, String program) {
    var host = new RecordingHost();
    List<Diagnostic> said = new ArrayList<>();
    try {
      Script script =
          Elaborator.elaborate(Parser.parse(new SourceText("page.adj", program)), Setup.in(folder));
      if (code.startsWith("W01")) {
        said.addAll(Lint.of(script));
      }
      Runner.run(script, folder, host);
    } catch (AdjointException e) {
      said.addAll(e.diagnostics());
    }
    said.addAll(host.reported());
    return said.stream().map(Diagnostic::code).toList();
  }
}
