package dev.adjoint.train;

import dev.adjoint.tensor.Tensor;

/// What a training went through.
///
/// @param cost one number for each iteration, or each epoch: `[count]` in f64
public record History(Tensor cost) {
  /// That of a training that has not begun.
  public static final History NONE = new History(Tensor.vector());

  /// The number of iterations, or of epochs.
  int count() {
    return cost.shape().count();
  }
}
