package dev.adjoint.exec.kernel;

import static dev.adjoint.exec.kernel.DoubleCoefficients.*;
import static dev.adjoint.exec.kernel.DoubleMath.bits;
import static dev.adjoint.exec.kernel.DoubleMath.withSign;
import static java.lang.Math.abs;
import static java.lang.Math.fma;

/// The functions of angles, and their inverses, as [DoubleMath] has the others: by the operations of
/// [DoubleTrigonometryLanes].
final class DoubleTrigonometry {
  private DoubleTrigonometry() {}

  static double sin(double x) {
    long quadrant = quadrant(x);
    double r = angle(x);
    double low = angleLow(x);
    double y = (quadrant & 1) == 0 ? sinReduced(r, low) : cosReduced(r, low);
    y = (quadrant & 2) == 0 ? y : -y;
    return abs(x) > FAR ? Math.sin(x) : y;
  }

  static double cos(double x) {
    long quadrant = quadrant(x);
    double r = angle(x);
    double low = angleLow(x);
    double y = (quadrant & 1) == 0 ? cosReduced(r, low) : sinReduced(r, low);
    y = (quadrant + 1 & 2) == 0 ? y : -y;
    return abs(x) > FAR ? Math.cos(x) : y;
  }

  static double tan(double x) {
    double r = angle(x);
    double low = angleLow(x);
    double s = sinReduced(r, low);
    double c = cosReduced(r, low);
    double y = (quadrant(x) & 1) == 0 ? s / c : c / -s;
    return abs(x) > FAR ? Math.tan(x) : y;
  }

  /// From 1/2 up it is π/2 - 2·asin(√((1 - x)/2)).
  static double asin(double x) {
    double a = abs(x);
    double z = a > 0.5 ? 0.5 - 0.5 * a : x * x;
    double root = Math.sqrt(z);
    double s = a > 0.5 ? root : a;
    double tail = s * z * asinTail(z);
    double large = PI_HALF - 2 * s - (2 * tail - PI_HALF_LOW);
    return withSign(a > 0.5 ? large : a + tail, x);
  }

  static double acos(double x) {
    double a = abs(x);
    double z = a > 0.5 ? 0.5 - 0.5 * a : x * x;
    double root = Math.sqrt(z);
    double s = a > 0.5 ? root : x;
    double tail = s * z * asinTail(z);
    double small = PI_HALF - (s - (PI_HALF_LOW - tail));
    double below = 2 * (PI_HALF - s - (tail - PI_HALF_LOW));
    double large = x < 0 ? below : 2 * (s + tail);
    return a > 0.5 ? large : small;
  }

  /// The arc tangent of the nearest c of 0, 1/2, 1, 3/2 and ∞, plus that of t = (x - c)/(1 + c·x).
  /// Source: FreeBSD's s_atan.c, 1993.
  static double atan(double x) {
    double a = abs(x);
    double c = a > 0.4375 ? 0.5 : 0;
    double high = a > 0.4375 ? ATAN_HALF : 0;
    double low = a > 0.4375 ? ATAN_HALF_LOW : 0;
    c = a > 0.6875 ? 1 : c;
    high = a > 0.6875 ? PI_QUARTER : high;
    low = a > 0.6875 ? PI_QUARTER_LOW : low;
    c = a > 1.1875 ? 1.5 : c;
    high = a > 1.1875 ? ATAN_3_HALVES : high;
    low = a > 1.1875 ? ATAN_3_HALVES_LOW : low;
    high = a > 2.4375 ? PI_HALF : high;
    low = a > 2.4375 ? PI_HALF_LOW : low;
    double t = (a > 2.4375 ? -1 : a - c) / (a > 2.4375 ? a : fma(a, c, 1));
    double z = t * t;
    return withSign(high + (t + fma(t * z, atanTail(z), low)), x);
  }

  /// The whole number of quarter turns nearest to x: its last bits.
  private static long quadrant(double x) {
    return bits(fma(x, TWO_OVER_PI, ROUND));
  }

  /// x less these quarter turns. The first product is subtracted without error.
  private static double angle(double x) {
    double n = fma(x, TWO_OVER_PI, ROUND) - ROUND;
    return fma(n, -PI_HALF_LOW, fma(n, -PI_HALF, x));
  }

  /// What [#angle] lacks.
  private static double angleLow(double x) {
    double n = fma(x, TWO_OVER_PI, ROUND) - ROUND;
    double high = fma(n, -PI_HALF, x);
    double rest = fma(n, -PI_HALF_LOW, high - fma(n, -PI_HALF_LOW, high));
    return fma(n, -PI_HALF_LOWEST, rest);
  }

  private static double sinReduced(double r, double low) {
    double z = r * r;
    double w = z * z;
    double even = fma(fma(w, SIN_11, SIN_7), w, SIN_3);
    double odd = fma(fma(w, SIN_13, SIN_9), w, SIN_5);
    double y = r + fma(r * z, fma(odd, z, even), low);
    return r == 0 ? r : y;
  }

  private static double cosReduced(double r, double low) {
    double z = r * r;
    double w = z * z;
    double even = fma(fma(w, COS_12, COS_8), w, COS_4);
    double odd = fma(fma(w, COS_14, COS_10), w, COS_6);
    double half = 0.5 * z;
    double first = 1 - half;
    double error = 1 - first - half;
    return first + (error + fma(w, fma(odd, z, even), -r * low));
  }

  private static double asinTail(double z) {
    double w = z * z;
    double even = fma(fma(fma(w, ASIN_23, ASIN_19), w, ASIN_15), w, ASIN_11);
    even = fma(fma(even, w, ASIN_7), w, ASIN_3);
    double odd = fma(fma(fma(w, ASIN_25, ASIN_21), w, ASIN_17), w, ASIN_13);
    odd = fma(fma(odd, w, ASIN_9), w, ASIN_5);
    return fma(odd, z, even);
  }

  private static double atanTail(double z) {
    double w = z * z;
    double even = fma(fma(fma(w, ATAN_23, ATAN_19), w, ATAN_15), w, ATAN_11);
    even = fma(fma(even, w, ATAN_7), w, ATAN_3);
    double odd = fma(fma(fma(w, ATAN_21, ATAN_17), w, ATAN_13), w, ATAN_9);
    odd = fma(odd, w, ATAN_5);
    return fma(odd, z, even);
  }
}
