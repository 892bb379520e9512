package dev.adjoint.graph;

import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What is known of a tensor before there are numbers: its precision and its symbolic shape.
public record TensorType(DType dtype, List<Dim> dims) {
  private static final TensorType SCALAR_F64 = new TensorType(DType.F64, List.of());
  private static final TensorType SCALAR_F32 = new TensorType(DType.F32, List.of());

  public TensorType {
    dims = List.copyOf(dims);
  }

  public static TensorType of(DType dtype, Dim... dims) {
    return dims.length == 0 ? scalar(dtype) : new TensorType(dtype, List.of(dims));
  }

  public static TensorType scalar(DType dtype) {
    return dtype == DType.F64 ? SCALAR_F64 : SCALAR_F32;
  }

  /// The type of tensors of one concrete shape.
  public static TensorType of(DType dtype, Shape shape) {
    return scalar(dtype)
        .withDims(java.util.Arrays.stream(shape.sizes()).mapToObj(Dim::of).toList());
  }

  public int rank() {
    return dims.size();
  }

  public Dim dim(int axis) {
    return dims.get(axis);
  }

  /// The number of elements.
  public Dim count() {
    return Dim.product(dims);
  }

  /// This precision in another shape.
  public TensorType withDims(List<Dim> to) {
    return to.isEmpty() ? scalar(dtype) : new TensorType(dtype, to);
  }

  /// The concrete shape where the names have these sizes.
  ///
  /// @throws IllegalArgumentException if a name has no size, or there are too many elements
  public Shape shape(Map<String, Integer> sizes) {
    return dims.isEmpty()
        ? Shape.SCALAR
        : Shape.of(dims.stream().mapToInt(dim -> dim.evaluate(sizes)).toArray());
  }

  /// Whether the shapes are one, axis by axis, as [Dim#matches] says.
  public boolean matches(List<Dim> that) {
    if (dims.size() != that.size()) {
      return false;
    }
    for (int axis = 0; axis < that.size(); axis++) {
      if (!dims.get(axis).matches(that.get(axis))) {
        return false;
      }
    }
    return true;
  }

  /// A shape as the language writes it: `[n, m]`, `scalar`.
  public static String print(List<Dim> dims) {
    return dims.isEmpty()
        ? "scalar"
        : dims.stream().map(Dim::toString).collect(Collectors.joining(", ", "[", "]"));
  }

  @Override
  public String toString() {
    return print(dims);
  }
}
