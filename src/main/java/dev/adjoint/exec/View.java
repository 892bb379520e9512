package dev.adjoint.exec;

import dev.adjoint.tensor.Shape;
import java.util.Arrays;

/// How the elements of a value lie among those of a stored one: the element at an index is at
/// `start` plus each index times its stride. Transposing, slicing and repeating change nothing else.
///
/// @param root the place in the graph of the node whose value is stored
record View(int root, int start, int[] strides) {

  /// All elements of a stored value, as they are.
  static View of(int root, Shape shape) {
    return new View(root, 0, shape.strides());
  }

  /// Whether the elements are those of the stored value, one after the other, from the first on.
  boolean isWhole(Shape shape) {
    return start == 0 && isContiguous(shape, strides);
  }

  private static boolean isContiguous(Shape shape, int[] strides) {
    int stride = 1;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      if (shape.size(axis) != 1 && strides[axis] != stride) {
        return false;
      }
      stride *= shape.size(axis);
    }
    return true;
  }

  /// Whether the elements lie one after the other, from wherever on.
  boolean isContiguous(Shape shape) {
    return isContiguous(shape, strides);
  }

  /// The same with the axes in another order.
  View permuted(int[] order) {
    return new View(root, start, Arrays.stream(order).map(axis -> strides[axis]).toArray());
  }
}
