package dev.adjoint.rewrite.algebra;

/// A number as a quotient, so that a third stays `1 / 3` and is not 0.333….
///
/// @param denominator above 0
record Ratio(double numerator, double denominator) {
  static final Ratio ONE = new Ratio(1, 1);

  // Whole numbers above this may not be whole any more.
  private static final double LARGEST_WHOLE = 1L << 53;

  Ratio {
    if (isShorter(numerator / denominator, numerator)) {
      numerator = numerator / denominator;
      denominator = 1;
    }
    double divisor = gcd(Math.abs(numerator), denominator);
    numerator = divisor > 1 ? numerator / divisor : numerator;
    denominator = divisor > 1 ? denominator / divisor : denominator;
  }

  static Ratio of(double number) {
    return new Ratio(number, 1);
  }

  /// Whether a quotient of a number that is not whole has no more digits than the number: that of 0.2
  /// by 2, not that by 3.
  private static boolean isShorter(double quotient, double number) {
    return number != Math.rint(number)
        && Double.toString(quotient).length() <= Double.toString(number).length();
  }

  private static double gcd(double a, double b) {
    if (!isWhole(a) || !isWhole(b)) {
      return 1;
    }
    return b == 0 ? a : gcd(b, a % b); // as deep as a number has bits
  }

  private static boolean isWhole(double x) {
    return x == Math.rint(x) && x < LARGEST_WHOLE;
  }

  Ratio times(Ratio that) {
    return new Ratio(numerator * that.numerator, denominator * that.denominator);
  }

  Ratio plus(Ratio that) {
    return denominator == that.denominator
        ? new Ratio(numerator + that.numerator, denominator)
        : new Ratio(
            numerator * that.denominator + that.numerator * denominator,
            denominator * that.denominator);
  }

  /// 1 over this, which is not 0.
  Ratio reciprocal() {
    return new Ratio(Math.copySign(denominator, numerator), Math.abs(numerator));
  }

  Ratio negate() {
    return new Ratio(-numerator, denominator);
  }

  Ratio magnitude() {
    return new Ratio(Math.abs(numerator), denominator);
  }

  boolean isNegative() {
    return numerator < 0;
  }

  boolean isZero() {
    return numerator == 0;
  }

  double value() {
    return numerator / denominator;
  }
}
