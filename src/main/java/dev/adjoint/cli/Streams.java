package dev.adjoint.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The streams that a process talks through, and what is at their other end.
///
/// @param terminal whether a person sees standard output as it is written
/// @param coloured whether standard error may hold colour codes
/// @param lively whether a line on standard error may move
record Streams(
    InputStream in,
    OutputStream out,
    OutputStream err,
    boolean terminal,
    boolean coloured,
    boolean lively) {

  /// Streams that go to files, or to other programs.
  static Streams plain(InputStream in, OutputStream out, OutputStream err) {
    return new Streams(in, out, err, false, false, false);
  }

  /// The streams of this process.
  static Streams ofProcess() {
    // Not System.out and System.err, which swallow that a write failed.
    var out = new FileOutputStream(FileDescriptor.out);
    var err = new FileOutputStream(FileDescriptor.err);
    java.io.Console console = System.console();
    boolean terminal = console != null && console.isTerminal();
    return plain(System.in, out, err)
        .on(terminal, terminal && errorsGoWhereResultsGo(), System.getenv());
  }

  /// These streams, on a terminal as the environment describes it.
  ///
  /// @param out whether standard output is a terminal
  /// @param err whether standard error is one
  Streams on(boolean out, boolean err, Map<String, String> environment) {
    boolean able = err && !environment.getOrDefault("TERM", "").equals("dumb");
    boolean coloured = able && environment.getOrDefault("NO_COLOR", "").isEmpty();
    boolean lively = able && environment.getOrDefault("CI", "").isEmpty();
    return new Streams(in, this.out, this.err, out, coloured, lively);
  }

  // Java tells whether standard input and output are a terminal, and nothing of standard error.
  private static boolean errorsGoWhereResultsGo() {
    try {
      return Files.isSameFile(Path.of("/dev/stdout"), Path.of("/dev/stderr"));
    } catch (IOException _) {
      return System.getProperty("os.name").startsWith("Windows"); // which has no such files
    }
  }
}
