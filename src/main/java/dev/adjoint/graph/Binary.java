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

  // By either operand the Jacobian is diagonal, and its own transpose.
  @Override
  public Optional<Node> jvp(Node y, List<Optional<Node>> tangents) {
    return Tangents.sum(
        tangents.get(0).flatMap(tangent -> vjp(0, y, tangent)),
        tangents.get(1).flatMap(tangent -> vjp(1, y, tangent)));
  }
}
