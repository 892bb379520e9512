package dev.adjoint.exec;

import dev.adjoint.graph.Node;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.Arrays;

/// One array that steps read or write, by what decides which array it is.
sealed interface Slot {
  /// The value that is bound to a leaf.
  record Bound(Node leaf) implements Slot {}

  /// Always the same.
  record Fixed(Tensor value) implements Slot {}

  /// What steps hand on to one another: when nobody needs it any more, another may take its array.
  ///
  /// @param count how many elements there are
  record Passing(DType dtype, int count) implements Slot {}

  /// What is asked for: an array of its own.
  record Output(DType dtype, int count) implements Slot {}

  /// An array that the interpreter makes at every run.
  record Made() implements Slot {}

  /// A new array of zeros.
  static Object array(DType dtype, int count) {
    return switch (dtype) {
      case F64 -> new double[count];
      case F32 -> new float[count];
    };
  }

  /// The array of a tensor.
  static Object array(Tensor tensor) {
    return switch (tensor.dtype()) {
      case F64 -> tensor.doubles();
      case F32 -> tensor.floats();
    };
  }

  /// A new array with the first elements of another.
  static Object copy(Object array, int count) {
    return switch (array) {
      case double[] doubles -> Arrays.copyOf(doubles, count);
      case float[] floats -> Arrays.copyOf(floats, count);
      default -> throw new IllegalArgumentException("no array of numbers");
    };
  }

  /// The tensor on the front of an array: on the array itself if it is as long as that.
  static Tensor tensor(Shape shape, Object array) {
    int count = shape.count();
    return switch (array) {
      case double[] a when a.length == count -> Tensor.wrap(shape, a);
      case float[] a when a.length == count -> Tensor.wrap(shape, a);
      default -> tensor(shape, copy(array, count));
    };
  }
}
