package dev.adjoint.train;

import dev.adjoint.source.Diagnostic;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// The costs of a training as it goes on.
final class CostCurve {
  private final String unit;
  private final Training.Listener listener;
  private final List<Double> costs = new ArrayList<>();

  /// @param unit what has one cost: `iteration`, `epoch`
  CostCurve(String unit, Training.Listener listener) {
    this.unit = unit;
    this.listener = listener;
  }

  void add(double cost, State before) {
    requireFinite(cost, before);
    costs.add(cost);
    listener.at(costs.size() - 1, cost);
  }

  /// @throws Diverged if it is not finite
  void requireFinite(double cost, State before) {
    if (!Double.isFinite(cost)) {
      Diagnostic diagnostic = diagnostic(cost);
      costs.add(cost);
      throw new Diverged(diagnostic, new Trained(before, history()));
    }
  }

  History history() {
    return new History(Tensor.vector(costs.stream().mapToDouble(cost -> cost).toArray()));
  }

  private Diagnostic diagnostic(double cost) {
    int index = costs.size();
    Diagnostic diagnostic =
        TrainError.NOT_FINITE.of(
            "the cost is %s at %s %d".formatted(Tensor.scalar(cost), unit, index));
    if (costs.isEmpty()) {
      return diagnostic.help("look for `log` of 0, for a division by 0, and for NaN in the data");
    }
    return diagnostic
        .note("it was %s at %s %d".formatted(Tensor.scalar(costs.getLast()), unit, index - 1))
        .help("a smaller learning rate may keep it finite")
        .help("so may `logistic_cost_from_logits(Z, Y)`, if A = sigmoid(Z) comes to 0 or 1");
  }
}
