package dev.adjoint.graph;

import java.util.List;
import java.util.Optional;

/// An operation without operands: its value comes from outside the graph.
public sealed interface Leaf extends Op permits Input, Parameter, Constant, Size, Random, Iota {

  /// The type of the value.
  TensorType type();

  @Override
  default TensorType infer(List<Node> operands) {
    return type();
  }

  @Override
  default Optional<Node> vjp(int operand, Node y, Node ct) {
    return Optional.empty();
  }

  @Override
  default Optional<Node> jvp(Node y, List<Optional<Node>> tangents) {
    return Optional.empty();
  }
}
