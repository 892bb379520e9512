package dev.adjoint.nn;

import dev.adjoint.graph.Node;

/// A learning rate, which may change from step to step.
@FunctionalInterface
public interface Rate {
  /// The rate of step `count`, a scalar.
  ///
  /// @param count the number of the step, from 1, a scalar of the parameters' precision
  Node at(Node count);

  /// The same rate at every step.
  record Constant(double value) implements Rate {
    @Override
    public Node at(Node count) {
      return count.number(value);
    }
  }

  /// The same rate at every step.
  static Rate of(double value) {
    return new Constant(value);
  }

  /// A rate that is computed, from a parameter or an input for example: a scalar.
  static Rate of(Node value) {
    return _ -> value;
  }
}
