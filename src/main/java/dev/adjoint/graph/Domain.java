package dev.adjoint.graph;

/// Where a function of a real number is defined: the open interval between two numbers. Values for
/// tests and random checks are drawn from it.
///
/// @param low the number below all, or -∞
/// @param high the number above all, or ∞
public record Domain(double low, double high) {
  public static final Domain REAL = new Domain(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  public static final Domain POSITIVE = new Domain(0, Double.POSITIVE_INFINITY);
  public static final Domain ABOVE_MINUS_ONE = new Domain(-1, Double.POSITIVE_INFINITY);
  public static final Domain WITHIN_ONE = new Domain(-1, 1);
  public static final Domain QUARTER_TURN = new Domain(-Math.PI / 2, Math.PI / 2);

  public boolean contains(double x) {
    return low < x && x < high;
  }

  /// Spreads `u`, from 0 to 1, over the part of the domain where numbers are of ordinary size: it
  /// stays clear of the ends, and within 3 of 0 where the domain reaches that far.
  public double at(double u) {
    double margin = Double.isInfinite(low) && Double.isInfinite(high) ? 0 : 0.05;
    double from = Math.max(low + margin, -3);
    double to = Math.min(high - margin, 3);
    return from + u * (to - from);
  }
}
