package dev.adjoint.play;

import java.util.Optional;

/// How a run stands, and what becomes of it. Immutable.
///
/// |                    | stop     | another begins | it ends      | rewind |
/// |--------------------|----------|----------------|--------------|--------|
/// | running            | stopping | replaced       | done, failed |        |
/// | stopping           |          | replaced       | held         |        |
/// | replaced           |          |                |              |        |
/// | held, done, failed |          |                |              | held   |
///
/// Where nothing stands, nothing happens.
sealed interface Phase {
  /// It goes on.
  record Running() implements Phase {}

  /// The reader has stopped it: its loop ends after its step, and what comes behind the loop shows what
  /// was learnt.
  record Stopping() implements Phase {}

  /// Another is to run: its loop ends after its step, and what comes behind is left out.
  record Replaced() implements Phase {}

  /// It is where the reader stopped it, or went back to, and may go on from there.
  ///
  /// @param at nothing where no loop has begun
  record Held(Optional<Tape.Entry> at) implements Phase {}

  /// It has come to its end.
  ///
  /// @param at the last step, if there is one
  record Done(Optional<Tape.Entry> at) implements Phase {}

  /// A mistake ended it, an expectation failed, or a check was refuted.
  ///
  /// @param at the last step, if there is one
  record Failed(Optional<Tape.Entry> at) implements Phase {}

  /// The reader stops it.
  default Phase stopped() {
    return this instanceof Running ? new Stopping() : this;
  }

  /// Another is to run.
  default Phase replaced() {
    return isBusy() ? new Replaced() : this;
  }

  /// It has come to its end.
  ///
  /// @param isGood whether all that it came to was well
  /// @param last the last step that was recorded
  default Phase ended(boolean isGood, Optional<Tape.Entry> last) {
    return switch (this) {
      case Running _ -> isGood ? new Done(last) : new Failed(last);
      case Stopping _ -> new Held(last); // whatever else went wrong: that is told by itself
      case Replaced _, Held _, Done _, Failed _ -> this;
    };
  }

  /// The reader goes back to a recorded step.
  default Phase rewound(Tape.Entry to) {
    return isOver() ? new Held(Optional.of(to)) : this;
  }

  /// Whether it lets another version of the script be run in its place, as soon as there is one.
  ///
  /// What the reader has stopped stays: they say how it goes on. And so does what a run of the same
  /// program would find again.
  ///
  /// @param isSame whether the other is the same program, of the same data
  default boolean yields(boolean isSame) {
    return switch (this) {
      case Running _, Done _ -> !isSame;
      case Stopping _, Held _ -> false;
      case Replaced _, Failed _ -> true;
    };
  }

  /// Whether it still does something.
  default boolean isBusy() {
    return this instanceof Running || this instanceof Stopping;
  }

  /// Whether it has ended, and may be seen.
  default boolean isOver() {
    return this instanceof Held || this instanceof Done || this instanceof Failed;
  }

  /// The recorded step that is shown: nothing while it goes on.
  default Optional<Tape.Entry> shown() {
    return switch (this) {
      case Running _, Stopping _, Replaced _ -> Optional.empty();
      case Held(var at) -> at;
      case Done(var at) -> at;
      case Failed(var at) -> at;
    };
  }

  /// How the page calls it.
  default String word() {
    return switch (this) {
      case Running _ -> "running";
      case Stopping _, Replaced _ -> "stopping";
      case Held _ -> "stopped";
      case Done _ -> "done";
      case Failed _ -> "failed";
    };
  }
}
