package dev.adjoint.verify;

import java.util.function.DoubleFunction;

/// A derivative of a function of one number at 0, measured by differences.
///
/// Where the function is smooth a difference quotient is extrapolated as Ridders does it (Numerical
/// Recipes 5.7): central differences at ever smaller steps, combined so that the error's leading
/// powers cancel, and of all combinations the one whose neighbours differ least. Steps that cross a
/// kink are left out. Where every step crosses one, the kink is at 0, or next to it, and the
/// derivatives to its two sides are measured.
///
/// @param line the function, at a distance from 0
/// @param magnitude the largest number among the values that the function is computed of: its
///     rounding errors grow with it
/// @param tolerance how near a derivative must come, in parts of the scale
record Slope(DoubleFunction<Sample> line, double magnitude, double tolerance) {
  private static final double[] STARTS = {0x1p-5, 0x1p-12, 0x1p-19};
  private static final int STEPS = 7;
  private static final double FINEST = 0x1p-33;

  /// What a difference may be off by for each unit of magnitude: a few roundings.
  private static final double ROUNDING = 0x1p-50;

  /// What the measurement says of a derivative that is claimed.
  sealed interface Verdict {}

  /// The claim is borne out.
  ///
  /// @param doubt how far the measurement may be off
  record Right(double measured, double doubt) implements Verdict {}

  /// The claim is not borne out.
  record Wrong(double measured) implements Verdict {}

  /// There is a kink, and the claim does not lie between the derivatives to its two sides.
  record Kink() implements Verdict {}

  /// The values do not say: they are not finite, or change too fast.
  record Unmeasured() implements Verdict {}

  private record Estimate(double value, double doubt) {}

  /// @param scale what `claimed` is large or small beside
  Verdict judge(double claimed, double scale) {
    Sample base = line.apply(0);
    if (!Double.isFinite(base.value())) {
      return new Unmeasured();
    }
    Estimate best = new Estimate(Double.NaN, Double.POSITIVE_INFINITY);
    for (double start : STARTS) {
      Estimate found = extrapolate(base, start, claimed, scale);
      if (settles(claimed, found, scale)) {
        return new Right(found.value, found.doubt);
      }
      best = found.doubt < best.doubt ? found : best;
    }
    if (best.doubt == Double.POSITIVE_INFINITY) {
      return bySides(base, claimed, scale);
    }
    if (agrees(claimed, best, scale)) {
      double vague = Math.max(1e-4 * scale(claimed, best, scale), 1e-9 * magnitude);
      return best.doubt <= vague ? new Right(best.value, best.doubt) : new Unmeasured();
    }
    return isResolved(best, base) ? new Wrong(best.value) : new Unmeasured();
  }

  private static double scale(double claimed, Estimate found, double scale) {
    return Math.max(scale, Math.max(Math.abs(claimed), Math.abs(found.value)));
  }

  private boolean agrees(double claimed, Estimate found, double scale) {
    double allowed =
        tolerance * scale(claimed, found, scale) + 10 * found.doubt + ROUNDING * magnitude;
    return Math.abs(claimed - found.value) <= allowed;
  }

  private boolean settles(double claimed, Estimate found, double scale) {
    return found.doubt <= tolerance / 10 * scale(claimed, found, scale)
        && agrees(claimed, found, scale);
  }

  /// What moves only nearer to 0 than all steps would not be seen by them. The finest step is too
  /// rough for a measurement, but must not contradict it.
  private boolean isResolved(Estimate found, Sample base) {
    Sample up = line.apply(FINEST);
    Sample down = line.apply(-FINEST);
    if (!up.isBeside(base) || !down.isBeside(base)) {
      return false;
    }
    double value = (up.value() - down.value()) / (2 * FINEST);
    double doubt = noise(FINEST) + 1e-3 * Math.abs(found.value) + found.doubt;
    return Math.abs(value - found.value) <= 10 * doubt;
  }

  private double noise(double step) {
    return ROUNDING * magnitude / step;
  }

  private Estimate extrapolate(Sample base, double start, double claimed, double scale) {
    double[] previous = new double[STEPS];
    Estimate best = new Estimate(Double.NaN, Double.POSITIVE_INFINITY);
    double h = start;
    int known = 0; // rows of the table: those before a kink are of no use
    for (int i = 0; i < STEPS && !settles(claimed, best, scale); i++, h /= 2) {
      Sample up = line.apply(h);
      Sample down = line.apply(-h);
      if (!up.isBeside(base) || !down.isBeside(base)) {
        known = 0;
        continue;
      }
      double[] row = new double[STEPS];
      row[0] = (up.value() - down.value()) / (2 * h);
      double factor = 4;
      for (int j = 1; j <= known; j++, factor *= 4) {
        row[j] = (row[j - 1] * factor - previous[j - 1]) / (factor - 1);
        double spread = Math.max(Math.abs(row[j] - row[j - 1]), Math.abs(row[j] - previous[j - 1]));
        double doubt = spread + noise(h);
        if (doubt < best.doubt) {
          best = new Estimate(row[j], doubt);
        }
      }
      previous = row;
      known++;
    }
    return best;
  }

  private Verdict bySides(Sample base, double claimed, double scale) {
    Estimate right = side(base, 1);
    Estimate left = side(base, -1);
    double low = Math.min(left.value, right.value);
    double high = Math.max(left.value, right.value);
    double slack = 1e-5 * Math.max(scale, Math.max(Math.abs(low), Math.abs(high)));
    boolean between = claimed >= low - slack && claimed <= high + slack; // never if one is NaN
    return between ? new Right(claimed, slack) : new Kink();
  }

  /// The derivative to one side, from two steps within one piece.
  private Estimate side(Sample base, int sign) {
    for (double h = 0x1p-18; h > 0x1p-30; h /= 4) {
      Sample far = line.apply(sign * h);
      Sample near = line.apply(sign * h / 2);
      if (far.isBeside(near)) {
        double rough = (far.value() - base.value()) / (sign * h);
        double finer = (near.value() - base.value()) / (sign * h / 2);
        return new Estimate(2 * finer - rough, Math.abs(finer - rough));
      }
    }
    return new Estimate(Double.NaN, Double.POSITIVE_INFINITY);
  }
}
