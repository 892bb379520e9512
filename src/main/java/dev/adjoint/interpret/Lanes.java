package dev.adjoint.interpret;

import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.List;

/// The elements of a tensor in lanes: one lane holds those that differ only along some axes.
record Lanes(int count, int[] starts, int[] offsets) {

  /// Lanes over these axes, in the row-major order of the other axes.
  static Lanes of(Shape shape, List<Integer> axes) {
    int[] starts = {0};
    int[] offsets = {0};
    int[] strides = shape.strides();
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (axes.contains(axis)) {
        offsets = extend(offsets, shape.size(axis), strides[axis]);
      } else {
        starts = extend(starts, shape.size(axis), strides[axis]);
      }
    }
    return new Lanes(starts.length, starts, offsets);
  }

  private static int[] extend(int[] places, int size, int stride) {
    int[] result = new int[places.length * size];
    for (int i = 0; i < result.length; i++) {
      result[i] = places[i / size] + i % size * stride;
    }
    return result;
  }

  double[] read(Tensor from, int lane) {
    double[] values = new double[offsets.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = from.at(starts[lane] + offsets[i]);
    }
    return values;
  }

  void write(double[] to, int lane, double[] values) {
    for (int i = 0; i < values.length; i++) {
      to[starts[lane] + offsets[i]] = values[i];
    }
  }
}
