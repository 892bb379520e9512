package dev.adjoint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.source.SourceText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jline.reader.Candidate;
import org.jline.reader.EOFError;
import org.jline.reader.Parser.ParseContext;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The editor of a conversation, on a terminal that can do nothing.
class KeyboardTest {
  @TempDir Path folder;

  private static Repl repl(String... pieces) {
    InputStream nothing = InputStream.nullInputStream();
    var ignored = new ByteArrayOutputStream();
    var repl =
        new Repl(new Console(Streams.plain(nothing, ignored, ignored), new Interruption()), false);
    for (String piece : pieces) {
      repl.workspace().enter(new SourceText("session", piece), repl.console());
    }
    return repl;
  }

  private static Terminal terminal(String keys) throws IOException {
    var in = new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8));
    return new DumbTerminal(
        "test", "dumb", in, new ByteArrayOutputStream(), StandardCharsets.UTF_8);
  }

  private static List<String> typed(String keys, Optional<Path> history) throws IOException {
    List<String> pieces = new ArrayList<>();
    try (Keyboard keyboard = new Keyboard(terminal(keys), repl(), history)) {
      for (var piece = keyboard.next(1); piece.isPresent(); piece = keyboard.next(2)) {
        pieces.add(piece.get());
      }
    }
    return pieces;
  }

  @Test
  void piecesGoOnUntilTheyCanEnd() throws IOException {
    assertThat(typed("a = 1\nf(x) = [\n1,\n2]\nrepeat 2 {\n\n}\n:help x\n", Optional.empty()))
        .containsExactly("a = 1\n", "f(x) = [\n1,\n2]\n", "repeat 2 {\n\n}\n", ":help x\n");
  }

  @Test
  void exclamationMarksAreNoCommands() throws IOException {
    assertThat(typed("a != 1\n\"wow!\"\n", Optional.empty()))
        .containsExactly("a != 1\n", "\"wow!\"\n");
  }

  @Test
  void historyIsKeptForTheNextTime() throws IOException {
    Path history = folder.resolve("history");
    typed("a = [\n1]\n", Optional.of(history));
    typed("b = 2\n", Optional.of(history));
    assertThat(Files.readAllLines(history))
        .satisfiesExactly(
            line -> assertThat(line).endsWith("a = [\\n1]"),
            line -> assertThat(line).endsWith("b = 2"));
  }

  @Test
  void historyIsAPersonsAndNotAProjects() throws IOException {
    Path state = folder.resolve("state");
    assertThat(Keyboard.history(Map.of("XDG_STATE_HOME", state.toString(), "HOME", "/nowhere")))
        .contains(state.resolve("adjoint/history"));
    assertThat(Keyboard.history(Map.of("HOME", folder.toString())))
        .contains(folder.resolve(".local/state/adjoint/history"));
    assertThat(Keyboard.history(Map.of())).isEmpty();
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(Keyboard.history(Map.of("XDG_STATE_HOME", file.toString()))).isEmpty();
  }

  @Test
  void asksForMoreByJlinesOwnSign() {
    assertThatThrownBy(() -> Keyboard.parsed("a = (", 5, ParseContext.ACCEPT_LINE))
        .isInstanceOf(EOFError.class);
    assertThat(Keyboard.parsed("a = (", 5, ParseContext.COMPLETE).word()).isEmpty();
  }

  /// The cursor is where `|` stands; candidates that begin with the word.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a = sigm|; sigmoid",
        "y = hidden.|; hidden.W hidden.b",
        "hist|; history",
        "x = history.c|; history.cost",
        "rep|eat; repeat",
        "dim n_; n_examples",
        "A.sh|; A.shape",
        ":gr|; :grad",
        "a = θ|; θ₁",
        "print(W@sq|x); sqrt square"
      })
  void completes(String line, String expected) {
    Repl repl =
        repl(
            """
            dim n_examples
            data X: [2, n_examples] = [[1, 2, 3], [4, 5, 6]]
            layer dense(units)(x: [j, k]) -> [units, k] {
              param W: [units, j] = ones
              param b: [units, 1] = zeros
              return W @ x + b
            }
            hidden = dense(2)
            A = hidden(X)
            θ₁ = 2
            history = train(mean(A^2), sgd(rate = 0.1), steps = 1)
            """);
    int cursor = line.contains("|") ? line.indexOf('|') : line.length();
    var parsed = Keyboard.parsed(line.replace("|", ""), cursor, ParseContext.COMPLETE);
    assertThat(Completion.of(parsed, repl.workspace()))
        .extracting(Candidate::value)
        .filteredOn(value -> value.startsWith(parsed.word()))
        .containsAll(List.of(expected.split(" ")))
        .allMatch(value -> !parsed.word().isEmpty());
  }

  @Test
  void completionShowsTheDocumentation() {
    var parsed = Keyboard.parsed("soft", 4, ParseContext.COMPLETE);
    assertThat(Completion.of(parsed, repl("w = [1, 2]").workspace()))
        .anySatisfy(
            candidate -> {
              assertThat(candidate.value()).isEqualTo("softmax");
              assertThat(candidate.descr()).startsWith("softmax(x, axis = 0): exp(x)");
            })
        .anySatisfy(candidate -> assertThat(candidate.value()).isEqualTo("w"));
  }

  @Test
  void coloursByTheLexer() {
    AttributedString coloured = Colours.of("repeat 2 { x := \"a\" # why\n} repeat = $");
    assertThat(coloured.toString()).isEqualTo("repeat 2 { x := \"a\" # why\n} repeat = $");
    assertThat(coloured.toAnsi())
        .contains("\u001b[1mrepeat\u001b[0m \u001b[36m2")
        .contains("\u001b[32m\"a\"")
        .contains("# why\u001b[0m\n")
        .contains("} repeat =")
        .contains("\u001b[31m$");
    assertThat(Colours.of(":grad repeat").toAnsi()).isEqualTo(":grad repeat");
    assertThat(Colours.of("").toAnsi()).isEmpty();
  }
}
