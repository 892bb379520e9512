package dev.adjoint.exec.kernel;

import static dev.adjoint.exec.kernel.DoubleCoefficients.*;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/// The functions of as many double numbers as the processor takes at once, by the very operations of
/// [DoubleMath], which says how they work. Only for a Java with the module `jdk.incubator.vector`.
///
/// The compiler of the JVM makes one loop of a caller and all it calls, and lifts the constants out
/// of it, as long as it inlines everything; a call that stays puts its vectors on the heap. It stops
/// inlining methods other than the JDK's once it has made 18,000 nodes, and each operation here
/// makes about 400. So methods of our own are called early in a method, never late, and two of these
/// functions do not fit into one loop by plain calls.
final class DoubleLanes {
  private DoubleLanes() {}

  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> L = S.withLanes(long.class);

  static DoubleVector exp(DoubleVector x) {
    DoubleVector y = scale(expReduced(x), x);
    y = y.blend(INFINITY, x.compare(GT, broadcast(S, 800.0)));
    return y.blend(0.0, x.compare(LT, broadcast(S, -800.0)));
  }

  static DoubleVector expm1(DoubleVector x) {
    DoubleVector y =
        halfExpm1(x.blend(-40.0, x.compare(LT, broadcast(S, -40.0)))).mul(broadcast(S, 2.0));
    y = y.blend(INFINITY, x.compare(GT, broadcast(S, 710.0)));
    return y.blend(x, x.abs().compare(LT, broadcast(S, TINY)));
  }

  static DoubleVector sinh(DoubleVector x) {
    DoubleVector a = x.abs();
    DoubleVector g = halfExp(a);
    DoubleVector large = g.sub(broadcast(S, 0.25).div(g));
    large = large.blend(large.neg(), x.compare(LT, broadcast(S, 0.0)));
    DoubleVector z = x.mul(x);
    DoubleVector w = z.mul(z);
    DoubleVector odd =
        w.fma(broadcast(S, SINH_15), broadcast(S, SINH_11))
            .fma(w, broadcast(S, SINH_7))
            .fma(w, broadcast(S, SINH_3));
    DoubleVector even =
        w.fma(broadcast(S, SINH_13), broadcast(S, SINH_9)).fma(w, broadcast(S, SINH_5));
    return large.blend(x.mul(z).fma(even.fma(z, odd), x), a.compare(LT, broadcast(S, 1.0)));
  }

  static DoubleVector cosh(DoubleVector x) {
    DoubleVector g = halfExp(x.abs());
    return g.add(broadcast(S, 0.25).div(g));
  }

  static DoubleVector tanh(DoubleVector x) {
    DoubleVector a = x.abs();
    DoubleVector twice = a.add(a).blend(40.0, a.compare(GT, broadcast(S, 20.0)));
    DoubleVector z = halfExpm1(twice.blend(twice.neg(), a.compare(LT, broadcast(S, 0.35))));
    LongVector y = z.div(z.add(broadcast(S, 1.0))).abs().reinterpretAsLongs();
    LongVector sign = x.reinterpretAsLongs().and(LongVector.broadcast(L, SIGN));
    return y.or(sign).reinterpretAsDoubles();
  }

  static DoubleVector sigmoid(DoubleVector x) {
    DoubleVector e = expNegative(x.abs().neg());
    return broadcast(S, 1.0)
        .blend(e, x.compare(LT, broadcast(S, 0.0)))
        .div(e.add(broadcast(S, 1.0)));
  }

  static DoubleVector silu(DoubleVector x) {
    DoubleVector limit = broadcast(S, -800.0);
    DoubleVector a = x.abs().neg();
    a = a.blend(limit, a.compare(LT, limit));
    DoubleVector first = firstPower(a);
    DoubleVector second = secondPower(a);
    DoubleVector zero = broadcast(S, 0.0);
    var negative = x.compare(LT, zero);
    DoubleVector p = expReduced(a.blend(a.neg(), negative));
    DoubleVector power = first.mul(second);
    DoubleVector sum = power.fma(p, broadcast(S, 1.0)).blend(power.add(p), negative);
    DoubleVector y = x.div(sum);
    DoubleVector below = y.mul(first).mul(second).blend(x.mul(zero), x.compare(LT, limit));
    return y.blend(below, negative);
  }

