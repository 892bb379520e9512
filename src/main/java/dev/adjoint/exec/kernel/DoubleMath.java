package dev.adjoint.exec.kernel;

import static dev.adjoint.exec.kernel.DoubleCoefficients.*;
import static java.lang.Math.abs;
import static java.lang.Math.fma;

/// The functions of double numbers by the very operations of [DoubleLanes], so that one number at a
/// time gives the same bits as many. Each is named after its row and within 2 ulp of its meaning.
///
/// Every step is an operation that IEEE 754 rounds correctly, or one on bits; there are no branches
/// but choices between two values at hand.
final class DoubleMath {
  private DoubleMath() {}

  static double exp(double x) {
    double y = scale(expReduced(x), x);
    y = x > 800 ? INFINITY : y;
    return x < -800 ? 0 : y;
  }

  static double expm1(double x) {
    double y = 2 * halfExpm1(x < -40 ? -40 : x);
    y = x > 710 ? INFINITY : y;
    return abs(x) < TINY ? x : y;
  }

  static double sinh(double x) {
    double g = halfExp(abs(x));
    double large = g - 0.25 / g;
    large = x < 0 ? -large : large;
    double z = x * x;
    double w = z * z;
    double odd = fma(fma(fma(w, SINH_15, SINH_11), w, SINH_7), w, SINH_3);
    double even = fma(fma(w, SINH_13, SINH_9), w, SINH_5);
    return abs(x) < 1 ? fma(x * z, fma(even, z, odd), x) : large;
  }

  static double cosh(double x) {
    double g = halfExp(abs(x));
    return g + 0.25 / g;
  }

  /// With `z = (exp(±2x) - 1)/2`, the magnitude is `z/(z + 1)`. Near 0 the sign that makes the sum
  /// less than 1 loses less to its rounding, elsewhere the other.
  static double tanh(double x) {
    double a = abs(x);
    double twice = a > 20 ? 40 : a + a;
    double z = halfExpm1(a < 0.35 ? -twice : twice);
    return withSign(abs(z / (z + 1)), x);
  }

  static double sigmoid(double x) {
    double e = expNegative(-abs(x));
    return (x < 0 ? e : 1) / (1 + e);
  }

  /// With `exp(-x) = 2ⁿ·p`, it is `x/(1 + 2ⁿ·p)`, or below 0, where n > 0, `2⁻ⁿ·x/(2⁻ⁿ + p)`:
  /// scaled last, when it is no longer too large or small for its digits.
  static double silu(double x) {
    double a = -abs(x);
    a = a < -800 ? -800 : a;
    double first = firstPower(a);
    double second = secondPower(a);
    double power = first * second;
    double p = expReduced(x < 0 ? -a : a);
    double y = x / (x < 0 ? power + p : fma(power, p, 1));
    double below = x < -800 ? x * 0 : y * first * second;
    return x < 0 ? below : y;
  }

  static double softplus(double x) {
    return log1pUnit(expNegative(-abs(x))) + (x > 0 ? x : 0);
  }

  static double log(double x) {
    boolean small = x < Double.MIN_NORMAL;
    double bias = small ? 0x1p52 + 1023 + 54 : 0x1p52 + 1023;
    long bits = bits(small ? x * 0x1p54 : x) + (ONE - SQRT_HALF);
    double k = number(bits >>> 52 | TWO_52) - bias;
    double f = number((bits & SIGNIFICAND) + SQRT_HALF) - 1;
    return logSpecial(logSum(k, f), x);
  }

  /// The rounding error of `1 + x`, scaled like the sum, is added to `f`.
  static double log1p(double x) {
    double u = 1 + x;
    double v = u - 1;
    double error = (x - v) + (1 - (u - v));
    long bits = bits(u) + (ONE - SQRT_HALF);
    double k = number(bits >>> 52 | TWO_52) - (0x1p52 + 1023);
    double inverse = number(EXPONENT - (bits & EXPONENT));
    double f = fma(0.5 * error, inverse, number((bits & SIGNIFICAND) + SQRT_HALF) - 1);
    double y = logSpecial(logSum(k, f), u);
    return abs(x) < TINY ? x : y;
  }

