package dev.adjoint.bench;

import dev.adjoint.nn.Adam;
import dev.adjoint.nn.Sgd;
import dev.adjoint.tensor.DType;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/// What is timed: the same work at every call, from the same numbers.
interface Workload {
  /// What every contestant has to arrive at.
  ///
  /// @param cost before the last update, or the value
  /// @param squares the sum of the squares of everything that was found
  record Outcome(double cost, double squares) {}

  /// Does so many steps. What they arrived at is looked up only when it is asked for.
  Supplier<Outcome> run(int steps);

  /// Computes the value alone, or the value with its gradient, once.
  void evaluate(boolean gradient);

  /// The work of a name, on the `.npy` files of a folder.
  static Workload of(String name, Path folder, DType precision) {
    return switch (name) {
      case "logistic" -> Fit.of(Numbers.of(name, folder, precision), Sgd.rate(0.005));
      case "planar" -> Fit.of(Numbers.of(name, folder, precision), Sgd.rate(1.2));
      case "deep" -> Fit.of(Numbers.of(name, folder, precision), Sgd.rate(0.0075));
      case "mlp" -> Fit.of(Numbers.of(name, folder, precision), Sgd.rate(0.01));
      case "mlp-adam" -> Fit.of(Numbers.of("mlp", folder, precision), Adam.rate(0.0001));
      case "elementwise" ->
          Evaluation.of(Numbers.of(name, folder, precision), List.of("a", "b", "c"));
      default -> Scalars.of(Integer.parseInt(name.substring("scalars-".length())), folder);
    };
  }
}
