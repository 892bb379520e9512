package dev.adjoint.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/// Pieces that a person enters at a terminal, with an editor, colours, completion and a history.
final class Keyboard implements Lines {
  private final Terminal terminal;
  private final LineReader reader;

  /// @param history where what is entered is kept for the next time, if anywhere
  Keyboard(Terminal terminal, Repl repl, Optional<Path> history) {
    this.terminal = terminal;
    LineReaderBuilder builder =
        LineReaderBuilder.builder()
            .appName("adjoint")
            .terminal(terminal)
            .parser((line, cursor, context) -> parsed(line, cursor, context))
            .highlighter((_, buffer) -> Colours.of(buffer))
            .completer((_, line, found) -> found.addAll(Completion.of(line, repl.workspace())))
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%P . ")
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true) // `!` is no command
            .option(LineReader.Option.HISTORY_IGNORE_DUPS, true);
    history.ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, file));
    this.reader = builder.build();
  }

  /// The terminal of this process.
  static Keyboard ofProcess(Repl repl) {
    try {
      Terminal terminal =
          TerminalBuilder.builder()
              .system(true)
              .dumb(true)
              .encoding(StandardCharsets.UTF_8)
              .build();
      terminal.handle(Terminal.Signal.INT, _ -> repl.console().interrupt());
      return new Keyboard(terminal, repl, history(System.getenv()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<String> next(int number) {
    while (true) {
      try {
        return Optional.of(reader.readLine(number + "> ") + "\n");
      } catch (UserInterruptException _) {
        // The piece is forgotten.
      } catch (EndOfFileException _) {
        return Optional.empty();
      }
    }
  }

  @Override
  public void close() {
    try {
      terminal.close();
    } catch (IOException _) {
      // It is as good as closed.
    }
  }

  /// The piece is accepted if it can end here; completion asks for the word before the cursor.
  static ParsedLine parsed(String line, int cursor, Parser.ParseContext context) {
    if (context == Parser.ParseContext.ACCEPT_LINE && Lines.isOpen(line)) {
      throw new EOFError(-1, -1, "this goes on");
    }
    int start = cursor;
    while (start > 0 && isOfWord(line.charAt(start - 1))) {
      start--;
    }
    return new Word(line, cursor, line.substring(start, cursor));
  }

  private static boolean isOfWord(char letter) {
    return Character.isUnicodeIdentifierPart(letter)
        || letter == '_'
        || letter == '.'
        || letter == ':'
        || letter >= '₀' && letter <= '₉';
  }

  /// A line with the word that ends at the cursor.
  private record Word(String line, int cursor, String word) implements CompletingParsedLine {
    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return candidate;
    }

    @Override
    public int rawWordCursor() {
      return word.length();
    }

    @Override
    public int rawWordLength() {
      return word.length();
    }

    @Override
    public int wordCursor() {
      return word.length();
    }

    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(word);
    }
  }

  /// The file of the history: not in the project, as it is of a person and not of a program.
  static Optional<Path> history(Map<String, String> environment) {
    Optional<Path> folder =
        Stream.of("XDG_STATE_HOME", "LOCALAPPDATA")
            .map(environment::get)
            .filter(name -> name != null && !name.isEmpty())
            .findFirst()
            .or(
                () ->
                    Optional.ofNullable(environment.get("HOME"))
                        .map(home -> home + "/.local/state"))
            .map(name -> Path.of(name, "adjoint"));
    try {
      if (folder.isPresent()) {
        Files.createDirectories(folder.get());
      }
      return folder.map(path -> path.resolve("history"));
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
