package dev.adjoint.draw.chart;

import java.util.ArrayList;
import java.util.List;

/// One axis of a plot: which numbers it holds, and which of them it names.
///
/// @param low the number at its beginning
/// @param high the number at its end
/// @param logarithmic whether equal lengths are equal ratios
/// @param ticks the numbers that it names, ascending
public record Axis(double low, double high, boolean logarithmic, List<Double> ticks) {
  private static final int TICKS = 6;
  private static final double[] ROUND = {1, 2, 5};
  private static final double LARGEST = 1e300; // so that differences and ratios stay finite

  /// An axis that begins and ends with these numbers, or at a tick where that is near: iterations
  /// 0 to 1999 end at 2000.
  ///
  /// @param spacing the least distance of two ticks
  public static Axis exact(double low, double high, double spacing) {
    double to = differ(low, high) ? high : low + Math.max(1, Math.abs(low));
    double step = Math.max(spacing, step(to - low));
    double next = Math.ceil(to / step) * step;
    double end = next - to < 0.02 * (to - low) ? next : to;
    return new Axis(low, end, false, multiples(step, Math.ceil(low / step), end));
  }

  /// An axis that holds these numbers and begins and ends at a tick, at 0 if that is not far.
  public static Axis linear(double low, double high) {
    if (!differ(low, high)) {
      double room = low == 0 ? 1 : Math.abs(low) / 2;
      return linear(low - room, low + room);
    }
    double from = low >= 0 && low <= high / 2 ? 0 : low;
    double step = step(high - from);
    double first = Math.floor(from / step);
    double end = Math.ceil(high / step) * step;
    return new Axis(first * step, end, false, multiples(step, first, end));
  }

  private static boolean differ(double low, double high) {
    return high - low > 1e-9 * Math.max(Math.abs(low), Math.abs(high));
  }

  /// An axis of equal ratios that holds these positive numbers and begins and ends at a tick.
  public static Axis logarithmic(double low, double high) {
    List<Double> ticks = new ArrayList<>();
    int first = (int) Math.floor(Math.log10(low));
    int last = (int) Math.ceil(Math.log10(high));
    int every = Math.ceilDiv(Math.max(1, last - first), TICKS);
    for (int decade = first; decade <= last; decade += every) {
      for (double digit : last - first > 2 ? new double[] {1} : ROUND) {
        ticks.add(decimal(digit, decade));
      }
    }
    while (ticks.size() > 2 && ticks.get(1) <= low) {
      ticks.removeFirst();
    }
    while (ticks.size() > 2 && ticks.get(ticks.size() - 2) >= high) {
      ticks.removeLast();
    }
    return new Axis(Math.min(low, ticks.getFirst()), Math.max(high, ticks.getLast()), true, ticks);
  }

  /// Where a number lies: 0 at the beginning of the axis, 1 at its end.
  public double place(double value) {
    return logarithmic
        ? (Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low))
        : (value - low) / (high - low);
  }

  /// Whether an axis has a place for this number.
  public static boolean holds(double value, boolean logarithmic) {
    return Math.abs(value) < LARGEST && (!logarithmic || value > 1 / LARGEST);
  }

  private static double step(double range) {
    double raw = range / TICKS;
    int decade = (int) Math.floor(Math.log10(raw));
    for (double digit : ROUND) {
      if (decimal(digit, decade) >= raw) {
        return decimal(digit, decade);
      }
    }
    return decimal(1, decade + 1);
  }

  private static List<Double> multiples(double step, double first, double end) {
    List<Double> ticks = new ArrayList<>();
    for (double k = first; k * step <= end + 1e-6 * step; k++) {
      ticks.add(k * step);
    }
    return ticks;
  }

  private static double decimal(double digit, int exponent) {
    return Double.parseDouble(digit + "e" + exponent);
  }
}