  static DoubleVector softplus(DoubleVector x) {
    DoubleVector e = expNegative(x.abs().neg());
    DoubleVector s = e.div(e.add(broadcast(S, 2.0)));
    DoubleVector z = s.mul(s);
    DoubleVector w = z.mul(z);
    DoubleVector even = w.fma(broadcast(S, UNIT_9), broadcast(S, UNIT_7));
    even = even.fma(w, broadcast(S, UNIT_5)).fma(w, broadcast(S, UNIT_3));
    even = even.fma(w, broadcast(S, UNIT_1));
    DoubleVector odd = w.fma(broadcast(S, UNIT_10), broadcast(S, UNIT_8));
    odd = odd.fma(w, broadcast(S, UNIT_6)).fma(w, broadcast(S, UNIT_4));
    odd = odd.fma(w, broadcast(S, UNIT_2));
    DoubleVector halfSquare = e.mul(broadcast(S, 0.5)).mul(e);
    DoubleVector sum = odd.fma(z, even).fma(z, halfSquare);
    DoubleVector y = e.sub(s.neg().fma(sum, halfSquare));
    DoubleVector zero = broadcast(S, 0.0);
    return y.add(zero.blend(x, x.compare(GT, zero)));
  }

  static DoubleVector log(DoubleVector x) {
    var small = x.compare(LT, broadcast(S, Double.MIN_NORMAL));
    DoubleVector bias = broadcast(S, 0x1p52 + 1023).blend(0x1p52 + 1023 + 54, small);
    LongVector bits =
        x.blend(x.mul(broadcast(S, 0x1p54)), small)
            .reinterpretAsLongs()
            .add(LongVector.broadcast(L, ONE - SQRT_HALF));
    DoubleVector k =
        bits.lanewise(LSHR, 52)
            .or(LongVector.broadcast(L, TWO_52))
            .reinterpretAsDoubles()
            .sub(bias);
    DoubleVector f =
        bits.and(LongVector.broadcast(L, SIGNIFICAND))
            .add(LongVector.broadcast(L, SQRT_HALF))
            .reinterpretAsDoubles()
            .sub(broadcast(S, 1.0));
    DoubleVector y = logSum(k, f);
    y = x.blend(y, x.compare(LT, broadcast(S, INFINITY)));
    y = y.blend(Double.NaN, x.compare(LT, broadcast(S, 0.0)));
    return y.blend(-INFINITY, x.compare(EQ, broadcast(S, 0.0)));
  }

  static DoubleVector log1p(DoubleVector x) {
    DoubleVector u = x.add(broadcast(S, 1.0));
    DoubleVector v = u.sub(broadcast(S, 1.0));
    DoubleVector error = x.sub(v).add(broadcast(S, 1.0).sub(u.sub(v)));
    LongVector bits = u.reinterpretAsLongs().add(LongVector.broadcast(L, ONE - SQRT_HALF));
    DoubleVector k =
        bits.lanewise(LSHR, 52)
            .or(LongVector.broadcast(L, TWO_52))
            .reinterpretAsDoubles()
            .sub(broadcast(S, 0x1p52 + 1023));
    LongVector exponent = LongVector.broadcast(L, EXPONENT);
    DoubleVector inverse = exponent.sub(bits.and(exponent)).reinterpretAsDoubles();
    DoubleVector m =
        bits.and(LongVector.broadcast(L, SIGNIFICAND))
            .add(LongVector.broadcast(L, SQRT_HALF))
            .reinterpretAsDoubles();
    DoubleVector f = error.mul(broadcast(S, 0.5)).fma(inverse, m.sub(broadcast(S, 1.0)));
    DoubleVector y = logSum(k, f);
    y = u.blend(y, u.compare(LT, broadcast(S, INFINITY)));
    y = y.blend(Double.NaN, u.compare(LT, broadcast(S, 0.0)));
    y = y.blend(-INFINITY, u.compare(EQ, broadcast(S, 0.0)));
    return y.blend(x, x.abs().compare(LT, broadcast(S, TINY)));
  }

