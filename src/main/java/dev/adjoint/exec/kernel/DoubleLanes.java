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

  static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  static final VectorSpecies<Long> L = S.withLanes(long.class);

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
    return withSign(z.div(z.add(broadcast(S, 1.0))).abs(), x);
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

  static DoubleVector erf(DoubleVector x) {
    DoubleVector six = broadcast(S, 6.0);
    DoubleVector a = x.abs();
    var small = a.compare(LT, broadcast(S, 1.0));
    a = a.blend(six, a.compare(GT, six));
    DoubleVector root = broadcast(S, SQRT_2);
    DoubleVector tail =
        expNegative(a.neg().mul(a)).mul(broadcast(S, TAIL_0).add(tailRest(a.mul(root))));
    DoubleVector large = broadcast(S, 1.0).sub(root.mul(tail).div(a));
    return withSign(large, x).blend(smallErf(x), small);
  }

  static DoubleVector gelu(DoubleVector x) {
    DoubleVector limit = broadcast(S, 40.0);
    DoubleVector a = x.abs();
    a = a.blend(limit, a.compare(GT, limit));
    DoubleVector square = a.mul(a);
    DoubleVector minusHalf = broadcast(S, -0.5);
    DoubleVector h = square.mul(minusHalf);
    DoubleVector e = expm1Reduced(h, a.fma(a, square.neg()).mul(minusHalf));
    DoubleVector rest = tailRest(a);
    DoubleVector first = broadcast(S, TAIL_0);
    DoubleVector tail = scale(first.add(e.fma(first.add(rest), rest)), h);
    DoubleVector half = broadcast(S, 0.5);
    DoubleVector v = x.mul(broadcast(S, SQRT_ONE_HALF));
    DoubleVector near = x.mul(half.fma(smallErf(v), half));
    DoubleVector zero = x.mul(broadcast(S, 0.0));
    DoubleVector below = tail.neg().blend(zero, x.compare(LT, limit.neg()));
    DoubleVector above = x.sub(tail).blend(near, v.abs().compare(LT, broadcast(S, 1.0)));
    return above.blend(below, x.compare(LT, broadcast(S, -0.65)));
  }

  static DoubleVector elu(DoubleVector x, DoubleVector alpha) {
    return alpha.mul(expm1(x)).blend(x, x.compare(GT, broadcast(S, 0.0)));
  }

  static DoubleVector xlogy(DoubleVector x, DoubleVector y) {
    DoubleVector zero = broadcast(S, 0.0);
    var none = x.compare(EQ, zero).and(y.compare(EQ, y));
    return x.mul(log(y)).blend(zero, none);
  }

  static DoubleVector mod(DoubleVector a, DoubleVector b) {
    DoubleVector q = a.div(b);
    DoubleVector whole = broadcast(S, 0x1p52);
    if (q.abs().compare(GT, whole).anyTrue()) {
      return OneByOne.mod(a, b);
    }
    DoubleVector n = withSign(q.abs().add(whole).sub(whole), q);
    q = n.blend(n.sub(broadcast(S, 1.0)), n.compare(GT, q));
    DoubleVector zero = broadcast(S, 0.0);
    var endless = b.abs().compare(EQ, broadcast(S, INFINITY));
    DoubleVector r = q.neg().fma(b, a).blend(a.add(a.sub(a)), endless);
    var above = r.compare(GT, zero);
    var below = r.compare(LT, zero);
    var negative = b.compare(LT, zero);
    DoubleVector sum = r.add(b);
    DoubleVector shifted = r.blend(sum, below).blend(r, negative);
    shifted = shifted.blend(sum, above.and(negative));
    return shifted.blend(withSign(zero, b), r.compare(EQ, zero));
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

  private static DoubleVector expm1Reduced(DoubleVector x, DoubleVector low) {
    DoubleVector n = x.fma(broadcast(S, LOG2_E), broadcast(S, ROUND_BIASED_TWICE));
    n = n.sub(broadcast(S, ROUND_BIASED_TWICE));
    DoubleVector high = n.fma(broadcast(S, -LN_2), x);
    DoubleVector rest = n.fma(broadcast(S, -LN_2_LOW), low);
    DoubleVector r = high.add(rest);
    DoubleVector z = r.mul(r);
    return high.add(expTail(r, z).fma(z, rest));
  }

  private static DoubleVector smallErf(DoubleVector x) {
    DoubleVector z = x.mul(x);
    DoubleVector w = z.mul(z);
    DoubleVector even = w.fma(broadcast(S, ERF_25), broadcast(S, ERF_21));
    even = even.fma(w, broadcast(S, ERF_17)).fma(w, broadcast(S, ERF_13));
    even = even.fma(w, broadcast(S, ERF_9)).fma(w, broadcast(S, ERF_5));
    even = even.fma(w, broadcast(S, ERF_1));
    DoubleVector odd = w.fma(broadcast(S, ERF_23), broadcast(S, ERF_19));
    odd = odd.fma(w, broadcast(S, ERF_15)).fma(w, broadcast(S, ERF_11));
    odd = odd.fma(w, broadcast(S, ERF_7)).fma(w, broadcast(S, ERF_3));
    return x.fma(odd.fma(z, even), x);
  }

  private static DoubleVector tailRest(DoubleVector x) {
    DoubleVector five = broadcast(S, 5.0);
    DoubleVector one = broadcast(S, 1.0);
    DoubleVector sum = x.add(five);
    DoubleVector error = x.sub(sum.sub(five));
    DoubleVector difference = sum.sub(broadcast(S, 10.0));
    DoubleVector inverse = one.div(sum);
    DoubleVector rough = difference.mul(inverse);
    DoubleVector rest = rough.neg().fma(sum, difference).add(error.mul(one.sub(rough)));
    DoubleVector t = rest.fma(inverse, rough);
    DoubleVector w = t.mul(t);
    DoubleVector even = w.fma(broadcast(S, TAIL_20), broadcast(S, TAIL_18));
    even = even.fma(w, broadcast(S, TAIL_16)).fma(w, broadcast(S, TAIL_14));
    even = even.fma(w, broadcast(S, TAIL_12)).fma(w, broadcast(S, TAIL_10));
    even = even.fma(w, broadcast(S, TAIL_8));
    DoubleVector odd = w.fma(broadcast(S, TAIL_21), broadcast(S, TAIL_19));
    odd = odd.fma(w, broadcast(S, TAIL_17)).fma(w, broadcast(S, TAIL_15));
    odd = odd.fma(w, broadcast(S, TAIL_13)).fma(w, broadcast(S, TAIL_11));
    odd = odd.fma(w, broadcast(S, TAIL_9));
    DoubleVector y = odd.fma(t, even).fma(t, broadcast(S, TAIL_7)).fma(t, broadcast(S, TAIL_6));
    y = y.fma(t, broadcast(S, TAIL_5)).fma(t, broadcast(S, TAIL_4));
    y = y.fma(t, broadcast(S, TAIL_3)).fma(t, broadcast(S, TAIL_2));
    return y.fma(t, broadcast(S, TAIL_1)).mul(t);
  }

  static DoubleVector withSign(DoubleVector magnitude, DoubleVector sign) {
    LongVector bit = sign.reinterpretAsLongs().and(LongVector.broadcast(L, SIGN));
    return magnitude.reinterpretAsLongs().or(bit).reinterpretAsDoubles();
  }
}
