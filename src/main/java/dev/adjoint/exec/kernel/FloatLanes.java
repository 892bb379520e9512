package dev.adjoint.exec.kernel;

import static dev.adjoint.exec.kernel.FloatCoefficients.*;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/// The functions of as many float numbers as the processor takes at once, by the very operations of
/// [FloatMath], which says how they work. Only for a Java with the module `jdk.incubator.vector`.
///
/// The compiler of the JVM makes one loop of a caller and all it calls, and lifts the constants out
/// of it, as int as it inlines everything; a call that stays puts its vectors on the heap. It stops
/// inlining methods other than the JDK's once it has made 18,000 nodes, and each operation here
/// makes about 400. So methods of our own are called early in a method, never late, and two of these
/// functions do not fit into one loop by plain calls.
final class FloatLanes {
  private FloatLanes() {}

  static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  static final VectorSpecies<Integer> I = S.withLanes(int.class);

  static FloatVector exp(FloatVector x) {
    FloatVector y = scale(expReduced(x), x);
    y = y.blend(INFINITY, x.compare(GT, broadcast(S, 150f)));
    return y.blend(0f, x.compare(LT, broadcast(S, -150f)));
  }

  static FloatVector expm1(FloatVector x) {
    FloatVector y =
        halfExpm1(x.blend(-20f, x.compare(LT, broadcast(S, -20f)))).mul(broadcast(S, 2f));
    y = y.blend(INFINITY, x.compare(GT, broadcast(S, 89f)));
    return y.blend(x, x.abs().compare(LT, broadcast(S, TINY)));
  }

  static FloatVector sinh(FloatVector x) {
    FloatVector a = x.abs();
    FloatVector g = halfExp(a);
    FloatVector large = g.sub(broadcast(S, 0.25f).div(g));
    large = large.blend(large.neg(), x.compare(LT, broadcast(S, 0f)));
    FloatVector z = x.mul(x);
    FloatVector tail = z.fma(broadcast(S, SINH_7), broadcast(S, SINH_5));
    tail = tail.fma(z, broadcast(S, SINH_3));
    return large.blend(x.mul(z).fma(tail, x), a.compare(LT, broadcast(S, 1f)));
  }

  static FloatVector cosh(FloatVector x) {
    FloatVector g = halfExp(x.abs());
    return g.add(broadcast(S, 0.25f).div(g));
  }

  static FloatVector tanh(FloatVector x) {
    FloatVector a = x.abs();
    FloatVector z = halfExpm1(a.add(a).blend(20f, a.compare(GT, broadcast(S, 10f))));
    return withSign(z.div(z.add(broadcast(S, 1f))), x);
  }

  static FloatVector sigmoid(FloatVector x) {
    FloatVector e = expNegative(x.abs().neg());
    return broadcast(S, 1f).blend(e, x.compare(LT, broadcast(S, 0f))).div(e.add(broadcast(S, 1f)));
  }

  static FloatVector silu(FloatVector x) {
    FloatVector limit = broadcast(S, -150f);
    FloatVector a = x.abs().neg();
    a = a.blend(limit, a.compare(LT, limit));
    FloatVector first = firstPower(a);
    FloatVector second = secondPower(a);
    FloatVector zero = broadcast(S, 0f);
    var negative = x.compare(LT, zero);
    FloatVector p = expReduced(a.blend(a.neg(), negative));
    FloatVector power = first.mul(second);
    FloatVector sum = power.fma(p, broadcast(S, 1f)).blend(power.add(p), negative);
    FloatVector y = x.div(sum);
    FloatVector below = y.mul(first).mul(second).blend(x.mul(zero), x.compare(LT, limit));
    return y.blend(below, negative);
  }