  private static DoubleVector expReduced(DoubleVector x) {
    DoubleVector n =
        x.fma(broadcast(S, LOG2_E), broadcast(S, ROUND_BIASED_TWICE))
            .sub(broadcast(S, ROUND_BIASED_TWICE));
    DoubleVector r = n.fma(broadcast(S, -LN_2_LOW), n.fma(broadcast(S, -LN_2), x));
    DoubleVector z = r.mul(r);
    return expTail(r, z).fma(z, r).add(broadcast(S, 1.0));
  }

  private static DoubleVector expTail(DoubleVector r, DoubleVector z) {
    DoubleVector odd =
        z.fma(broadcast(S, EXP_11), broadcast(S, EXP_9))
            .fma(z, broadcast(S, EXP_7))
            .fma(z, broadcast(S, EXP_5))
            .fma(z, broadcast(S, EXP_3));
    DoubleVector even =
        z.fma(broadcast(S, EXP_10), broadcast(S, EXP_8))
            .fma(z, broadcast(S, EXP_6))
            .fma(z, broadcast(S, EXP_4))
            .fma(z, broadcast(S, 0.5));
    return odd.fma(r, even);
  }

  private static DoubleVector scale(DoubleVector y, DoubleVector x) {
    return y.mul(firstPower(x)).mul(secondPower(x));
  }

  private static DoubleVector firstPower(DoubleVector x) {
    LongVector half =
        x.fma(broadcast(S, LOG2_E / 2), broadcast(S, ROUND_BIASED)).reinterpretAsLongs();
    return half.lanewise(LSHL, 52).reinterpretAsDoubles();
  }

  private static DoubleVector secondPower(DoubleVector x) {
    LongVector both =
        x.fma(broadcast(S, LOG2_E), broadcast(S, ROUND_BIASED_TWICE)).reinterpretAsLongs();
    LongVector half =
        x.fma(broadcast(S, LOG2_E / 2), broadcast(S, ROUND_BIASED)).reinterpretAsLongs();
    return both.sub(half).lanewise(LSHL, 52).reinterpretAsDoubles();
  }

  private static DoubleVector expNegative(DoubleVector x) {
    return scale(expReduced(x), x).blend(0.0, x.compare(LT, broadcast(S, -800.0)));
  }

  private static DoubleVector halfExp(DoubleVector x) {
    return scale(expReduced(x).mul(broadcast(S, 0.5)), x)
        .blend(INFINITY, x.compare(GT, broadcast(S, 800.0)));
  }

  private static DoubleVector halfExpm1(DoubleVector x) {
    DoubleVector shifted = x.fma(broadcast(S, LOG2_E), broadcast(S, ROUND_BIASED_LESS_ONE));
    DoubleVector n = shifted.sub(broadcast(S, ROUND_BIASED_LESS_ONE));
    DoubleVector power = shifted.reinterpretAsLongs().lanewise(LSHL, 52).reinterpretAsDoubles();
    DoubleVector high = n.fma(broadcast(S, -LN_2), x);
    DoubleVector low = n.mul(broadcast(S, LN_2_LOW));
    DoubleVector r = high.sub(low);
    DoubleVector z = r.mul(r);
    DoubleVector tail = expTail(r, z).fma(z, low.neg());
    DoubleVector whole = power.sub(broadcast(S, 0.5));
    DoubleVector sum = power.fma(high, whole);
    DoubleVector error = power.fma(high, whole.sub(sum));
    return sum.add(power.fma(tail, error));
  }

  private static DoubleVector logSum(DoubleVector k, DoubleVector f) {
    DoubleVector s = f.div(f.add(broadcast(S, 2.0)));
    DoubleVector z = s.mul(s);
    DoubleVector w = z.mul(z);
    DoubleVector even = w.fma(broadcast(S, LOG_7), broadcast(S, LOG_5));
    even = even.fma(w, broadcast(S, LOG_3)).fma(w, broadcast(S, LOG_1));
    DoubleVector odd = w.fma(broadcast(S, LOG_6), broadcast(S, LOG_4));
    odd = odd.fma(w, broadcast(S, LOG_2));
    DoubleVector halfSquare = f.mul(broadcast(S, 0.5)).mul(f);
    DoubleVector sum = odd.fma(z, even).fma(z, halfSquare);
    DoubleVector low = s.fma(sum, k.mul(broadcast(S, LN_2_LOW)));
    return k.fma(broadcast(S, LN_2), f.sub(halfSquare.sub(low)));
  }
}