  static double erf(double x) {
    double a = abs(x);
    a = a > 6 ? 6 : a;
    double tail = expNegative(-a * a) * (TAIL_0 + tailRest(a * SQRT_2));
    return a < 1 ? smallErf(x) : withSign(1 - SQRT_2 * tail / a, x);
  }

  /// x·Q(-x), Q(x) being the probability that a normally distributed number is above x. The rounding
  /// error of the square in `exp(-x²/2)` is made good.
  static double gelu(double x) {
    double a = abs(x);
    a = a > 40 ? 40 : a;
    double square = a * a;
    double h = -0.5 * square;
    double e = expm1Reduced(h, -0.5 * fma(a, a, -square));
    double rest = tailRest(a);
    double tail = scale(TAIL_0 + fma(e, TAIL_0 + rest, rest), h);
    double v = x * SQRT_ONE_HALF;
    double near = x * fma(0.5, smallErf(v), 0.5);
    double below = x < -40 ? x * 0 : -tail;
    double above = abs(v) < 1 ? near : x - tail;
    return x < -0.65 ? below : above;
  }

  static double elu(double x, double alpha) {
    return x > 0 ? x : alpha * expm1(x);
  }

  static double xlogy(double x, double y) {
    return x == 0 && y == y ? 0 : x * log(y);
  }

  /// The remainder is exact, but for one rounding where `b` is added: whichever way it is found, it
  /// is the same.
  static double mod(double a, double b) {
    double q = Math.floor(a / b);
    double r = abs(b) == INFINITY ? a + (a - a) : fma(-q, b, a);
    r = abs(q) > 0x1p52 ? a % b : r;
    double shifted = b < 0 ? (r > 0 ? r + b : r) : r < 0 ? r + b : r;
    return r == 0 ? withSign(0, b) : shifted;
  }

  /// exp(x) / 2ⁿ, where n is the whole number nearest to x/ln(2); near 1.
  private static double expReduced(double x) {
    double n = fma(x, LOG2_E, ROUND_BIASED_TWICE) - ROUND_BIASED_TWICE;
    double r = fma(n, -LN_2_LOW, fma(n, -LN_2, x));
    double z = r * r;
    return 1 + fma(expTail(r, z), z, r);
  }

  /// [#expReduced] of x + low, for a tiny low, less 1.
  private static double expm1Reduced(double x, double low) {
    double n = fma(x, LOG2_E, ROUND_BIASED_TWICE) - ROUND_BIASED_TWICE;
    double high = fma(n, -LN_2, x);
    double rest = fma(n, -LN_2_LOW, low);
    double r = high + rest;
    double z = r * r;
    return high + fma(expTail(r, z), z, rest);
  }

  /// (exp(r) - 1 - r)/r², z being r².
  private static double expTail(double r, double z) {
    double odd = fma(fma(fma(fma(z, EXP_11, EXP_9), z, EXP_7), z, EXP_5), z, EXP_3);
    double even = fma(fma(fma(fma(z, EXP_10, EXP_8), z, EXP_6), z, EXP_4), z, 0.5);
    return fma(odd, r, even);
  }

  /// y·2ⁿ for the same n, by two powers of two: either alone, and y by the first, is in range.
  private static double scale(double y, double x) {
    return y * firstPower(x) * secondPower(x);
  }

  private static double firstPower(double x) {
    long half = bits(fma(x, LOG2_E / 2, ROUND_BIASED));
    return number(half << 52);
  }

  private static double secondPower(double x) {
    long both = bits(fma(x, LOG2_E, ROUND_BIASED_TWICE));
    long half = bits(fma(x, LOG2_E / 2, ROUND_BIASED));
    return number((both - half) << 52);
  }

  private static double expNegative(double x) {
    return x < -800 ? 0 : scale(expReduced(x), x);
  }

  private static double halfExp(double x) {
    return x > 800 ? INFINITY : scale(0.5 * expReduced(x), x);
  }