  static FloatVector softplus(FloatVector x) {
    FloatVector e = expNegative(x.abs().neg());
    FloatVector s = e.div(e.add(broadcast(S, 2f)));
    FloatVector z = s.mul(s);
    FloatVector w = z.mul(z);
    FloatVector even = w.fma(broadcast(S, UNIT_3), broadcast(S, UNIT_1));
    FloatVector odd = w.fma(broadcast(S, UNIT_4), broadcast(S, UNIT_2));
    FloatVector halfSquare = e.mul(broadcast(S, 0.5f)).mul(e);
    FloatVector sum = odd.fma(z, even).fma(z, halfSquare);
    FloatVector y = e.sub(s.neg().fma(sum, halfSquare));
    FloatVector zero = broadcast(S, 0f);
    return y.add(zero.blend(x, x.compare(GT, zero)));
  }

  static FloatVector log(FloatVector x) {
    var small = x.compare(LT, broadcast(S, Float.MIN_NORMAL));
    FloatVector bias = broadcast(S, 0x1p23f + 127).blend(0x1p23f + 127 + 25, small);
    IntVector bits =
        x.blend(x.mul(broadcast(S, 0x1p25f)), small)
            .reinterpretAsInts()
            .add(IntVector.broadcast(I, ONE - SQRT_HALF));
    FloatVector k =
        bits.lanewise(LSHR, 23).or(IntVector.broadcast(I, TWO_23)).reinterpretAsFloats().sub(bias);
    FloatVector f =
        bits.and(IntVector.broadcast(I, SIGNIFICAND))
            .add(IntVector.broadcast(I, SQRT_HALF))
            .reinterpretAsFloats()
            .sub(broadcast(S, 1f));
    FloatVector y = logSum(k, f);
    y = x.blend(y, x.compare(LT, broadcast(S, INFINITY)));
    y = y.blend(Float.NaN, x.compare(LT, broadcast(S, 0f)));
    return y.blend(-INFINITY, x.compare(EQ, broadcast(S, 0f)));
  }

  static FloatVector log1p(FloatVector x) {
    FloatVector u = x.add(broadcast(S, 1f));
    FloatVector v = u.sub(broadcast(S, 1f));
    FloatVector error = x.sub(v).add(broadcast(S, 1f).sub(u.sub(v)));
    IntVector bits = u.reinterpretAsInts().add(IntVector.broadcast(I, ONE - SQRT_HALF));
    FloatVector k =
        bits.lanewise(LSHR, 23)
            .or(IntVector.broadcast(I, TWO_23))
            .reinterpretAsFloats()
            .sub(broadcast(S, 0x1p23f + 127));
    IntVector exponent = IntVector.broadcast(I, EXPONENT);
    FloatVector inverse = exponent.sub(bits.and(exponent)).reinterpretAsFloats();
    FloatVector m =
        bits.and(IntVector.broadcast(I, SIGNIFICAND))
            .add(IntVector.broadcast(I, SQRT_HALF))
            .reinterpretAsFloats();
    FloatVector f = error.mul(broadcast(S, 0.5f)).fma(inverse, m.sub(broadcast(S, 1f)));
    FloatVector y = logSum(k, f);
    y = u.blend(y, u.compare(LT, broadcast(S, INFINITY)));
    y = y.blend(Float.NaN, u.compare(LT, broadcast(S, 0f)));
    y = y.blend(-INFINITY, u.compare(EQ, broadcast(S, 0f)));
    return y.blend(x, x.abs().compare(LT, broadcast(S, TINY)));
  }

  static FloatVector erf(FloatVector x) {
    FloatVector six = broadcast(S, 6f);
    FloatVector a = x.abs();
    var small = a.compare(LT, broadcast(S, 1f));
    a = a.blend(six, a.compare(GT, six));
    FloatVector root = broadcast(S, SQRT_2);
    FloatVector tail =
        expNegative(a.neg().mul(a)).mul(broadcast(S, TAIL_0).add(tailRest(a.mul(root))));
    FloatVector large = broadcast(S, 1f).sub(root.mul(tail).div(a));
    return withSign(large, x).blend(smallErf(x), small);
  }

