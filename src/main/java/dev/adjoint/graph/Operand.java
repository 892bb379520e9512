package dev.adjoint.graph;

/// An edge of a graph: one use of a value. `x * x` uses `x` twice, in two edges.
///
/// @param consumer the node that uses the value
/// @param index which of its operands the value is, from 0
public record Operand(Node consumer, int index) {
  /// The node whose value is used.
  public Node producer() {
    return consumer.operand(index);
  }
}
