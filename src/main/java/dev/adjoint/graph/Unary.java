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

  // The Jacobian is diagonal, and its own transpose.
  @Override
  public Optional<Node> jvp(Node y, List<Optional<Node>> tangents) {
    return tangents.getFirst().flatMap(tangent -> vjp(0, y, tangent));
  }
}
