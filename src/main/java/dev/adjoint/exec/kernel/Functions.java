package dev.adjoint.exec.kernel;

import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.tensor.DType;
import java.util.Locale;

/// Which rows have functions of our own: in [DoubleMath] for one number and in [DoubleLanes] for
/// many, with the same bits. The others have their meaning only. Asking loads none of those classes.
final class Functions {
  private Functions() {}

  static boolean has(UnaryFunction row, DType type) {
    if (type != DType.F64) {
      return false;
    }
    return switch (row) {
      case EXP, EXPM1, LOG, LOG1P, SINH, COSH, TANH, SIGMOID, SILU, SOFTPLUS -> true;
      default -> false;
    };
  }

  /// The name of the methods of a row: `LEAKY_RELU` is `leakyRelu`.
  static String name(Enum<?> row) {
    StringBuilder name = new StringBuilder();
    for (String word : row.name().split("_")) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }
}
