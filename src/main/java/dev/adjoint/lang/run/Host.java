package dev.adjoint.lang.run;

import dev.adjoint.graph.Node;
import dev.adjoint.lang.check.Action;
import dev.adjoint.source.Diagnostic;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

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

  /// What of the script is left out since loops were stopped.
  ///
  /// @param lines where it stands: `lines 3, 5 and 6`
  default void leftOut(String lines) {}

  /// A loop of the script, of so many steps, begins or goes on.
  ///
  /// @param what a word for it
  default Progress progress(Action loop, String what, long steps) {
    return progress(what, steps);
  }

  /// A scalar whose value the host wants to be told at each step of a `repeat`, which has no cost of
  /// its own.
  default Optional<Node> watched() {
    return Optional.empty();
  }

  /// Has a file written that the script asks for.
  ///
  /// @param to where the script wants it
  /// @param writer writes it to any place
  default void write(Path to, Consumer<Path> writer) {
    writer.accept(to);
  }

  /// How far a piece of work is.
  interface Progress extends AutoCloseable {
    /// So many steps are done.
    void at(long step);

    /// So many steps are done, and a run may go on from here.
    ///
    /// @param here for who asks now; good to keep
    default void reached(long step, Supplier<Checkpoint> here) {}

    /// A step has found this cost, from the values that it began with.
    default void cost(long step, double cost) {}

    @Override
    void close();
  }
}
