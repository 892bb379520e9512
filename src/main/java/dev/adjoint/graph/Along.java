package dev.adjoint.graph;

import java.util.List;
import java.util.Optional;

/// As many numbers from the numbers along one axis.
public record Along(AlongFunction function, int axis) implements Op {
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
    return Optional.of(function.vjp(this, ct, y));
  }

  /// The sum along this op's axis, which stays as 1.
  Node total(Node x) {
    return ReduceFunction.SUM.of(x, axis);
  }

  /// The numbers along this op's axis, last first.
  Node flip(Node x) {
    return Slice.flip(x, axis);
  }

  @Override
  public Optional<Node> jvp(Node y, List<Optional<Node>> tangents) {
    return tangents.getFirst().map(tangent -> function.jvp(this, tangent, y));
  }
}
