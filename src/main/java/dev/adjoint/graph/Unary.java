package dev.adjoint.graph;

import java.util.List;
import java.util.Optional;

/// A function of one number, at every element.
public record Unary(UnaryFunction function) implements Op {
  @Override
  public String name() {
    return function.toString();
  }

  @Override
  public TensorType infer(List<Node> operands) {
    return operands.getFirst().type();
  }

  @Override
  public Optional<Node> vjp(int operand, Node y, Node ct) {
    return function.vjp(ct, y.operand(0), y);
  }
}
