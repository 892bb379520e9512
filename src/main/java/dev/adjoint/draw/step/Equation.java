package dev.adjoint.draw.step;

import dev.adjoint.draw.step.Figures.Digits;
import dev.adjoint.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/// A calculation with its result, true as it is printed: who works it out with the numbers that are
/// shown gets the result to the digits that are shown. Where the usual digits are too few for that,
/// as in `log(0.99999999999975) = -2.5e-13`, more are shown; where they are off by no more than
/// rounding leaves, the sign is `≈`.
///
/// @param left `3 * 2`
/// @param isExact to the digits that are shown
/// @param right `6`
record Equation(String left, boolean isExact, String right) {
  private static final double ROUNDING = 10; // units in the last place shown
  private static final double FAR = 100;

  /// One side of an equation.
  ///
  /// @param value what comes out with the numbers as they are printed; nothing where not all of them
  ///     are
  record Side(String text, OptionalDouble value) {

    /// The sum of some, the others told by dots.
    ///
    /// @param terms at least one
    static Side sum(List<Side> terms, boolean isWhole) {
      StringBuilder text = new StringBuilder();
      double sum = 0;
      boolean isKnown = isWhole;
      for (int i = 0; i < terms.size(); i++) {
        boolean isAfterDots = !isWhole && i == terms.size() - 1;
        text.append(i == 0 ? "" : " + ")
            .append(isAfterDots ? "… + " : "")
            .append(terms.get(i).text);
        isKnown &= terms.get(i).value.isPresent();
        sum += terms.get(i).value.orElse(0);
      }
      return new Side(text.toString(), isKnown ? OptionalDouble.of(sum) : OptionalDouble.empty());
    }
  }

  /// Finds the digits; nothing where no digits help, as where `log(1 - 1)` was computed in a form that
  /// keeps what is lost here.
  ///
  /// @param left the calculation, or nothing if there is nothing short to say
  /// @param result what comes out, an element of a tensor like `tensor`
  static Optional<Equation> of(
      Function<Digits, Optional<Side>> left, double result, Tensor tensor) {
    String right = Figures.of(result, tensor);
    Optional<Side> usual = left.apply(Digits.USUAL);
    if (usual.isEmpty() || isTrue(usual.get(), right, tensor, 1)) {
      return usual.map(side -> new Equation(side.text, true, right));
    }
    if (!isTrue(usual.get(), right, tensor, ROUNDING)) {
      for (Digits digits : List.of(Digits.MORE, Digits.MANY, Digits.ALL)) {
        Side side = left.apply(digits).orElseThrow();
        if (isTrue(side, right, tensor, 1)) {
          return Optional.of(new Equation(side.text, true, right));
        }
      }
    }
    return isTrue(usual.get(), right, tensor, FAR)
        ? Optional.of(new Equation(usual.get().text, false, right))
        : Optional.empty();
  }

  private static boolean isTrue(Side side, String right, Tensor tensor, double units) {
    double expected = Figures.read(right);
    return side.value.isEmpty()
        || Double.compare(side.value.getAsDouble(), expected) == 0
        || Math.abs(side.value.getAsDouble() - expected) <= units * Figures.unit(expected, tensor);
  }

  /// ` = `, or ` ≈ `
  String sign() {
    return isExact ? " = " : " ≈ ";
  }

  /// Whether it says nothing: `6 = 6`.
  boolean isIdle() {
    return left.equals(right);
  }

  @Override
  public String toString() {
    return isIdle() ? right : left + sign() + right;
  }
}
