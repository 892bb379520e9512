package dev.adjoint.train;

import dev.adjoint.exec.NotFinite;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// The costs of a training as it goes on.
final class CostCurve {
  private final String where;
  private final Training.Listener listener;
  private final List<Double> costs = new ArrayList<>();
  private double latest = Double.NaN; // none yet

  /// @param where how a message begins to say where it was: `at iteration`, `in epoch`
  /// @param before the costs until now, of a training that goes on
  CostCurve(String where, History before, Training.Listener listener) {
    this.where = where;
    this.listener = listener;
    for (double cost : before.cost().toDoubles()) {
      costs.add(cost);
      latest = cost;
    }
  }

  /// Adds the cost of one iteration or epoch.
  ///
  /// @throws Diverged if it is not finite
  void add(double cost, Supplier<State> before, Function<State, Optional<NotFinite>> cause) {
    requireFinite(cost, before, cause);
    costs.add(cost);
    listener.at(costs.size() - 1, cost);
  }

  /// Sees the cost before one update.
  ///
  /// @param cause where what is not finite came from, in the state before
  /// @throws Diverged if it is not finite
  void requireFinite(
      double cost, Supplier<State> before, Function<State, Optional<NotFinite>> cause) {
    if (!Double.isFinite(cost)) {
      State state = before.get();
      Diagnostic said = diagnostic(cost);
      Diagnostic diagnostic = cause.apply(state).map(first -> first.in(said)).orElse(said);
      costs.add(cost);
      throw new Diverged(diagnostic, new Trained(state, history()));
    }
    latest = cost;
  }

  History history() {
    return new History(Tensor.vector(costs.stream().mapToDouble(cost -> cost).toArray()));
  }

  private Diagnostic diagnostic(double cost) {
    Diagnostic diagnostic =
        TrainError.NOT_FINITE.of(
            "the cost is %s %s %d".formatted(Tensor.scalar(cost), where, costs.size()));
    if (Double.isNaN(latest)) {
      return diagnostic.help("look for `log` of 0, for a division by 0, and for NaN in the data");
    }
    return diagnostic
        .note("one update earlier it was %s".formatted(Tensor.scalar(latest)))
        .help("a smaller learning rate may keep it finite");
  }
}
