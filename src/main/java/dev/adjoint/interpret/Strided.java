package dev.adjoint.interpret;

import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;

/// Reading and writing at regular distances: what transposing, slicing and repeating come down to.
final class Strided {
  private Strided() {}

  /// The tensor of `shape` whose element at an index is that of `from` at the place of the index.
  static Tensor read(Tensor from, Shape shape, int start, int[] strides) {
    Walk walk = new Walk(shape, start, strides);
    return Tensor.generate(from.dtype(), shape, _ -> from.at(walk.next()));
  }

  /// The tensor of `shape` that holds `x`'s elements at the places of their indices, else 0.
  static Tensor write(Tensor x, Shape shape, int start, int[] strides) {
    double[] result = new double[shape.count()];
    Walk walk = new Walk(x.shape(), start, strides);
    for (int i = 0; i < x.shape().count(); i++) {
      result[walk.next()] = x.at(i);
    }
    return Tensor.wrap(shape, result).as(x.dtype());
  }

  /// The places of all indices of a shape, in row-major order.
  private static final class Walk {
    private final int[] sizes;
    private final int[] strides;
    private final int[] index;
    private int place;

    Walk(Shape shape, int start, int[] strides) {
      this.sizes = shape.sizes();
      this.strides = strides;
      this.index = new int[sizes.length];
      this.place = start;
    }

    int next() {
      int now = place;
      for (int axis = sizes.length - 1; axis >= 0; axis--) {
        place += strides[axis];
        if (++index[axis] < sizes[axis]) {
          break;
        }
        place -= strides[axis] * sizes[axis];
        index[axis] = 0;
      }
      return now;
    }
  }
}
