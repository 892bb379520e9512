package dev.adjoint.graph;

/// Functions of one number that [Math] lacks.
final class SpecialFunctions {
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

  /// The error function, 2/√π ∫₀ˣ exp(-t²) dt, to a few units in the last place.
  ///
  /// Below 2.5 by the series of positive terms (Abramowitz and Stegun 7.1.6), which loses nothing to
  /// cancellation; above by the continued fraction of erfc (7.1.14), evaluated backwards.
  static double erf(double x) {
    double a = Math.abs(x);
    if (Double.isNaN(x) || x == 0) {
      return x;
    }
    if (a > 6) {
      return Math.signum(x);
    }
    if (a >= 2.5) {
      double fraction = 0;
      for (int k = 60; k >= 1; k--) {
        fraction = k / 2.0 / (a + fraction);
      }
      double erfc = Math.exp(-a * a) / Math.sqrt(Math.PI) / (a + fraction);
      return Math.signum(x) * (1 - erfc);
    }
    double term = 2 / Math.sqrt(Math.PI) * x * Math.exp(-x * x);
    double sum = 0;
    for (int n = 0; sum + term != sum; n++) {
      sum += term;
      term *= 2 * x * x / (2 * n + 3);
    }
    return sum;
  }
}
