package dev.adjoint.graph;

/// The numbers 0, 1, 2, … along one axis, the same along all others.
public record Iota(int axis, TensorType type) implements Leaf {
  @Override
  public String name() {
    return "iota";
  }
}
