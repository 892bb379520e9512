package dev.adjoint.draw.step;

import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.TensorText;
import dev.adjoint.trace.Share;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/// Numbers that are worked with in a line of text: four significant digits for an element of a tensor
/// and seven for a scalar, as boxes show them; whole numbers whole, and so many digits near a whole number that it is told from that: `1 - 0.99988` must not read `1 - 1`.
final class Figures {
  private static final int DIGITS = 4;
  private static final int SCALAR = 7;
  private static final int WHOLE = 7;
  private static final int NEAR = 9;

  private static final Tensor ELEMENTS = Tensor.vector(0); // any that is no scalar

  private Figures() {}

  /// How many significant digits there are at least.
  enum Digits {
    /// As boxes show numbers.
    USUAL(0),
    MORE(6),
    MANY(10),
    /// So many that the number reads back the same.
    ALL(17);

    private final int least;

    Digits(int least) {
      this.least = least;
    }
  }

  static String of(double value) {
    return of(value, DIGITS);
  }

  /// @param tensor of what shape the number is one
  static String of(double value, Tensor tensor) {
    return of(value, digits(tensor));
  }

  static String of(double value, Tensor tensor, Digits digits) {
    return digits == Digits.ALL
        ? TensorText.number(value == 0 ? 0 : value, DType.F64)
        : of(value, Math.max(digits.least, digits(tensor)));
  }

  static String of(double value, Digits digits) {
    return of(value, ELEMENTS, digits);
  }

  private static int digits(Tensor tensor) {
    return tensor.shape().rank() == 0 ? SCALAR : DIGITS;
  }

  /// What a number comes to as it is printed.
  static double read(String text) {
    return switch (text) {
      case "nan" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  /// What the last digit counts that is shown of a number.
  static double unit(double value, Tensor tensor) {
    if (value == 0 || !Double.isFinite(value)) {
      return 0;
    }
    return Math.pow(10, Math.floor(Math.log10(Math.abs(value))) - digits(tensor) + 1);
  }

  private static String of(double value, int least) {
    if (!Double.isFinite(value)) {
      return TensorText.number(value, DType.F64);
    }
    BigDecimal exact = new BigDecimal(value);
    int whole = exact.precision() - exact.scale();
    double rest = Math.abs(value - Math.rint(value));
    boolean isNear = Math.abs(value) > 0.5 && rest > 0 && rest < 0.01;
    int wanted = isNear ? whole + 2 - (int) Math.floor(Math.log10(rest)) : whole;
    int digits = Math.max(least, Math.min(wanted, isNear ? NEAR : WHOLE));
    double rounded = exact.round(new MathContext(digits)).doubleValue();
    return TensorText.number(rounded == 0 ? 0 : rounded, DType.F64); // 0 for -0, too
  }

  /// As a factor or term: a negative number stands in parentheses.
  static String inside(String text) {
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

  /// The element at which a sum is worked out with all its terms: the first at which something is
  /// not finite, else the first at which the most of them are not 0.
  static int telling(Tensor sum, List<Share> shares) {
    int best = telling(sum);
    if (shares.stream().anyMatch(share -> share.value() == null)) {
      return best;
    }
    int most = 0;
    for (int i = 0; i < sum.shape().count(); i++) {
      boolean isFinite = Double.isFinite(sum.at(i));
      int terms = 0;
      for (Share share : shares) {
        isFinite &= Double.isFinite(share.value().at(i));
        terms += share.value().at(i) == 0 ? 0 : 1;
      }
      if (!isFinite) {
        return i;
      }
      best = terms > most ? i : best;
      most = Math.max(most, terms);
    }
    return best;
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
