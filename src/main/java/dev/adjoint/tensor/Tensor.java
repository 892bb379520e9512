package dev.adjoint.tensor;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;

/// Dense numbers in row-major order, on a plain heap array. Immutable: no method changes a tensor,
/// and the public factories and accessors copy.
///
/// Equality is by precision, shape and the bits of the elements (so NaN equals NaN, and 0 is not
/// -0).
public final class Tensor {
  private final Shape shape;
  private final double[] f64; // exactly one of the two is there
  private final float[] f32;

  private Tensor(Shape shape, double[] f64, float[] f32) {
    int length = f64 != null ? f64.length : f32.length;
    if (length != shape.count()) {
      throw new IllegalArgumentException(
          "shape " + shape + " holds " + shape.count() + " elements, not " + length);
    }
    this.shape = shape;
    this.f64 = f64;
    this.f32 = f32;
  }

  /// A scalar in f64.
  public static Tensor scalar(double value) {
    return new Tensor(Shape.SCALAR, new double[] {value}, null);
  }

  /// A vector `[values.length]` in f64.
  public static Tensor vector(double... values) {
    return of(Shape.of(values.length), values);
  }

  /// A matrix `[rows.length, rows[0].length]` in f64.
  ///
  /// @throws IllegalArgumentException if the rows differ in length
  public static Tensor matrix(double[]... rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    for (double[] row : rows) {
      if (row.length != columns) {
        throw new IllegalArgumentException(
            "a matrix's rows are of one length, not " + columns + " and " + row.length);
      }
    }
    double[] values = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    return new Tensor(Shape.of(rows.length, columns), values, null);
  }

  /// A tensor in f64 with a copy of `values`, row-major.
  public static Tensor of(Shape shape, double... values) {
    return new Tensor(shape, values.clone(), null);
  }

  /// A tensor in f32 with a copy of `values`, row-major.
  public static Tensor of(Shape shape, float... values) {
    return new Tensor(shape, null, values.clone());
  }

  /// A tensor on `values` itself: for code that made the array and gives it away.
  public static Tensor wrap(Shape shape, double[] values) {
    return new Tensor(shape, values, null);
  }

  /// A tensor on `values` itself: for code that made the array and gives it away.
  public static Tensor wrap(Shape shape, float[] values) {
    return new Tensor(shape, null, values);
  }

  /// The tensor whose element at row-major offset `i` is `element(i)`, rounded to `dtype`.
  public static Tensor generate(DType dtype, Shape shape, IntToDoubleFunction element) {
    int count = shape.count();
    return switch (dtype) {
      case F64 -> {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
          values[i] = element.applyAsDouble(i);
        }
        yield wrap(shape, values);
      }
      case F32 -> {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
          values[i] = (float) element.applyAsDouble(i);
        }
        yield wrap(shape, values);
      }
    };
  }

  /// `value` everywhere.
  public static Tensor full(DType dtype, Shape shape, double value) {
    return generate(dtype, shape, i -> value);
  }

  public Shape shape() {
    return shape;
  }

  public DType dtype() {
    return f64 != null ? DType.F64 : DType.F32;
  }

  /// The element at a row-major offset from 0.
  public double at(int offset) {
    return f64 != null ? f64[offset] : f32[offset];
  }

  /// The element at an index: one number for each axis, from 0.
  ///
  /// @throws IndexOutOfBoundsException if the index does not lie within the shape
  public double get(int... index) {
    return at(shape.offset(index));
  }

  /// The one element of a tensor that has one.
  ///
  /// @throws IllegalStateException if it has more, or none
  public double item() {
    if (shape.count() != 1) {
      throw new IllegalStateException("a tensor " + shape + " is not one number");
    }
    return at(0);
  }

  /// The elements, row-major, in an array of the caller's own.
  public double[] toDoubles() {
    double[] values = new double[shape.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = at(i);
    }
    return values;
  }

  /// The array beneath, not a copy, of an f64 tensor: to read, never to write.
  ///
  /// @throws IllegalStateException if the tensor is f32
  public double[] doubles() {
    if (f64 == null) {
      throw new IllegalStateException("this tensor is f32");
    }
    return f64;
  }

  /// The array beneath, not a copy, of an f32 tensor: to read, never to write.
  ///
  /// @throws IllegalStateException if the tensor is f64
  public float[] floats() {
    if (f32 == null) {
      throw new IllegalStateException("this tensor is f64");
    }
    return f32;
  }

  /// The same elements in another shape of the same count; nothing is copied.
  public Tensor reshape(Shape to) {
    return new Tensor(to, f64, f32);
  }

  /// This tensor in `dtype`, rounded to nearest; itself if it is so already.
  public Tensor as(DType dtype) {
    return dtype == dtype() ? this : generate(dtype, shape, this::at);
  }

  /// The slabs at these places of one axis, in this order; a place may occur any number of times.
  ///
  /// @throws IndexOutOfBoundsException if a place lies outside the axis
  public Tensor take(int axis, int... places) {
    int size = shape.size(axis);
    int[] sizes = shape.sizes();
    sizes[axis] = places.length;
    Shape to = Shape.of(sizes);
    Object taken = f64 != null ? new double[to.count()] : new float[to.count()];
    take(axis, places, 0, places.length, taken);
    return f64 != null ? wrap(to, (double[]) taken) : wrap(to, (float[]) taken);
  }

  /// The slabs at some places of one axis, `count` of them from the one numbered `first`, written to
  /// an array of this tensor's precision.
  ///
  /// @throws IndexOutOfBoundsException if a place lies outside the axis
  public void take(int axis, int[] places, int first, int count, Object array) {
    int size = shape.size(axis);
    int inner = shape.strides()[axis];
    Object from = f64 != null ? f64 : f32;
    int slabs = inner == 0 || size == 0 ? 0 : shape.count() / inner / size * count;
    for (int slab = 0; slab < slabs; slab++) {
      int place = java.util.Objects.checkIndex(places[first + slab % count], size);
      int start = (slab / count * size + place) * inner;
      System.arraycopy(from, start, array, slab * inner, inner);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor that
        && shape.equals(that.shape)
        && Arrays.equals(f64, that.f64)
        && Arrays.equals(f32, that.f32);
  }

  @Override
  public int hashCode() {
    return Objects.hash(shape, Arrays.hashCode(f64), Arrays.hashCode(f32));
  }

  /// The numbers as [TensorText] writes them.
  @Override
  public String toString() {
    return TensorText.of(this);
  }
}
