package dev.adjoint.graph;

import dev.adjoint.tensor.DType;

/// A dim as a number in a formula: the `m` of `1/m`.
public record Size(Dim dim, DType dtype) implements Leaf {
  @Override
  public String name() {
    return dim.toString();
  }

  @Override
  public TensorType type() {
    return TensorType.scalar(dtype);
  }
}
