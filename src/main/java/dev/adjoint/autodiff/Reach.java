package dev.adjoint.autodiff;

import dev.adjoint.graph.Along;
import dev.adjoint.graph.Binary;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Concat;
import dev.adjoint.graph.Contract;
import dev.adjoint.graph.Gather;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Pad;
import dev.adjoint.graph.Permute;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.ReduceFunction;
import dev.adjoint.graph.Reshape;
import dev.adjoint.graph.Scatter;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.Slice;
import dev.adjoint.graph.Unary;
import dev.adjoint.graph.UnaryFunction;

/// Where a cotangent can be other than 0: for which elements, as a node that is not 0 there, or null
/// if that is everywhere.
///
/// Behind `if x > 2 then sqrt(x - 2) else 0` the cotangent of the root is 0 wherever `x` is at most
/// 2. Its own rule would multiply that 0 by the slope of the root, which is NaN there, and 0 * NaN is
/// NaN. So a cotangent that has come through a choice remembers for which elements the choice fell
/// this way, and what its rule makes of it elsewhere is 0 by force. A product of matrices mixes
/// elements, and forgets.
final class Reach {
  private Reach() {}

  /// The reach of the share that one operand has in a cotangent of `y`, in the operand's shape.
  ///
  /// @param reach that of the cotangent of `y`
  static Node through(Node y, int operand, Node reach) {
    if (y.op() instanceof Select) {
      return and(reach, chosen(y, operand));
    }
    return reach == null ? null : moved(y, operand, reach);
  }

  /// What a rule made of a cotangent, with 0 by force where it cannot be other.
  static Node within(Node there, Node share, Node y) {
    boolean isZeroElsewhere = there == null || y.op() instanceof Select; // by its own rule
    return isZeroElsewhere ? share : Select.of(there, share, share.number(0));
  }

  /// The reach of a sum of two cotangents.
  static Node either(Node a, Node b) {
    if (a == null || b == null) {
      return null;
    }
    return a == b ? a : BinaryFunction.OR.of(a, b);
  }

  private static Node moved(Node y, int operand, Node reach) {
    return switch (y.op()) {
      case Unary _, Binary _ -> reach;
      case Broadcast _, Reshape _, Permute _, Slice _, Pad _, Concat _, Gather _, Scatter _ ->
          back(y, operand, reach);
      case Reduce reduce -> {
        Node x = y.operand(0);
        Node sum = Node.of(new Reduce(ReduceFunction.SUM, reduce.axes(), reduce.keepDims()), x);
        yield back(sum, 0, reach);
      }
      case Along _, Contract _ -> null;
      case Select _ -> throw new IllegalStateException("a choice limits the reach by itself");
      case Leaf _ -> throw new IllegalStateException("a leaf has no operands");
    };
  }

  private static Node chosen(Node y, int operand) {
    Node condition = y.operand(0);
    return operand == 1 ? condition : UnaryFunction.NOT.of(condition);
  }

  private static Node and(Node reach, Node condition) {
    return reach == null ? condition : BinaryFunction.AND.of(reach, condition);
  }

  /// What moves cotangents moves their reach in the same way. Some add up what they move, and any
  /// number may be a condition: -1 and 1 are true, and their sum is not.
  private static Node back(Node y, int operand, Node reach) {
    Node truth = isTruth(reach) ? reach : BinaryFunction.UNEQUAL.of(reach, reach.number(0));
    Node there = y.op().vjp(operand, y, truth).orElseThrow();
    return BinaryFunction.UNEQUAL.of(there, there.number(0));
  }

  /// Whether a node is 0 or 1 by its making.
  private static boolean isTruth(Node node) {
    return node.op() instanceof Binary binary && !binary.function().isDifferentiable()
        || node.op() instanceof Unary unary && unary.function() == UnaryFunction.NOT;
  }
}
