package dev.adjoint.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;

/// The sizes of a tensor along its axes, row-major: the last axis varies fastest. A scalar is `[]`.
public final class Shape {
  public static final Shape SCALAR = new Shape(new int[0], 1);

  private final int[] sizes;
  private final int count;

  private Shape(int[] sizes, int count) {
    this.sizes = sizes;
    this.count = count;
  }

  /// The shape with these sizes, each at least 0.
  ///
  /// @throws IllegalArgumentException if a size is negative, or the elements are more than an
  ///     array holds (2^31 - 1)
  public static Shape of(int... sizes) {
    boolean empty = Arrays.stream(sizes).anyMatch(size -> size == 0);
    long count = empty ? 0 : 1;
    for (int size : sizes) {
      if (size < 0) {
        throw new IllegalArgumentException("a size is at least 0, not " + size);
      }
      count *= size;
      if (count > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "shape "
                + Arrays.toString(sizes)
                + " has more than "
                + Integer.MAX_VALUE
                + " elements");
      }
    }
    return sizes.length == 0 ? SCALAR : new Shape(sizes.clone(), (int) count);
  }

  public int rank() {
    return sizes.length;
  }

  /// The size of `axis`, from 0.
  public int size(int axis) {
    return sizes[axis];
  }

  /// The number of elements.
  public int count() {
    return count;
  }

  public int[] sizes() {
    return sizes.clone();
  }

  /// The distance in elements between neighbours along each axis.
  public int[] strides() {
    int[] strides = new int[sizes.length];
    int stride = 1;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= Math.max(1, sizes[axis]);
    }
    return strides;
  }

  /// The offset of an element in row-major order.
  ///
  /// @throws IndexOutOfBoundsException if the index does not lie within this shape
  public int offset(int... index) {
    if (index.length != sizes.length) {
      throw new IndexOutOfBoundsException(
          "shape " + this + " takes " + sizes.length + " indices, not " + index.length);
    }
    int offset = 0;
    for (int axis = 0; axis < sizes.length; axis++) {
      offset = offset * sizes[axis] + java.util.Objects.checkIndex(index[axis], sizes[axis]);
    }
    return offset;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape that && Arrays.equals(sizes, that.sizes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sizes);
  }

  /// `[2, 3]`.
  @Override
  public String toString() {
    return Arrays.stream(sizes)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
