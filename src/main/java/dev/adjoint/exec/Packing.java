package dev.adjoint.exec;

import java.util.Arrays;

/// Brings together elements that lie at regular distances, for loops that want them one after the
/// other.
///
/// @param start where the first lies
/// @param sizes of the domain, neighbouring axes joined where they can be
/// @param strides the distance between neighbours along each
record Packing(int start, int[] sizes, int[] strides) {

  /// @param sizes of the domain
  static Packing of(int start, int[] sizes, int[] strides) {
    int[] joinedSizes = new int[sizes.length];
    int[] joinedStrides = new int[sizes.length];
    int count = 0;
    for (int axis = 0; axis < sizes.length; axis++) {
      if (count > 0 && joinedStrides[count - 1] == strides[axis] * sizes[axis]) {
        joinedSizes[count - 1] *= sizes[axis];
        joinedStrides[count - 1] = strides[axis];
      } else {
        joinedSizes[count] = sizes[axis];
        joinedStrides[count++] = strides[axis];
      }
    }
    return new Packing(
        start, Arrays.copyOf(joinedSizes, count), Arrays.copyOf(joinedStrides, count));
  }

  /// Whether all elements are one.
  boolean isScalar() {
    return Arrays.stream(strides).allMatch(stride -> stride == 0);
  }

  /// Whether the elements lie one after the other.
  boolean isContiguous() {
    return sizes.length == 0 || sizes.length == 1 && strides[0] == 1;
  }

  /// Copies the elements `from` to `from + length` of the domain, row-major, to `to` of `target`.
  void pack(Object source, int from, int length, Object target, int to) {
    int last = sizes.length - 1;
    int inner = sizes[last];
    int stride = strides[last];
    int end = from + length;
    for (int at = from; at < end; ) {
      int within = at % inner;
      int next = Math.min(end, at - within + inner);
      int place = place(at / inner) + within * stride;
      if (source instanceof double[] doubles) {
        copy(doubles, place, stride, next - at, (double[]) target, to + at - from);
      } else {
        copy((float[]) source, place, stride, next - at, (float[]) target, to + at - from);
      }
      at = next;
    }
  }

  /// Where a run along the last axis begins.
  private int place(int run) {
    int place = start;
    int rest = run;
    for (int axis = sizes.length - 2; axis >= 0; axis--) {
      place += rest % sizes[axis] * strides[axis];
      rest /= sizes[axis];
    }
    return place;
  }

  private static void copy(
      double[] source, int place, int stride, int count, double[] target, int to) {
    if (stride == 1) {
      System.arraycopy(source, place, target, to, count);
    } else if (stride == 0) {
      Arrays.fill(target, to, to + count, source[place]);
    } else {
      for (int i = 0; i < count; i++) {
        target[to + i] = source[place + i * stride];
      }
    }
  }

  private static void copy(
      float[] source, int place, int stride, int count, float[] target, int to) {
    if (stride == 1) {
      System.arraycopy(source, place, target, to, count);
    } else if (stride == 0) {
      Arrays.fill(target, to, to + count, source[place]);
    } else {
      for (int i = 0; i < count; i++) {
        target[to + i] = source[place + i * stride];
      }
    }
  }
}
