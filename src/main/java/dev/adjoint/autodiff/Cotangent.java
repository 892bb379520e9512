package dev.adjoint.autodiff;

import dev.adjoint.graph.Along;
import dev.adjoint.graph.Binary;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Concat;
import dev.adjoint.graph.Contract;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Gather;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
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
import java.util.List;
import java.util.Optional;

/// A cotangent on its way back, and where it can be other than 0.
///
/// Behind `if x > 2 then sqrt(x - 2) else 0` the cotangent of the root is 0 wherever `x` is at most
/// 2. Its own rule would multiply that 0 by the slope of the root, which is NaN there, and 0 * NaN is
/// NaN. So a cotangent that has come through a choice remembers for which elements the choice fell
/// this way, and what its rule makes of it elsewhere is 0 by force. A product of matrices mixes
/// elements, and forgets.
///
/// @param value the cotangent
/// @param reach not 0 where the value may be other than 0; null if that is everywhere
record Cotangent(Node value, Node reach) {

  static Cotangent everywhere(Node value) {
    return new Cotangent(value, null);
  }

  /// The share of one operand of `y` in this cotangent of `y`, if it has one, in the dims of the
  /// operand: an axis that is 5 there may be n = 5 here and m = 5 in another share, which do not add.
  Optional<Cotangent> share(Node y, int operand) {
    Optional<Node> share = y.op().vjp(operand, y, value);
    List<Dim> dims = y.operand(operand).type().dims();
    if (share.isEmpty() || (reach == null && !(y.op() instanceof Select))) {
      return share.map(value -> everywhere(Reshape.to(value, dims)));
    }
    Node there = reachOf(y, operand);
    boolean isZeroElsewhere = there == null || y.op() instanceof Select; // by its own rule
    Node value =
        isZeroElsewhere ? share.get() : Select.of(there, share.get(), share.get().number(0));
    return Optional.of(
        new Cotangent(Reshape.to(value, dims), there == null ? null : Reshape.to(there, dims)));
  }

  /// Two cotangents of one node together.
  Cotangent plus(Cotangent that) {
    return new Cotangent(BinaryFunction.ADD.of(value, that.value), eitherReach(that));
  }

  private Node eitherReach(Cotangent that) {
    if (reach == null || that.reach == null) {
      return null;
    }
    return reach == that.reach ? reach : BinaryFunction.OR.of(reach, that.reach);
  }

  /// Where the share of an operand may be other than 0, in the operand's shape; null if that is
  /// everywhere.
  private Node reachOf(Node y, int operand) {
    Op op = y.op();
    return switch (op) {
      case Select _ -> and(chosen(y, operand));
      case Unary _, Binary _ -> reach;
      case Broadcast _, Reshape _, Permute _, Slice _, Pad _, Concat _, Gather _, Scatter _ ->
          moved(y, operand);
      case Reduce reduce -> {
        Node x = y.operand(0);
        Node sum = Node.of(new Reduce(ReduceFunction.SUM, reduce.axes(), reduce.keepDims()), x);
        yield moved(sum, 0);
      }
      case Along _, Contract _ -> null;
      case Leaf _ -> throw new IllegalStateException("a leaf has no operands");
    };
  }

  private static Node chosen(Node y, int operand) {
    Node condition = y.operand(0);
    return operand == 1 ? condition : UnaryFunction.NOT.of(condition);
  }

  private Node and(Node condition) {
    return reach == null ? condition : BinaryFunction.AND.of(reach, condition);
  }

  /// What moves cotangents moves their reach in the same way. Some add up what they move, and any
  /// number may be a condition: -1 and 1 are true, and their sum is not.
  private Node moved(Node y, int operand) {
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