  /// (exp(x) - 1)/2 for x from -40 to 710, `x/2` if that is tiny. With exp(x) = 2ⁿ·exp(r) it is
  /// 2ⁿ⁻¹ - 1/2 + 2ⁿ⁻¹·r, whose rounding error is kept, and 2ⁿ⁻¹·(exp(r) - 1 - r).
  private static double halfExpm1(double x) {
    double shifted = fma(x, LOG2_E, ROUND_BIASED_LESS_ONE);
    double n = shifted - ROUND_BIASED_LESS_ONE;
    double power = number(bits(shifted) << 52);
    double high = fma(n, -LN_2, x);
    double low = n * LN_2_LOW;
    double r = high - low;
    double z = r * r;
    double tail = fma(expTail(r, z), z, -low);
    double whole = power - 0.5;
    double sum = fma(power, high, whole);
    double error = fma(power, high, whole - sum);
    return sum + fma(power, tail, error);
  }

  /// log(1 + e) for e from 0 to 1, as in [#logSum].
  private static double log1pUnit(double e) {
    double s = e / (e + 2);
    double z = s * s;
    double w = z * z;
    double even = fma(fma(fma(fma(w, UNIT_9, UNIT_7), w, UNIT_5), w, UNIT_3), w, UNIT_1);
    double odd = fma(fma(fma(fma(w, UNIT_10, UNIT_8), w, UNIT_6), w, UNIT_4), w, UNIT_2);
    double halfSquare = 0.5 * e * e;
    double sum = fma(fma(odd, z, even), z, halfSquare);
    return e - fma(-s, sum, halfSquare);
  }

  /// k·ln(2) + log(1 + f), for 1 + f from √½ to √2: with s = f/(2 + f), log(1 + f) is
  /// f - f²/2 + s·(f²/2 + R(s²)). Source: K. C. Ng, FreeBSD's e_log.c, 1993.
  private static double logSum(double k, double f) {
    double s = f / (f + 2);
    double z = s * s;
    double w = z * z;
    double even = fma(fma(fma(w, LOG_7, LOG_5), w, LOG_3), w, LOG_1);
    double odd = fma(fma(w, LOG_6, LOG_4), w, LOG_2);
    double halfSquare = 0.5 * f * f;
    double sum = fma(fma(odd, z, even), z, halfSquare);
    double low = fma(s, sum, k * LN_2_LOW);
    return fma(k, LN_2, f - (halfSquare - low));
  }

  private static double smallErf(double x) {
    double z = x * x;
    double w = z * z;
    double even = fma(fma(fma(w, ERF_25, ERF_21), w, ERF_17), w, ERF_13);
    double odd = fma(fma(fma(w, ERF_23, ERF_19), w, ERF_15), w, ERF_11);
    even = fma(fma(fma(even, w, ERF_9), w, ERF_5), w, ERF_1);
    odd = fma(fma(odd, w, ERF_7), w, ERF_3);
    return fma(x, fma(odd, z, even), x);
  }

  /// x·exp(x²/2) times the probability that a normally distributed number is above x, less TAIL_0,
  /// for x from 0.62 to 40.
  private static double tailRest(double x) {
    double sum = x + 5;
    double error = x - (sum - 5);
    double difference = sum - 10;
    double inverse = 1 / sum;
    double rough = difference * inverse;
    double rest = fma(-rough, sum, difference) + error * (1 - rough);
    double t = fma(rest, inverse, rough);
    double w = t * t;
    double even = fma(fma(fma(w, TAIL_20, TAIL_18), w, TAIL_16), w, TAIL_14);
    even = fma(fma(fma(even, w, TAIL_12), w, TAIL_10), w, TAIL_8);
    double odd = fma(fma(fma(w, TAIL_21, TAIL_19), w, TAIL_17), w, TAIL_15);
    odd = fma(fma(fma(odd, w, TAIL_13), w, TAIL_11), w, TAIL_9);
    double y = fma(fma(fma(fma(odd, t, even), t, TAIL_7), t, TAIL_6), t, TAIL_5);
    y = fma(fma(fma(fma(y, t, TAIL_4), t, TAIL_3), t, TAIL_2), t, TAIL_1);
    return y * t;
  }

  private static double logSpecial(double y, double x) {
    y = x < INFINITY ? y : x;
    y = x < 0 ? Double.NaN : y;
    return x == 0 ? -INFINITY : y;
  }

  static double withSign(double magnitude, double sign) {
    return number(bits(magnitude) | bits(sign) & SIGN);
  }

  static long bits(double x) {
    return Double.doubleToRawLongBits(x);
  }

  private static double number(long bits) {
    return Double.longBitsToDouble(bits);
  }
}
