package dev.adjoint.exec.kernel;

import static dev.adjoint.exec.kernel.FloatCoefficients.*;
import static java.lang.Math.abs;
import static java.lang.Math.fma;

/// The functions of float numbers by the very operations of [FloatLanes], so that one number at a
/// time gives the same bits as many. Each is named after its row and within 4 ulp of its meaning.
///
/// Every step is an operation that IEEE 754 rounds correctly, or one on bits; there are no branches
/// but choices between two values at hand.
final class FloatMath {
  private FloatMath() {}

  static float exp(float x) {
    float y = scale(expReduced(x), x);
    y = x > 150 ? INFINITY : y;
    return x < -150 ? 0 : y;
  }

  static float expm1(float x) {
    float y = 2 * halfExpm1(x < -20 ? -20 : x);
    y = x > 89 ? INFINITY : y;
    return abs(x) < TINY ? x : y;
  }

  static float sinh(float x) {
    float g = halfExp(abs(x));
    float large = g - 0.25f / g;
    large = x < 0 ? -large : large;
    float z = x * x;
    float tail = fma(fma(z, SINH_7, SINH_5), z, SINH_3);
    return abs(x) < 1 ? fma(x * z, tail, x) : large;
  }

  static float cosh(float x) {
    float g = halfExp(abs(x));
    return g + 0.25f / g;
  }

  /// With `z = (exp(2|x|) - 1)/2`, the magnitude is `z/(z + 1)`.
  static float tanh(float x) {
    float a = abs(x);
    float z = halfExpm1(a > 10 ? 20 : a + a);
    return withSign(z / (z + 1), x);
  }

  static float sigmoid(float x) {
    float e = expNegative(-abs(x));
    return (x < 0 ? e : 1) / (1 + e);
  }

  /// With `exp(-x) = 2ⁿ·p`, it is `x/(1 + 2ⁿ·p)`, or below 0, where n > 0, `2⁻ⁿ·x/(2⁻ⁿ + p)`:
  /// scaled last, when it is no longer too large or small for its digits.
  static float silu(float x) {
    float a = -abs(x);
    a = a < -150 ? -150 : a;
    float first = firstPower(a);
    float second = secondPower(a);
    float power = first * second;
    float p = expReduced(x < 0 ? -a : a);
    float y = x / (x < 0 ? power + p : fma(power, p, 1));
    float below = x < -150 ? x * 0 : y * first * second;
    return x < 0 ? below : y;
  }

  static float softplus(float x) {
    return log1pUnit(expNegative(-abs(x))) + (x > 0 ? x : 0);
  }

  static float log(float x) {
    boolean small = x < Float.MIN_NORMAL;
    float bias = small ? 0x1p23f + 127 + 25 : 0x1p23f + 127;
    int bits = bits(small ? x * 0x1p25f : x) + (ONE - SQRT_HALF);
    float k = number(bits >>> 23 | TWO_23) - bias;
    float f = number((bits & SIGNIFICAND) + SQRT_HALF) - 1;
    return logSpecial(logSum(k, f), x);
  }

  /// The rounding error of `1 + x`, scaled like the sum, is added to `f`.
  static float log1p(float x) {
    float u = 1 + x;
    float v = u - 1;
    float error = (x - v) + (1 - (u - v));
    int bits = bits(u) + (ONE - SQRT_HALF);
    float k = number(bits >>> 23 | TWO_23) - (0x1p23f + 127);
    float inverse = number(EXPONENT - (bits & EXPONENT));
    float f = fma(0.5f * error, inverse, number((bits & SIGNIFICAND) + SQRT_HALF) - 1);
    float y = logSpecial(logSum(k, f), u);
    return abs(x) < TINY ? x : y;
  }

  static float erf(float x) {
    float a = abs(x);
    a = a > 6 ? 6 : a;
    float tail = expNegative(-a * a) * (TAIL_0 + tailRest(a * SQRT_2));
    return a < 1 ? smallErf(x) : withSign(1 - SQRT_2 * tail / a, x);
  }

  /// x·Q(-x), Q(x) being the probability that a normally distributed number is above x. The rounding
  /// error of the square in `exp(-x²/2)` is made good.
  static float gelu(float x) {
    float a = abs(x);
    a = a > 15 ? 15 : a;
    float square = a * a;
    float h = -0.5f * square;
    float e = expm1Reduced(h, -0.5f * fma(a, a, -square));
    float rest = tailRest(a);
    float tail = scale(TAIL_0 + fma(e, TAIL_0 + rest, rest), h);
    float v = x * SQRT_ONE_HALF;
    float near = x * fma(0.5f, smallErf(v), 0.5f);
    float below = x < -15 ? x * 0 : -tail;
    float above = abs(v) < 1 ? near : x - tail;
    return x < -0.65f ? below : above;
  }

  static float elu(float x, float alpha) {
    return x > 0 ? x : alpha * expm1(x);
  }

  static float xlogy(float x, float y) {
    return x == 0 && y == y ? 0 : x * log(y);
  }

  /// The remainder is exact, but for one rounding where `b` is added: whichever way it is found, it
  /// is the same.
  static float mod(float a, float b) {
    float q = (float) Math.floor(a / b);
    float r = abs(b) == INFINITY ? a + (a - a) : fma(-q, b, a);
    r = abs(q) > 0x1p23f ? a % b : r;
    float shifted = b < 0 ? (r > 0 ? r + b : r) : r < 0 ? r + b : r;
    return r == 0 ? withSign(0, b) : shifted;
  }

