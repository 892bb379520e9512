package dev.adjoint.exec.kernel;

import static dev.adjoint.exec.kernel.FloatCoefficients.*;
import static dev.adjoint.exec.kernel.FloatMath.bits;
import static dev.adjoint.exec.kernel.FloatMath.withSign;
import static java.lang.Math.abs;
import static java.lang.Math.fma;

/// The functions of angles, and their inverses, as [FloatMath] has the others: by the operations of
/// [FloatTrigonometryLanes].
final class FloatTrigonometry {
  private FloatTrigonometry() {}

  static float sin(float x) {
    int quadrant = quadrant(x);
    float r = angle(x);
    float y = (quadrant & 1) == 0 ? sinReduced(r) : cosReduced(r);
    y = (quadrant & 2) == 0 ? y : -y;
    return abs(x) > FAR ? (float) Math.sin((double) x) : y;
  }

  static float cos(float x) {
    int quadrant = quadrant(x);
    float r = angle(x);
    float y = (quadrant & 1) == 0 ? cosReduced(r) : sinReduced(r);
    y = (quadrant + 1 & 2) == 0 ? y : -y;
    return abs(x) > FAR ? (float) Math.cos((double) x) : y;
  }

  static float tan(float x) {
    float r = angle(x);
    float s = sinReduced(r);
    float c = cosReduced(r);
    float y = (quadrant(x) & 1) == 0 ? s / c : c / -s;
    return abs(x) > FAR ? (float) Math.tan((double) x) : y;
  }

  /// From 1/2 up it is π/2 - 2·asin(√((1 - x)/2)).
  static float asin(float x) {
    float a = abs(x);
    float z = a > 0.5f ? 0.5f - 0.5f * a : x * x;
    float root = (float) Math.sqrt(z);
    float s = a > 0.5f ? root : a;
    float tail = s * z * asinTail(z);
    float large = PI_HALF - 2 * s - (2 * tail - PI_HALF_LOW);
    return withSign(a > 0.5f ? large : a + tail, x);
  }

  static float acos(float x) {
    float a = abs(x);
    float z = a > 0.5f ? 0.5f - 0.5f * a : x * x;
    float root = (float) Math.sqrt(z);
    float s = a > 0.5f ? root : x;
    float tail = s * z * asinTail(z);
    float small = PI_HALF - (s - (PI_HALF_LOW - tail));
    float below = 2 * (PI_HALF - s - (tail - PI_HALF_LOW));
    float large = x < 0 ? below : 2 * (s + tail);
    return a > 0.5f ? large : small;
  }

  /// The arc tangent of the nearest c of 0, 1/2, 1, 3/2 and ∞, plus that of t = (x - c)/(1 + c·x).
  /// Source: FreeBSD's s_atan.c, 1993.
  static float atan(float x) {
    float a = abs(x);
    float c = a > 0.4375f ? 0.5f : 0;
    float high = a > 0.4375f ? ATAN_HALF : 0;
    float low = a > 0.4375f ? ATAN_HALF_LOW : 0;
    c = a > 0.6875f ? 1 : c;
    high = a > 0.6875f ? PI_QUARTER : high;
    low = a > 0.6875f ? PI_QUARTER_LOW : low;
    c = a > 1.1875f ? 1.5f : c;
    high = a > 1.1875f ? ATAN_3_HALVES : high;
    low = a > 1.1875f ? ATAN_3_HALVES_LOW : low;
    high = a > 2.4375f ? PI_HALF : high;
    low = a > 2.4375f ? PI_HALF_LOW : low;
    float t = (a > 2.4375f ? -1 : a - c) / (a > 2.4375f ? a : fma(a, c, 1));
    float z = t * t;
    return withSign(high + (t + fma(t * z, atanTail(z), low)), x);
  }

  /// The whole number of quarter turns nearest to x: its last bits.
  private static int quadrant(float x) {
    return bits(fma(x, TWO_OVER_PI, ROUND));
  }

  /// x less these quarter turns. The first product is subtracted without error.
  private static float angle(float x) {
    float n = fma(x, TWO_OVER_PI, ROUND) - ROUND;
    return fma(n, -PI_HALF_LOWEST, fma(n, -PI_HALF_LOW, fma(n, -PI_HALF, x)));
  }

  private static float sinReduced(float r) {
    float z = r * r;
    float y = fma(r * z, fma(fma(z, SIN_7, SIN_5), z, SIN_3), r);
    return r == 0 ? r : y;
  }

  private static float cosReduced(float r) {
    float z = r * r;
    float tail = fma(fma(z, COS_8, COS_6), z, COS_4);
    return fma(fma(tail, z, -0.5f), z, 1);
  }

  private static float asinTail(float z) {
    float w = z * z;
    float even = fma(fma(w, ASIN_11, ASIN_7), w, ASIN_3);
    return fma(fma(w, ASIN_9, ASIN_5), z, even);
  }

  private static float atanTail(float z) {
    float w = z * z;
    float even = fma(fma(w, ATAN_11, ATAN_7), w, ATAN_3);
    return fma(fma(w, ATAN_9, ATAN_5), z, even);
  }
}
