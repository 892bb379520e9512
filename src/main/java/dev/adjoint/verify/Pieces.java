package dev.adjoint.verify;

import dev.adjoint.graph.Along;
import dev.adjoint.graph.Binary;
import dev.adjoint.graph.Concat;
import dev.adjoint.graph.Contract;
import dev.adjoint.graph.Gather;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Linear;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.Scatter;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.Unary;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.Map;

/// Which smooth pieces of the operations' functions the values of a graph lie on.
final class Pieces {
  private long print = 17;

  private Pieces() {}

  /// A fingerprint of the pieces of some nodes.
  static long of(Iterable<Node> nodes, Map<Node, Tensor> values) {
    Pieces pieces = new Pieces();
    nodes.forEach(node -> pieces.add(node, values));
    return pieces.print;
  }

  /// Whether a node's function has kinks at all.
  static boolean hasKinks(Node node) {
    return switch (node.op()) {
      case Unary unary -> unary.function().hasKinks();
      case Binary binary -> binary.function().hasKinks();
      case Reduce reduce ->
          switch (reduce.function()) {
            case MAX, MIN, ARGMAX, NORM, STD -> true;
            case SUM, MEAN, PROD, VAR, LOGSUMEXP -> false;
          };
      case Select _, Gather _, Scatter _ -> true;
      case Along _, Linear _, Concat _, Contract _, Leaf _ -> false;
    };
  }

  private void add(Node node, Map<Node, Tensor> values) {
    switch (node.op()) {
      case Unary unary -> {
        Tensor x = values.get(node.operand(0));
        for (int i = 0; i < x.shape().count(); i++) {
          add(unary.function().piece(x.at(i)));
        }
      }
      case Binary binary -> {
        Tensor a = values.get(node.operand(0));
        Tensor b = values.get(node.operand(1));
        for (int i = 0; i < a.shape().count(); i++) {
          add(binary.function().piece(a.at(i), b.at(i)));
        }
      }
      case Reduce reduce -> add(reduce, values.get(node.operand(0)), values.get(node));
      case Select _ -> {
        Tensor condition = values.get(node.operand(0));
        for (int i = 0; i < condition.shape().count(); i++) {
          add(condition.at(i) == 0 ? 0 : 1);
        }
      }
      case Gather _, Scatter _ -> addAll(values.get(node.operand(1)));
      case Along _, Linear _, Concat _, Contract _, Leaf _ -> {}
    }
  }

  private void add(Reduce reduce, Tensor x, Tensor y) {
    switch (reduce.function()) {
      case MAX, MIN -> {
        int[] strides = resultStrides(reduce, x.shape());
        for (int i = 0; i < x.shape().count(); i++) {
          add(x.at(i) == y.at(place(i, x.shape(), strides)) ? 1 : 0);
        }
      }
      case ARGMAX -> addAll(y);
      case NORM, STD -> {
        for (int i = 0; i < y.shape().count(); i++) {
          add(y.at(i) == 0 ? 0 : 1);
        }
      }
      case SUM, MEAN, PROD, VAR, LOGSUMEXP -> {}
    }
  }

  /// How far a step along each axis of the operand goes in the result.
  private static int[] resultStrides(Reduce reduce, Shape shape) {
    int[] strides = new int[shape.rank()];
    int stride = 1;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      if (!reduce.axes().contains(axis)) {
        strides[axis] = stride;
        stride *= shape.size(axis);
      }
    }
    return strides;
  }

  private static int place(int offset, Shape shape, int[] strides) {
    int rest = offset;
    int place = 0;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      place += rest % shape.size(axis) * strides[axis];
      rest /= shape.size(axis);
    }
    return place;
  }

  private void addAll(Tensor x) {
    for (int i = 0; i < x.shape().count(); i++) {
      add(x.at(i));
    }
  }

  private void add(double piece) {
    print = (print ^ Double.doubleToLongBits(piece + 0.0)) * 0x9E3779B97F4A7C15L;
    print ^= print >>> 29;
  }
}
