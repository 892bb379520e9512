package dev.adjoint.cli;

import dev.adjoint.lang.syntax.Ending;
import dev.adjoint.source.SourceText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What is entered, in pieces that can be read by themselves.
interface Lines extends AutoCloseable {
  /// The next piece: one line, or as many as it takes until it can end; nothing at the end.
  ///
  /// @param number of its first line
  Optional<String> next(int number);

  @Override
  void close();

  /// Whether a piece goes on in another line.
  static boolean isOpen(String piece) {
    return !piece.stripLeading().startsWith(":") && Ending.isOpen(new SourceText("", piece));
  }

  /// What is typed, if somebody does; else the lines of standard input.
  static Lines of(Repl repl) {
    return repl.console().isTerminal() ? Keyboard.ofProcess(repl) : new Piped(repl.console());
  }

  /// Lines of a pipe or a file: nothing is asked for.
  final class Piped implements Lines {
    private final BufferedReader in;

    Piped(Console console) {
      this.in = new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8));
    }

    @Override
    public Optional<String> next(int number) {
      StringBuilder piece = new StringBuilder();
      try {
        do {
          String line = in.readLine();
          if (line == null) {
            return piece.isEmpty() ? Optional.empty() : Optional.of(piece.toString());
          }
          piece.append(line).append('\n');
        } while (isOpen(piece.toString()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return Optional.of(piece.toString());
    }

    @Override
    public void close() {
      // The process's own input.
    }
  }
}