  /// exp(x) / 2ⁿ, where n is the whole number nearest to x/ln(2); near 1.
  private static float expReduced(float x) {
    float n = fma(x, LOG2_E, ROUND_BIASED_TWICE) - ROUND_BIASED_TWICE;
    float r = fma(n, -LN_2_LOW, fma(n, -LN_2, x));
    float z = r * r;
    return 1 + fma(expTail(r, z), z, r);
  }

  /// [#expReduced] of x + low, for a tiny low, less 1.
  private static float expm1Reduced(float x, float low) {
    float n = fma(x, LOG2_E, ROUND_BIASED_TWICE) - ROUND_BIASED_TWICE;
    float high = fma(n, -LN_2, x);
    float rest = fma(n, -LN_2_LOW, low);
    float r = high + rest;
    float z = r * r;
    return high + fma(expTail(r, z), z, rest);
  }

  /// (exp(r) - 1 - r)/r², z being r².
  private static float expTail(float r, float z) {
    return fma(fma(z, EXP_5, EXP_3), r, fma(fma(z, EXP_6, EXP_4), z, 0.5f));
  }

  /// y·2ⁿ for the same n, by two powers of two: either alone, and y by the first, is in range.
  private static float scale(float y, float x) {
    return y * firstPower(x) * secondPower(x);
  }

  private static float firstPower(float x) {
    int half = bits(fma(x, LOG2_E / 2, ROUND_BIASED));
    return number(half << 23);
  }

  private static float secondPower(float x) {
    int both = bits(fma(x, LOG2_E, ROUND_BIASED_TWICE));
    int half = bits(fma(x, LOG2_E / 2, ROUND_BIASED));
    return number((both - half) << 23);
  }

  private static float expNegative(float x) {
    return x < -150 ? 0 : scale(expReduced(x), x);
  }

  private static float halfExp(float x) {
    return x > 150 ? INFINITY : scale(0.5f * expReduced(x), x);
  }

  /// (exp(x) - 1)/2 for x from -20 to 89, `x/2` if that is tiny. With exp(x) = 2ⁿ·exp(r) it is
  /// 2ⁿ⁻¹ - 1/2 + 2ⁿ⁻¹·(exp(r) - 1).
  private static float halfExpm1(float x) {
    float shifted = fma(x, LOG2_E, ROUND_BIASED_LESS_ONE);
    float n = shifted - ROUND_BIASED_LESS_ONE;
    float power = number(bits(shifted) << 23);
    float r = fma(n, -LN_2_LOW, fma(n, -LN_2, x));
    float z = r * r;
    return fma(power, fma(expTail(r, z), z, r), power - 0.5f);
  }

  /// log(1 + e) for e from 0 to 1, as in [#logSum].
  private static float log1pUnit(float e) {
    float s = e / (e + 2);
    float z = s * s;
    float w = z * z;
    float even = fma(w, UNIT_3, UNIT_1);
    float odd = fma(w, UNIT_4, UNIT_2);
    float halfSquare = 0.5f * e * e;
    float sum = fma(fma(odd, z, even), z, halfSquare);
    return e - fma(-s, sum, halfSquare);
  }

  /// k·ln(2) + log(1 + f), for 1 + f from √½ to √2: with s = f/(2 + f), log(1 + f) is
  /// f - f²/2 + s·(f²/2 + R(s²)). Source: K. C. Ng, FreeBSD's e_log.c, 1993.
  private static float logSum(float k, float f) {
    float s = f / (f + 2);
    float z = s * s;
    float w = z * z;
    float even = fma(w, LOG_3, LOG_1);
    float halfSquare = 0.5f * f * f;
    float sum = fma(fma(z, LOG_2, even), z, halfSquare);
    float low = fma(s, sum, k * LN_2_LOW);
    return fma(k, LN_2, f - (halfSquare - low));
  }

  private static float smallErf(float x) {
    float z = x * x;
    float w = z * z;
    float even = fma(fma(fma(w, ERF_13, ERF_9), w, ERF_5), w, ERF_1);
    float odd = fma(fma(w, ERF_11, ERF_7), w, ERF_3);
    return fma(x, fma(odd, z, even), x);
  }

  /// x·exp(x²/2) times the probability that a normally distributed number is above x, less TAIL_0,
  /// for x from 0.62 to 15.
  private static float tailRest(float x) {
    float t = (x - 3) / (x + 3);
    float w = t * t;
    float even = fma(fma(w, TAIL_8, TAIL_6), w, TAIL_4);
    float odd = fma(w, TAIL_7, TAIL_5);
    float y = fma(fma(fma(odd, t, even), t, TAIL_3), t, TAIL_2);
    return fma(y, t, TAIL_1) * t;
  }

  private static float logSpecial(float y, float x) {
    y = x < INFINITY ? y : x;
    y = x < 0 ? Float.NaN : y;
    return x == 0 ? -INFINITY : y;
  }

  static float withSign(float magnitude, float sign) {
    return number(bits(magnitude) | bits(sign) & SIGN);
  }

  static int bits(float x) {
    return Float.floatToRawIntBits(x);
  }

  private static float number(int bits) {
    return Float.intBitsToFloat(bits);
  }
}
