package dev.adjoint.train;

import dev.adjoint.tensor.Tensor;

/// What a training went through.
///
/// @param cost one number for each iteration, or each epoch: `[count]` in f64
public record History(Tensor cost) {}
