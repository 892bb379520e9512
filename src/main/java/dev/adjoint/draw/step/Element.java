package dev.adjoint.draw.step;

import dev.adjoint.graph.Binary;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.Unary;
import dev.adjoint.tensor.Tensor;
import java.util.Map;
import java.util.OptionalDouble;

/// One element of a box, with the elements beside it of all that its formula is made of.
///
/// @param values of the nodes that are known
record Element(int[] index, Map<Node, Tensor> values) {

  /// The element of a tensor beside this one: its own, or the one that is repeated to here.
  double of(Tensor tensor) {
    int offset = 0;
    int[] strides = tensor.shape().strides();
    for (int axis = 0; axis < strides.length; axis++) {
      offset += tensor.shape().size(axis) == 1 ? 0 : index[axis] * strides[axis];
    }
    return tensor.at(offset);
  }

  /// The number that an elementwise formula is here; nothing if it is not elementwise, or a value
  /// is not known. Formulas are those of boxes, and never deep.
  OptionalDouble of(Node node) {
    Tensor known = values.get(node);
    if (known != null) {
      return OptionalDouble.of(of(known));
    }
    return switch (node.op()) {
      case Constant(var value) -> OptionalDouble.of(of(value));
      case Broadcast _ -> of(node.operand(0));
      case Unary(var function) -> {
        OptionalDouble x = of(node.operand(0));
        yield x.isPresent() ? made(node, function.meaning().applyAsDouble(x.getAsDouble())) : x;
      }
      case Binary(var function) -> {
        OptionalDouble a = of(node.operand(0));
        OptionalDouble b = of(node.operand(1));
        yield a.isPresent() && b.isPresent()
            ? made(node, function.meaning().applyAsDouble(a.getAsDouble(), b.getAsDouble()))
            : OptionalDouble.empty();
      }
      case Select _ -> {
        OptionalDouble condition = of(node.operand(0));
        yield condition.isPresent()
            ? of(node.operand(condition.getAsDouble() != 0 ? 1 : 2))
            : condition;
      }
      default -> OptionalDouble.empty();
    };
  }

  private static OptionalDouble made(Node node, double value) {
    return OptionalDouble.of(
        switch (node.type().dtype()) {
          case F64 -> value;
          case F32 -> (float) value;
        });
  }
}
