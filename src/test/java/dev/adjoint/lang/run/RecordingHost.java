package dev.adjoint.lang.run;

import dev.adjoint.source.Diagnostic;
import java.util.ArrayList;
import java.util.List;

/// Keeps what a script says.
public final class RecordingHost implements Host {
  private final StringBuilder output = new StringBuilder();
  private final List<Diagnostic> reported = new ArrayList<>();

  /// The lines of output, each with its end.
  public String output() {
    return output.toString();
  }

  public List<Diagnostic> reported() {
    return reported;
  }

  @Override
  public void line(String text) {
    output.append(text).append('\n');
  }

  @Override
  public void report(Diagnostic diagnostic) {
    reported.add(diagnostic);
  }

  @Override
  public Progress progress(String what, long steps) {
    return new Progress() {
      @Override
      public void at(long step) {}

      @Override
      public void close() {}
    };
  }

  @Override
  public boolean isStopped() {
    return false;
  }
}
