package dev.adjoint.draw.step;

import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.TensorText;
import java.math.BigDecimal;
import java.math.MathContext;

/// Numbers that are worked with in a line of text: four significant digits, whole numbers whole, and
/// so many digits near a whole number that it is told from that: `1 - 0.99988` must not read `1 - 1`.
final class Figures {
  private static final int DIGITS = 4;
  private static final int WHOLE = 7;
  private static final int NEAR = 9;

  private Figures() {}

  static String of(double value) {
    if (!Double.isFinite(value)) {
      return TensorText.number(value, DType.F64);
    }
    BigDecimal exact = new BigDecimal(value);
    int whole = exact.precision() - exact.scale();
    double rest = Math.abs(value - Math.rint(value));
    boolean isNear = Math.abs(value) > 0.5 && rest > 0 && rest < 0.01;
    int wanted = isNear ? whole + 2 - (int) Math.floor(Math.log10(rest)) : whole;
    int digits = Math.clamp(wanted, DIGITS, isNear ? NEAR : WHOLE);
    double rounded = exact.round(new MathContext(digits)).doubleValue();
    return TensorText.number(rounded == 0 ? 0 : rounded, DType.F64); // 0 for -0, too
  }

  /// As a factor or term: a negative number stands in parentheses.
  static String inside(double value) {
    String text = of(value);
    return text.startsWith("-") ? "(" + text + ")" : text;
  }

  /// The element to work out for a reader: the first that is not finite, else the first that is not
  /// 0, else the first.
  static int telling(Tensor tensor) {
    int first = -1;
    for (int i = 0; i < tensor.shape().count(); i++) {
      if (!Double.isFinite(tensor.at(i))) {
        return i;
      }
      first = first < 0 && tensor.at(i) != 0 ? i : first;
    }
    return Math.max(first, 0);
  }

  static int[] index(Tensor tensor, int offset) {
    int[] strides = tensor.shape().strides();
    int[] index = new int[strides.length];
    for (int axis = 0; axis < index.length; axis++) {
      index[axis] = offset / strides[axis] % tensor.shape().size(axis);
    }
    return index;
  }
}
