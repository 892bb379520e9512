package dev.adjoint.train;

import dev.adjoint.source.Diagnostic;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The costs of a training as it goes on.
final class CostCurve {
  private final String where;
  private final Training.Listener listener;
  private final List<Double> costs = new ArrayList<>();
  private double latest = Double.NaN; // none yet

  /// @param where how a message begins to say where it was: `at iteration`, `in epoch`
  CostCurve(String where, Training.Listener listener) {
    this.where = where;
    this.listener = listener;
  }

  /// Adds the cost of one iteration or epoch.
  ///
  /// @throws Diverged if it is not finite
  void add(double cost, Supplier<State> before) {
    requireFinite(cost, before);
    costs.add(cost);
    listener.at(costs.size() - 1, cost);
  }

  /// Sees the cost before one update.
  ///
  /// @throws Diverged if it is not finite
  void requireFinite(double cost, Supplier<State> before) {
    if (!Double.isFinite(cost)) {
      Diagnostic diagnostic = diagnostic(cost);
      costs.add(cost);
      throw new Diverged(diagnostic, new Trained(before.get(), history()));
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
        .help("a smaller learning rate may keep it finite")
        .help("so may `logistic_cost_from_logits(Z, Y)`, if A = sigmoid(Z) comes to 0 or 1");
  }
}
