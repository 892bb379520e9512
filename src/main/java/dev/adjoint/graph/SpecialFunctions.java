package dev.adjoint.graph;

/// Functions of one number that [Math] lacks.
final class SpecialFunctions {
  private static final double TWO_OVER_SQRT_PI_LESS_1 = 0x1.06eba8214db69p-3;
  private static final double ONE_OVER_SQRT_2_PI = 0x1.9884533d43651p-2;
  private static final double ONE_OVER_SQRT_2_PI_ERROR = -0x1.2p-54;

  private SpecialFunctions() {}

  /// 1 / (1 + exp(-x)), without overflow on either side.
  static double sigmoid(double x) {
    if (x >= 0) {
      return 1 / (1 + Math.exp(-x));
    }
    double e = Math.exp(x);
    return e / (1 + e);
  }

  /// x times sigmoid(x), exact to a few units in the last place where sigmoid has no digits left.
  static double silu(double x) {
    double half = Math.exp(x / 2);
    return x < -700 ? x * half * half : x / (1 + Math.exp(-x));
  }

  /// log(1 + exp(x)), without overflow.
  static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  /// The error function, 2/√π ∫₀ˣ exp(-t²) dt, to a unit in the last place.
  ///
  /// Below 1 by its power series (Abramowitz and Stegun 7.1.5), whose sum hardly moves `x`; from there
  /// on it is 1 but for a small tail.
  static double erf(double x) {
    double a = Math.abs(x);
    if (a >= 1) {
      return Math.signum(x) * (1 - normalTail(a * Math.sqrt(2), 2));
    }
    double z = x * x;
    double sum = 0;
    for (int n = 22; n >= 1; n--) {
      sum = 1.0 / (2 * n + 1) - z / (n + 1) * sum;
    }
    return x + x * (TWO_OVER_SQRT_PI_LESS_1 - (1 + TWO_OVER_SQRT_PI_LESS_1) * z * sum);
  }

  /// x times the normal distribution function of x, to a few units in the last place: below 0 too,
  /// where it becomes small and `1 + erf(x/√2)` has no digits left.
  static double gelu(double x) {
    return x < -0.5 ? normalTail(-x, x) : 0.5 * x * (1 + erf(x / Math.sqrt(2)));
  }

  /// So many times the probability that a normally distributed number is above x, for x from 1/2 on:
  /// by the continued fraction of Laplace, exp(-x²/2)/√(2π) / (x + 1/(x + 2/(x + ...))) (Abramowitz and
  /// Stegun 26.2.14). What rounding loses, but in `exp`, is made good.
  private static double normalTail(double x, double times) {
    if (x > 40) {
      return times * 0;
    }
    double rest = x;
    for (int k = (int) (30 + 500 / (x * x)); k >= 2; k--) {
      rest = x + k / rest;
    }
    double fraction = x + 1 / rest;
    double fractionError = 1 / rest - (fraction - x);
    double square = x * x;
    double squareError = Math.fma(x, x, -square);
    double exp = Math.exp(-square / 2);
    double density = exp * ONE_OVER_SQRT_2_PI;
    double densityError =
        Math.fma(exp, ONE_OVER_SQRT_2_PI, -density)
            + density * (ONE_OVER_SQRT_2_PI_ERROR - squareError / 2);
    double quotient = density / fraction;
    double remainder = Math.fma(-quotient, fraction, density) - quotient * fractionError;
    return Math.fma(times, quotient, times * (remainder + densityError) / fraction);
  }
}
