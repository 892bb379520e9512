package dev.adjoint.graph;

import java.util.List;
import java.util.Optional;

/// A function of two numbers, at every pair of elements. The operands have one shape: what
/// broadcasts has been broadcast by a node of its own ([BinaryFunction#of]).
public record Binary(BinaryFunction function) implements Op {
  @Override
  public String name() {
    return function.toString();
  }

  @Override
  public TensorType infer(List<Node> operands) {
    return Broadcasting.common(name(), operands);
  }

  @Override
  public Optional<Node> vjp(int operand, Node y, Node ct) {
    return function.vjp(operand, ct, y.operand(0), y.operand(1), y);
  }
}