  static FloatVector gelu(FloatVector x) {
    FloatVector limit = broadcast(S, 15f);
    FloatVector a = x.abs();
    a = a.blend(limit, a.compare(GT, limit));
    FloatVector square = a.mul(a);
    FloatVector minusHalf = broadcast(S, -0.5f);
    FloatVector h = square.mul(minusHalf);
    FloatVector e = expm1Reduced(h, a.fma(a, square.neg()).mul(minusHalf));
    FloatVector rest = tailRest(a);
    FloatVector first = broadcast(S, TAIL_0);
    FloatVector tail = scale(first.add(e.fma(first.add(rest), rest)), h);
    FloatVector half = broadcast(S, 0.5f);
    FloatVector v = x.mul(broadcast(S, SQRT_ONE_HALF));
    FloatVector near = x.mul(half.fma(smallErf(v), half));
    FloatVector zero = x.mul(broadcast(S, 0f));
    FloatVector below = tail.neg().blend(zero, x.compare(LT, limit.neg()));
    FloatVector above = x.sub(tail).blend(near, v.abs().compare(LT, broadcast(S, 1f)));
    return above.blend(below, x.compare(LT, broadcast(S, -0.65f)));
  }

  static FloatVector elu(FloatVector x, FloatVector alpha) {
    return alpha.mul(expm1(x)).blend(x, x.compare(GT, broadcast(S, 0f)));
  }

  static FloatVector xlogy(FloatVector x, FloatVector y) {
    FloatVector zero = broadcast(S, 0f);
    var none = x.compare(EQ, zero).and(y.compare(EQ, y));
    return x.mul(log(y)).blend(zero, none);
  }

  static FloatVector mod(FloatVector a, FloatVector b) {
    FloatVector q = a.div(b);
    FloatVector whole = broadcast(S, 0x1p23f);
    if (q.abs().compare(GT, whole).anyTrue()) {
      return OneByOne.mod(a, b);
    }
    FloatVector n = withSign(q.abs().add(whole).sub(whole), q);
    q = n.blend(n.sub(broadcast(S, 1f)), n.compare(GT, q));
    FloatVector zero = broadcast(S, 0f);
    var endless = b.abs().compare(EQ, broadcast(S, INFINITY));
    FloatVector r = q.neg().fma(b, a).blend(a.add(a.sub(a)), endless);
    var above = r.compare(GT, zero);
    var below = r.compare(LT, zero);
    var negative = b.compare(LT, zero);
    FloatVector sum = r.add(b);
    FloatVector shifted = r.blend(sum, below).blend(r, negative);
    shifted = shifted.blend(sum, above.and(negative));
    return shifted.blend(withSign(zero, b), r.compare(EQ, zero));
  }

  private static FloatVector expReduced(FloatVector x) {
    FloatVector n =
        x.fma(broadcast(S, LOG2_E), broadcast(S, ROUND_BIASED_TWICE))
            .sub(broadcast(S, ROUND_BIASED_TWICE));
    FloatVector r = n.fma(broadcast(S, -LN_2_LOW), n.fma(broadcast(S, -LN_2), x));
    FloatVector z = r.mul(r);
    return expTail(r, z).fma(z, r).add(broadcast(S, 1f));
  }

  private static FloatVector expTail(FloatVector r, FloatVector z) {
    FloatVector odd = z.fma(broadcast(S, EXP_5), broadcast(S, EXP_3));
    FloatVector even = z.fma(broadcast(S, EXP_6), broadcast(S, EXP_4)).fma(z, broadcast(S, 0.5f));
    return odd.fma(r, even);
  }

  private static FloatVector scale(FloatVector y, FloatVector x) {
    return y.mul(firstPower(x)).mul(secondPower(x));
  }

  private static FloatVector firstPower(FloatVector x) {
    IntVector half =
        x.fma(broadcast(S, LOG2_E / 2), broadcast(S, ROUND_BIASED)).reinterpretAsInts();
    return half.lanewise(LSHL, 23).reinterpretAsFloats();
  }

  private static FloatVector secondPower(FloatVector x) {
    IntVector both =
        x.fma(broadcast(S, LOG2_E), broadcast(S, ROUND_BIASED_TWICE)).reinterpretAsInts();
    IntVector half =
        x.fma(broadcast(S, LOG2_E / 2), broadcast(S, ROUND_BIASED)).reinterpretAsInts();
    return both.sub(half).lanewise(LSHL, 23).reinterpretAsFloats();
  }

