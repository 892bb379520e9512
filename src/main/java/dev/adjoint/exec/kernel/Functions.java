package dev.adjoint.exec.kernel;

import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.UnaryFunction;
import java.util.Locale;

/// Which rows have functions of our own: in [DoubleMath] and [FloatMath] for one number, in
/// [DoubleLanes] and [FloatLanes] for many, with the same bits. The others have their meaning only.
/// Asking loads none of those classes.
final class Functions {
  private Functions() {}

  static boolean has(UnaryFunction row) {
    return switch (row) {
      case EXP, EXPM1, LOG, LOG1P, SIN, COS, TAN, ASIN, ACOS, ATAN, SINH, COSH, TANH -> true;
      case SIGMOID, SOFTPLUS, GELU, SILU, ERF -> true;
      case NEG, ABS, SIGN, SQRT, SQUARE, RECIPROCAL, RELU, FLOOR, CEIL, ROUND, NOT, STOP -> false;
    };
  }

  static boolean has(BinaryFunction row) {
    return switch (row) {
      case MOD, ELU, XLOGY -> true;
      default -> false;
    };
  }

  /// The name of the methods of a row: `LEAKY_RELU` is `leakyRelu`.
  static String name(Enum<?> row) {
    StringBuilder name = new StringBuilder();
    for (String word : row.name().toLowerCase(Locale.ROOT).split("_")) {
      name.append(name.isEmpty() ? word.charAt(0) : Character.toUpperCase(word.charAt(0)));
      name.append(word.substring(1));
    }
    return name.toString();
  }
}
