package dev.adjoint.graph;

import java.util.List;
import java.util.Optional;

/// An operation, by its shape: how the elements of the result are made of the elements of the
/// operands. What one shape of operation does at each element is a row of an enum, for example
/// [UnaryFunction]. An operation cannot be without its type rule and its derivative.
///
/// All are values: two equal ops on the same operands are the same number.
public sealed interface Op
    permits Leaf, Unary, Binary, Select, Reduce, Along, Linear, Concat, Gather, Scatter, Contract {

  /// What the language or the notes call it: `exp`, `+`, `@`, `sum`.
  String name();

  /// The type of the result.
  ///
  /// @throws dev.adjoint.source.AdjointException if the operands do not fit
  TensorType infer(List<Node> operands);

  /// The vector-Jacobian product: the share of one operand in the cotangent.
  ///
  /// @param operand which operand, from 0
  /// @param y the node of this op, whose operands are at hand
  /// @param ct the cotangent of `y`, of its type
  /// @return the contribution to the operand's cotangent, of its type; nothing if the derivative is
  ///     zero everywhere it exists
  Optional<Node> vjp(int operand, Node y, Node ct);

  /// The Jacobian-vector product: how the result changes when the operands do.
  ///
  /// @param y the node of this op
  /// @param tangents of the operands, each of its operand's type; none of an operand that stays
  /// @return the tangent of `y`, of its type; nothing if it is zero everywhere it exists
  Optional<Node> jvp(Node y, List<Optional<Node>> tangents);
}