  private static FloatVector expNegative(FloatVector x) {
    return scale(expReduced(x), x).blend(0f, x.compare(LT, broadcast(S, -150f)));
  }

  private static FloatVector halfExp(FloatVector x) {
    return scale(expReduced(x).mul(broadcast(S, 0.5f)), x)
        .blend(INFINITY, x.compare(GT, broadcast(S, 150f)));
  }

  private static FloatVector halfExpm1(FloatVector x) {
    FloatVector shifted = x.fma(broadcast(S, LOG2_E), broadcast(S, ROUND_BIASED_LESS_ONE));
    FloatVector n = shifted.sub(broadcast(S, ROUND_BIASED_LESS_ONE));
    FloatVector power = shifted.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
    FloatVector r = n.fma(broadcast(S, -LN_2_LOW), n.fma(broadcast(S, -LN_2), x));
    FloatVector z = r.mul(r);
    FloatVector e = expTail(r, z).fma(z, r);
    return power.fma(e, power.sub(broadcast(S, 0.5f)));
  }

  private static FloatVector logSum(FloatVector k, FloatVector f) {
    FloatVector s = f.div(f.add(broadcast(S, 2f)));
    FloatVector z = s.mul(s);
    FloatVector w = z.mul(z);
    FloatVector even = w.fma(broadcast(S, LOG_3), broadcast(S, LOG_1));
    FloatVector halfSquare = f.mul(broadcast(S, 0.5f)).mul(f);
    FloatVector sum = z.fma(broadcast(S, LOG_2), even).fma(z, halfSquare);
    FloatVector low = s.fma(sum, k.mul(broadcast(S, LN_2_LOW)));
    return k.fma(broadcast(S, LN_2), f.sub(halfSquare.sub(low)));
  }

  private static FloatVector expm1Reduced(FloatVector x, FloatVector low) {
    FloatVector n = x.fma(broadcast(S, LOG2_E), broadcast(S, ROUND_BIASED_TWICE));
    n = n.sub(broadcast(S, ROUND_BIASED_TWICE));
    FloatVector high = n.fma(broadcast(S, -LN_2), x);
    FloatVector rest = n.fma(broadcast(S, -LN_2_LOW), low);
    FloatVector r = high.add(rest);
    FloatVector z = r.mul(r);
    return high.add(expTail(r, z).fma(z, rest));
  }

  private static FloatVector smallErf(FloatVector x) {
    FloatVector z = x.mul(x);
    FloatVector w = z.mul(z);
    FloatVector even = w.fma(broadcast(S, ERF_13), broadcast(S, ERF_9));
    even = even.fma(w, broadcast(S, ERF_5)).fma(w, broadcast(S, ERF_1));
    FloatVector odd = w.fma(broadcast(S, ERF_11), broadcast(S, ERF_7));
    odd = odd.fma(w, broadcast(S, ERF_3));
    return x.fma(odd.fma(z, even), x);
  }

  private static FloatVector tailRest(FloatVector x) {
    FloatVector three = broadcast(S, 3f);
    FloatVector t = x.sub(three).div(x.add(three));
    FloatVector w = t.mul(t);
    FloatVector even = w.fma(broadcast(S, TAIL_8), broadcast(S, TAIL_6));
    even = even.fma(w, broadcast(S, TAIL_4));
    FloatVector odd = w.fma(broadcast(S, TAIL_7), broadcast(S, TAIL_5));
    FloatVector y = odd.fma(t, even).fma(t, broadcast(S, TAIL_3)).fma(t, broadcast(S, TAIL_2));
    return y.fma(t, broadcast(S, TAIL_1)).mul(t);
  }

  static FloatVector withSign(FloatVector magnitude, FloatVector sign) {
    IntVector bit = sign.reinterpretAsInts().and(IntVector.broadcast(I, SIGN));
    return magnitude.reinterpretAsInts().or(bit).reinterpretAsFloats();
  }
}
