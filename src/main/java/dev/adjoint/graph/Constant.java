package dev.adjoint.graph;

import dev.adjoint.tensor.Tensor;

/// A fixed value.
public record Constant(Tensor value) implements Leaf {
  @Override
  public String name() {
    return value.shape().rank() == 0 ? value.toString() : "constant";
  }

  @Override
  public TensorType type() {
    return TensorType.of(value.dtype(), value.shape());
  }
}
