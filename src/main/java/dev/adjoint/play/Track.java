package dev.adjoint.play;

import dev.adjoint.graph.Node;
import dev.adjoint.lang.check.Action;

/// What is known of one loop of a run.
///
/// @param title what it does: `train J`
/// @param cost what its curve is of, or empty
/// @param unit what a step is called
/// @param count how many steps it has
final class Track {
  private final String title;
  private final String cost;
  private final String unit;
  private final long count;
  private final Curve curve;
  private final Tape tape;
  private long done;

  private Track(
      String title, String cost, String unit, long count, Curve curve, Tape tape, long done) {
    this.title = title;
    this.cost = cost;
    this.unit = unit;
    this.count = count;
    this.curve = curve;
    this.tape = tape;
    this.done = done;
  }

  /// @param watched what is told of a loop that has no cost of its own, or empty
  /// @param budget how many bytes its tape may take
  static Track of(Action loop, String watched, long count, long budget) {
    if (loop instanceof Action.Train train) {
      String cost = name(train.cost());
      boolean isEpochs = train.schedule() instanceof Action.Epochs;
      return of(
          "train " + cost,
          isEpochs ? "mean of " + cost : cost,
          isEpochs ? "epoch" : "iteration",
          count,
          budget);
    }
    return of("repeat", watched, "iteration", count, budget);
  }

  private static Track of(String title, String cost, String unit, long count, long budget) {
    return new Track(title, cost, unit, count, new Curve(), new Tape(unit, budget), 0);
  }

  private static String name(Node cost) {
    return cost.origin().name() == null ? "the cost" : cost.origin().name();
  }

  /// This loop where it has done so many steps.
  Track upTo(long step) {
    return new Track(
        title, cost, unit, count, curve.before(step), tape.upTo(step), Math.min(done, step));
  }

  /// What another reading of the script says of the same loop, with what this one came to.
  Track like(Track other) {
    return new Track(other.title, other.cost, other.unit, other.count, curve, tape, done);
  }

  void reached(long step) {
    done = step;
  }

  String title() {
    return title;
  }

  String cost() {
    return cost;
  }

  String unit() {
    return unit;
  }

  long count() {
    return count;
  }

  long done() {
    return done;
  }

  Curve curve() {
    return curve;
  }

  Tape tape() {
    return tape;
  }
}
