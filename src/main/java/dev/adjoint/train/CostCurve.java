package dev.adjoint.train;

import dev.adjoint.exec.NotFinite;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.tensor.Tensor;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// The costs of a training as it goes on, each of them a number.
final class CostCurve {
  private final String where;
  private final Training.Listener listener;
  private final Course course;
  private final List<Double> nothing; // what is recorded where it could not be computed
  private double latest = Double.NaN; // none yet

  /// @param where how a message begins to say where it was: `at iteration`, `in epoch`
  /// @param before the costs until now, of a training that goes on
  /// @param names what is recorded beside
  CostCurve(String where, History before, Set<String> names, Training.Listener listener) {
    this.where = where;
    this.listener = listener;
    this.course = new Course(before, names);
    this.nothing = Collections.nCopies(names.size(), Double.NaN);
    if (before.count() > 0) {
      latest = before.cost().at(before.count() - 1);
    }
  }

  /// Adds the cost of one iteration, and what is recorded beside.
  ///
  /// @throws Diverged if it is not finite
  void add(
      double cost,
      List<Double> recorded,
      Supplier<State> before,
      Function<State, Optional<NotFinite>> cause) {
    requireFinite(cost, recorded, before, cause);
    add(cost, recorded);
  }

  /// Adds the cost of one iteration or epoch, which is finite, and what is recorded beside.
  void add(double cost, List<Double> recorded) {
    course.add(cost, recorded);
    listener.at(course.count() - 1, cost, recorded);
  }

  /// Sees the cost before one update.
  ///
  /// @param cause where what is not finite came from, in the state before
  /// @throws Diverged if it is not finite
  void requireFinite(
      double cost, Supplier<State> before, Function<State, Optional<NotFinite>> cause) {
    requireFinite(cost, nothing, before, cause);
  }

  private void requireFinite(
      double cost,
      List<Double> recorded,
      Supplier<State> before,
      Function<State, Optional<NotFinite>> cause) {
    if (!Double.isFinite(cost)) {
      State state = before.get();
      Diagnostic said = diagnostic(cost);
      Diagnostic diagnostic = cause.apply(state).map(first -> first.in(said)).orElse(said);
      course.add(cost, recorded);
      throw new Diverged(diagnostic, new Trained(state, history()));
    }
    latest = cost;
  }

  History history() {
    return course.history();
  }

  private Diagnostic diagnostic(double cost) {
    Diagnostic diagnostic =
        TrainError.NOT_FINITE.of(
            "the cost is %s %s %d".formatted(Tensor.scalar(cost), where, course.count()));
    if (Double.isNaN(latest)) {
      return diagnostic.help("look for `log` of 0, for a division by 0, and for NaN in the data");
    }
    return diagnostic
        .note("one update earlier it was %s".formatted(Tensor.scalar(latest)))
        .help("a smaller learning rate may keep it finite");
  }
}
