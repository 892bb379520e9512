package dev.adjoint.draw.chart;

import dev.adjoint.draw.sketch.Numbers;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.TensorText;
import java.math.BigDecimal;
import java.math.RoundingMode;
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
  private static final double NARROW = 4; // a ratio with room for two of 1, 2, 5, 10 at best
  private static final double ROOM = 1.5; // a ratio beyond the numbers on a logarithmic axis
  private static final double LARGEST = 1e300; // so that differences and ratios stay finite

  /// An axis that begins and ends with these numbers, or at a tick where that is near: iterations
  /// 0 to 1999 end at 2000.
  ///
  /// @param spacing the least distance of two ticks
  public static Axis exact(double low, double high, double spacing) {
    double to = differ(low, high) ? high : low + Math.max(1, Math.abs(low));
    double step = Math.max(spacing, step(to - low));
    double next = Math.ceil(to / step) * step;
    double end = next - to <= Math.max(spacing, 0.02 * (to - low)) ? next : to;
    return new Axis(low, end, false, multiples(step, Math.ceil(low / step), end));
  }

  /// An axis that holds these numbers and begins and ends at a tick, at 0 if that is not far.
  public static Axis linear(double low, double high) {
    if (!differ(low, high)) {
      double room = Math.abs(low) <= 1 / LARGEST ? 1 : Math.abs(low) / 2;
      return linear(low - room, low + room);
    }
    double from = low >= 0 && low <= high / 2 ? 0 : low;
    double step = step(high - from);
    double first = Math.floor(from / step);
    double end = Math.ceil(high / step) * step;
    return new Axis(first * step, end, false, multiples(step, first, end));
  }

  private static boolean differ(double low, double high) {
    return high - low > Math.max(1e-9 * Math.max(Math.abs(low), Math.abs(high)), 1 / LARGEST);
  }

  /// An axis of equal ratios that holds these positive numbers and begins and ends at a tick, or
  /// where the next would leave much empty room, before that.
  public static Axis logarithmic(double low, double high) {
    if (high < NARROW * low) {
      Axis axis = linear(low, high);
      if (axis.low > 0) { // few powers of ten are near: round numbers are
        return new Axis(axis.low, axis.high, true, axis.ticks);
      }
    }
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
    Axis axis =
        new Axis(Math.min(low, ticks.getFirst()), Math.max(high, ticks.getLast()), true, ticks);
    return axis.within(Math.max(axis.low, low / ROOM), Math.min(axis.high, high * ROOM));
  }

  /// This axis cut to the numbers it holds, if that leaves it two ticks.
  Axis within(double from, double to) {
    List<Double> left = ticks.stream().filter(tick -> tick >= from && tick <= to).toList();
    return left.size() < 2 || from >= to ? this : new Axis(from, to, logarithmic, left);
  }

  /// A tick as a text, with as many digits as tell the ticks apart.
  public String label(double tick) {
    double apart = logarithmic ? tick : Double.POSITIVE_INFINITY; // ratios may be large: 1e-9, 1e-7
    for (int i = 1; i < ticks.size(); i++) {
      apart = Math.min(apart, ticks.get(i) - ticks.get(i - 1));
    }
    if (apart == 0 || Double.isInfinite(apart)) {
      return Numbers.print(tick);
    }
    int decade = (int) Math.floor(Math.log10(apart) + 1e-9);
    BigDecimal rounded = new BigDecimal(tick).setScale(-decade, RoundingMode.HALF_EVEN);
    return TensorText.number(rounded.doubleValue(), DType.F64);
  }

  /// Where a number lies: 0 at the beginning of the axis, 1 at its end.
  public double place(double value) {
    return logarithmic
        ? (Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low))
        : (value - low) / (high - low);
  }

  /// A number as far above the higher of two as a tenth of their distance.
  static double beyond(double low, double high, boolean logarithmic) {
    return logarithmic
        ? Math.min(LARGEST, Math.exp(1.1 * Math.log(high) - 0.1 * Math.log(low)))
        : high + 0.1 * (high - low);
  }

  /// Whether a number that has a place lies between the ends, but for rounding.
  boolean reaches(double value) {
    double place = place(value);
    return place >= -1e-6 && place <= 1 + 1e-6;
  }

  /// Whether an axis has a place for this number.
  public static boolean holds(double value, boolean logarithmic) {
    return Math.abs(value) < LARGEST && (!logarithmic || value >= 1 / LARGEST);
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
