package dev.adjoint.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Runs of the program inside this process.
final class Adjoint {
  private Adjoint() {}

  /// What a run did.
  record Outcome(int status, String out, String err) {}

  static Outcome adjoint(String... arguments) {
    return given("", arguments);
  }

  /// A run with a standard input.
  static Outcome given(String in, String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var input = new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8));
    var console = new Console(Streams.plain(input, out, err), new Interruption());
    int status = Main.run(List.of(arguments), console);
    return new Outcome(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
