package dev.adjoint.tensor;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.DoubleFunction;

/// Numbers as people read them.
///
/// A number is the shortest decimal that reads back the same, whole numbers without a point (`33`,
/// `0.1`, `1e-05`, `nan`, `inf`), as Python would print it but for the `.0`. In a tensor the
/// elements that are not whole carry at most 8 significant digits, and more than 1,000 elements are
/// cut to three at each end of an axis, as NumPy cuts them.
public final class TensorText {
  private static final int SUMMARISE_ABOVE = 1000;
  private static final int EDGE = 3;
  private static final MathContext ELEMENT = new MathContext(8);

  private TensorText() {}

  /// A tensor: a scalar as a number, others in nested brackets.
  public static String of(Tensor tensor) {
    return tensor.shape().rank() == 0
        ? number(tensor.at(0), tensor.dtype())
        : of(tensor, value -> element(value, tensor.dtype()));
  }

  /// A tensor in nested brackets, its elements as `element` writes them.
  public static String of(Tensor tensor, DoubleFunction<String> element) {
    StringBuilder out = new StringBuilder();
    append(out, tensor, element, 0, 0);
    return out.toString();
  }

  /// The shortest decimal that reads back as the same number of the given precision.
  public static String number(double value, DType dtype) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    return print(shortest(value, dtype));
  }

  private static BigDecimal shortest(double value, DType dtype) {
    return new BigDecimal(
        dtype == DType.F32 ? Float.toString((float) value) : Double.toString(value));
  }

  private static String print(BigDecimal decimal) {
    int exponent = decimal.precision() - decimal.scale() - 1;
    return exponent < -4 || exponent >= 16
        ? scientific(decimal, exponent)
        : decimal.stripTrailingZeros().toPlainString();
  }

  private static String scientific(BigDecimal decimal, int exponent) {
    BigDecimal mantissa = decimal.movePointLeft(exponent).stripTrailingZeros();
    return mantissa.toPlainString()
        + "e"
        + (exponent < 0 ? "-" : "+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }

  private static String element(double value, DType dtype) {
    if (!Double.isFinite(value) || value == Math.rint(value)) {
      return number(value, dtype);
    }
    return print(shortest(value, dtype).round(ELEMENT));
  }

  private static void append(
      StringBuilder out, Tensor tensor, DoubleFunction<String> element, int axis, int offset) {
    if (axis == tensor.shape().rank()) {
      out.append(element.apply(tensor.at(offset)));
      return;
    }
    int size = tensor.shape().size(axis);
    int stride = tensor.shape().strides()[axis];
    boolean last = axis == tensor.shape().rank() - 1;
    boolean cut = tensor.shape().count() > SUMMARISE_ABOVE && size > 2 * EDGE;
    String separator = last ? ", " : ",\n" + " ".repeat(axis + 1);
    out.append('[');
    for (int i = 0; i < size; i++) {
      if (i > 0) {
        out.append(separator);
      }
      if (cut && i == EDGE) {
        out.append("...").append(separator);
        i = size - EDGE;
      }
      append(out, tensor, element, axis + 1, offset + i * stride);
    }
    out.append(']');
  }
}
