package dev.adjoint.lang.run;

import dev.adjoint.source.Diagnostic;

/// What a script runs in: a terminal, a test, another program.
public interface Host {
  /// A line of output.
  void line(String text);

  /// Something the author should know.
  void report(Diagnostic diagnostic);

  /// Work of so many steps begins.
  Progress progress(String what, long steps);

  /// Whether loops should end after their current step.
  boolean isStopped();

  /// How far a piece of work is.
  interface Progress extends AutoCloseable {
    /// So many steps are done.
    void at(long step);

    @Override
    void close();
  }
}
