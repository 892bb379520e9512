package dev.adjoint.nn;

import dev.adjoint.graph.Node;

/// Exponentially weighted averages, which optimisers keep.
final class Averages {
  private Averages() {}

  /// An average of values like `parameter`, which starts from zero.
  static Variable zero(Node parameter, String suffix) {
    String name = parameter.label() + "." + suffix;
    return Variable.of(name, Initializer.zeros().initial(parameter.type(), 0, name));
  }

  /// `beta * average + (1 - beta) * value`.
  static Node next(double beta, Node average, Node value) {
    return average.times(beta).plus(value.times(1 - beta));
  }

  static void check(String name, double beta) {
    if (!(beta >= 0 && beta < 1)) {
      throw new IllegalArgumentException(name + " is from 0 to below 1, not " + beta);
    }
  }
}
