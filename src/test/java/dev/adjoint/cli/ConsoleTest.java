package dev.adjoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.SourceText;
import dev.adjoint.source.Span;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What goes to which stream, when, and how it looks there.
class ConsoleTest {
  private static final InputStream NOTHING = new ByteArrayInputStream(new byte[0]);

  private static final Diagnostic DIAGNOSTIC =
      Diagnostic.error("E0999", new Span(new SourceText("a.adj", "x = 1\n"), 0, 1), "no");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Streams files = Streams.plain(NOTHING, out, err);

  /// One screen that shows both streams in the order in which they are written.
  private final Streams terminal = Streams.plain(NOTHING, out, out).on(true, true, Map.of());

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          xterm, '',   '',   true,  true
          xterm, 1,    '',   false, true
          xterm, '',   true, true,  false
          dumb,  '',   '',   false, false
          """)
  void environmentSaysWhatATerminalShows(
      String term, String noColor, String ci, boolean coloured, boolean lively) {
    Streams streams = files.on(true, true, Map.of("TERM", term, "NO_COLOR", noColor, "CI", ci));
    assertThat(streams.terminal()).isTrue();
    assertThat(streams.coloured()).isEqualTo(coloured);
    assertThat(streams.lively()).isEqualTo(lively);
  }

  @Test
  void errorsThatGoToAFileAreBlackAndStill() {
    Streams streams = files.on(true, false, Map.of());
    assertThat(streams.terminal()).isTrue();
    assertThat(streams.coloured()).isFalse();
    assertThat(streams.lively()).isFalse();
  }

  @Test
  void coloursDiagnosticsOnATerminal() {
    new Console(terminal, new Interruption()).report(DIAGNOSTIC);
    new Console(files, new Interruption()).report(DIAGNOSTIC);
    assertThat(shown()).startsWith("\u001b[1;31merror[E0999]\u001b[0m");
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("error[E0999]: no\n");
  }

  @Test
  void separatesDiagnosticsByAnEmptyLine() {
    Console console = new Console(files, new Interruption());
    console.report(List.of(DIAGNOSTIC, DIAGNOSTIC));
    console.report(DIAGNOSTIC);
    String[] paragraphs = err.toString(StandardCharsets.UTF_8).split("\n\n");
    assertThat(paragraphs).hasSize(3).allMatch(text -> text.startsWith("error[E0999]"));
  }

  @Test
  void showsATerminalEachLineAtOnce() {
    Console console = new Console(terminal, new Interruption());
    for (int i = 1; i <= 3; i++) {
      console.line("line");
      assertThat(shown()).hasLineCount(i);
    }
  }

  @Test
  void sendsAFileTheFirstLineAtOnceAndOthersInPieces() {
    Console console = new Console(files, new Interruption());
    console.line("first");
    assertThat(shown()).isEqualTo("first\n");
    for (int i = 0; i < 100; i++) {
      console.line("more");
    }
    assertThat(shown().lines().count()).isLessThan(50);
    console.say("the rest goes first");
    assertThat(shown()).hasLineCount(101);
  }

  @Test
  void writesUtf8WithPlainLineEnds() {
    Console console = new Console(files, new Interruption());
    console.line("∂J/∂w");
    assertThat(out.toByteArray()).isEqualTo("∂J/∂w\n".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void barStaysBelowWhatIsWritten() {
    Console console = new Console(terminal, new Interruption());
    console.showBar("bar 1");
    console.showBar("bar 2");
    console.line("cost");
    console.say("note");
    console.showBar("");
    console.line("done");
    assertThat(screen(shown())).isEqualTo("cost\nadjoint: note\ndone\n");
    assertThat(shown()).contains("bar 1", "bar 2");
  }

  @Test
  void barComesBackAfterALine() {
    Console console = new Console(terminal, new Interruption());
    console.showBar("bar");
    console.line("cost");
    assertThat(screen(shown())).isEqualTo("cost\nbar");
  }

  @Test
  void endsQuietlyWhenNobodyReads() {
    assertThat(run(failing("Broken pipe"))).isEqualTo(Status.UNREAD);
    assertThat(err.size()).isZero();
  }

  @Test
  void saysThatTheResultsAreLost() {
    assertThat(run(failing("No space left on device"))).isEqualTo(Status.FILES);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("adjoint: the results cannot be written: No space left on device\n");
  }

  @Test
  void doesItsWorkWhenNobodyReadsTheErrors() {
    Streams streams = Streams.plain(NOTHING, out, failing("Broken pipe"));
    assertThat(Main.run(List.of("run"), new Console(streams, new Interruption())))
        .isEqualTo(Status.USAGE);
  }

  private int run(OutputStream results) {
    Streams streams = Streams.plain(NOTHING, results, err);
    return Main.run(List.of("--help"), new Console(streams, new Interruption()));
  }

  private String shown() {
    return out.toString(StandardCharsets.UTF_8);
  }

  /// What a terminal shows after these bytes: a return goes to the start of the line, and an erasure
  /// takes all from there.
  private static String screen(String bytes) {
    StringBuilder screen = new StringBuilder();
    for (String line : bytes.split("(?<=\n)")) {
      String text = line.replace("\u001b[?7l", "").replace("\u001b[?7h", "");
      int last = text.lastIndexOf('\r');
      String rest = text.substring(last + 1);
      screen.append(rest.startsWith("\u001b[K") ? rest.substring(3) : rest.replace("\u001b[K", ""));
    }
    return screen.toString();
  }

  private static OutputStream failing(String message) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(message);
      }
    };
  }
}
