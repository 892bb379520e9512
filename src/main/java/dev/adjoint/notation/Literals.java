package dev.adjoint.notation;

import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Range;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.TensorText;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Numbers, tensors, sizes and places as the language writes them.
final class Literals {
  private Literals() {}

  /// A tensor by its elements, each so that it reads back the same.
  static Phrase of(Tensor tensor) {
    if (tensor.shape().rank() == 0) {
      return number(tensor.at(0), tensor.dtype());
    }
    return tensor.shape().count() == 0
        ? Phrase.atom("zeros(shape = %s)".formatted(List.of(boxed(tensor.shape().sizes()))))
        : Phrase.atom(elements(tensor, 0, 0));
  }

  private static String elements(Tensor tensor, int axis, int offset) {
    if (axis == tensor.shape().rank()) {
      return number(tensor.at(offset), tensor.dtype()).at(Strength.OR);
    }
    int stride = tensor.shape().strides()[axis];
    return IntStream.range(0, tensor.shape().size(axis))
        .mapToObj(i -> elements(tensor, axis + 1, offset + i * stride))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static Integer[] boxed(int[] sizes) {
    return IntStream.of(sizes).boxed().toArray(Integer[]::new);
  }

  static Phrase number(double value, DType dtype) {
    if (Double.isNaN(value)) {
      return new Phrase("inf - inf", Strength.SUM);
    }
    String text = TensorText.number(value, dtype);
    return new Phrase(text, text.startsWith("-") ? Strength.SIGN : Strength.ATOM);
  }

  /// A size as a number: `n`, `2 * n + 1`.
  static Phrase of(Dim dim) {
    String text = dim.toString().replace("*", " * ");
    boolean isSum = text.contains(" + ") || text.contains(" - ");
    Strength strength =
        isSum
            ? Strength.SUM
            : text.contains("*")
                ? Strength.PRODUCT
                : text.startsWith("-") ? Strength.SIGN : Strength.ATOM;
    return new Phrase(text, strength);
  }

  static String shape(List<Dim> dims) {
    return dims.stream().map(dim -> of(dim).text()).collect(Collectors.joining(", ", "[", "]"));
  }

  /// Places of an axis as a slice: `1:`, `::-1`, `0:5:2`. It stops at the place behind the last, for
  /// one that is further lies beyond the axis.
  static String range(Range range, Dim size) {
    if (range.equals(Range.all(size))) {
      return ":";
    }
    if (range.count().isOne() && range.step() != 1) {
      return range(new Range(range.start(), 1, Dim.ONE), size); // a 1, and no name that is 1
    }
    Dim behind = range.start().plus(stride(range)).plus(Dim.of(Integer.signum(range.step())));
    if (range.count().equals(Dim.ZERO)) {
      return "0:0";
    }
    boolean toEnd =
        range.step() > 0
            ? behind.equals(size)
            : behind.value().equals(OptionalInt.of(-1)); // -1 itself would be the last
    boolean fromEnd =
        range.step() > 0
            ? range.start().equals(Dim.ZERO)
            : range.start().equals(size.minus(Dim.ONE));
    return (fromEnd ? "" : of(range.start()).text())
        + ":"
        + (toEnd ? "" : of(behind).text())
        + (range.step() == 1 ? "" : ":" + range.step());
  }

  /// The way from the first place to the last.
  private static Dim stride(Range range) {
    return range.count().minus(Dim.ONE).times(Dim.of(range.step()));
  }
}
