package dev.adjoint.exec.kernel;

import static dev.adjoint.exec.kernel.DoubleCoefficients.*;
import static dev.adjoint.exec.kernel.DoubleLanes.L;
import static dev.adjoint.exec.kernel.DoubleLanes.S;
import static dev.adjoint.exec.kernel.DoubleLanes.withSign;
import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NE;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;

/// The functions of angles, and their inverses, in lanes: by the operations of [DoubleTrigonometry].
final class DoubleTrigonometryLanes {
  private DoubleTrigonometryLanes() {}

  static DoubleVector sin(DoubleVector x) {
    if (isFar(x)) {
      return OneByOne.sin(x);
    }
    DoubleVector r = angle(x);
    DoubleVector low = angleLow(x);
    LongVector quadrant = quadrant(x);
    DoubleVector y = sinReduced(r, low).blend(cosReduced(r, low), has(quadrant, 1));
    return y.blend(y.neg(), has(quadrant, 2));
  }

  static DoubleVector cos(DoubleVector x) {
    if (isFar(x)) {
      return OneByOne.cos(x);
    }
    DoubleVector r = angle(x);
    DoubleVector low = angleLow(x);
    LongVector quadrant = quadrant(x);
    DoubleVector y = cosReduced(r, low).blend(sinReduced(r, low), has(quadrant, 1));
    return y.blend(y.neg(), has(quadrant.add(LongVector.broadcast(L, 1)), 2));
  }

  static DoubleVector tan(DoubleVector x) {
    if (isFar(x)) {
      return OneByOne.tan(x);
    }
    DoubleVector r = angle(x);
    DoubleVector low = angleLow(x);
    DoubleVector s = sinReduced(r, low);
    DoubleVector c = cosReduced(r, low);
    var odd = has(quadrant(x), 1);
    return s.blend(c, odd).div(c.blend(s.neg(), odd));
  }

  static DoubleVector asin(DoubleVector x) {
    DoubleVector a = x.abs();
    DoubleVector half = broadcast(S, 0.5);
    var over = a.compare(GT, half);
    DoubleVector z = x.mul(x).blend(half.sub(half.mul(a)), over);
    DoubleVector s = a.blend(z.sqrt(), over);
    DoubleVector tail = s.mul(z).mul(asinTail(z));
    DoubleVector rest = tail.add(tail).sub(broadcast(S, PI_HALF_LOW));
    DoubleVector large = broadcast(S, PI_HALF).sub(s.add(s)).sub(rest);
    return withSign(a.add(tail).blend(large, over), x);
  }

  static DoubleVector acos(DoubleVector x) {
    DoubleVector a = x.abs();
    DoubleVector half = broadcast(S, 0.5);
    var over = a.compare(GT, half);
    DoubleVector z = x.mul(x).blend(half.sub(half.mul(a)), over);
    DoubleVector s = x.blend(z.sqrt(), over);
    DoubleVector tail = s.mul(z).mul(asinTail(z));
    DoubleVector right = broadcast(S, PI_HALF);
    DoubleVector low = broadcast(S, PI_HALF_LOW);
    DoubleVector small = right.sub(s.sub(low.sub(tail)));
    DoubleVector below = right.sub(s).sub(tail.sub(low));
    DoubleVector large = s.add(tail).blend(below, x.compare(LT, broadcast(S, 0.0)));
    return small.blend(large.add(large), over);
  }

  static DoubleVector atan(DoubleVector x) {
    DoubleVector a = x.abs();
    var overOne = a.compare(GT, broadcast(S, 0.4375));
    var overTwo = a.compare(GT, broadcast(S, 0.6875));
    var overThree = a.compare(GT, broadcast(S, 1.1875));
    var overFour = a.compare(GT, broadcast(S, 2.4375));
    DoubleVector zero = broadcast(S, 0.0);
    DoubleVector c = zero.blend(broadcast(S, 0.5), overOne).blend(broadcast(S, 1.0), overTwo);
    c = c.blend(broadcast(S, 1.5), overThree);
    DoubleVector high = zero.blend(broadcast(S, ATAN_HALF), overOne);
    high = high.blend(broadcast(S, PI_QUARTER), overTwo);
    high = high.blend(broadcast(S, ATAN_3_HALVES), overThree);
    high = high.blend(broadcast(S, PI_HALF), overFour);
    DoubleVector low = zero.blend(broadcast(S, ATAN_HALF_LOW), overOne);
    low = low.blend(broadcast(S, PI_QUARTER_LOW), overTwo);
    low = low.blend(broadcast(S, ATAN_3_HALVES_LOW), overThree);
    low = low.blend(broadcast(S, PI_HALF_LOW), overFour);
    DoubleVector over = a.sub(c).blend(broadcast(S, -1.0), overFour);
    DoubleVector t = over.div(a.fma(c, broadcast(S, 1.0)).blend(a, overFour));
    DoubleVector z = t.mul(t);
    return withSign(high.add(t.add(t.mul(z).fma(atanTail(z), low))), x);
  }

  private static boolean isFar(DoubleVector x) {
    return x.abs().compare(GT, broadcast(S, FAR)).anyTrue();
  }

  private static LongVector quadrant(DoubleVector x) {
    return x.fma(broadcast(S, TWO_OVER_PI), broadcast(S, ROUND)).reinterpretAsLongs();
  }

  private static VectorMask<Double> has(LongVector bits, long bit) {
    LongVector one = bits.and(LongVector.broadcast(L, bit));
    return one.compare(NE, LongVector.broadcast(L, 0)).cast(S);
  }

  private static DoubleVector angle(DoubleVector x) {
    DoubleVector n = x.fma(broadcast(S, TWO_OVER_PI), broadcast(S, ROUND));
    n = n.sub(broadcast(S, ROUND));
    return n.fma(broadcast(S, -PI_HALF_LOW), n.fma(broadcast(S, -PI_HALF), x));
  }

  private static DoubleVector angleLow(DoubleVector x) {
    DoubleVector n = x.fma(broadcast(S, TWO_OVER_PI), broadcast(S, ROUND));
    n = n.sub(broadcast(S, ROUND));
    DoubleVector high = n.fma(broadcast(S, -PI_HALF), x);
    DoubleVector part = broadcast(S, -PI_HALF_LOW);
    DoubleVector rest = n.fma(part, high.sub(n.fma(part, high)));
    return n.fma(broadcast(S, -PI_HALF_LOWEST), rest);
  }

  private static DoubleVector sinReduced(DoubleVector r, DoubleVector low) {
    DoubleVector z = r.mul(r);
    DoubleVector w = z.mul(z);
    DoubleVector even = w.fma(broadcast(S, SIN_11), broadcast(S, SIN_7));
    even = even.fma(w, broadcast(S, SIN_3));
    DoubleVector odd = w.fma(broadcast(S, SIN_13), broadcast(S, SIN_9));
    odd = odd.fma(w, broadcast(S, SIN_5));
    DoubleVector y = r.add(r.mul(z).fma(odd.fma(z, even), low));
    return y.blend(r, r.compare(EQ, broadcast(S, 0.0)));
  }

  private static DoubleVector cosReduced(DoubleVector r, DoubleVector low) {
    DoubleVector z = r.mul(r);
    DoubleVector w = z.mul(z);
    DoubleVector even = w.fma(broadcast(S, COS_12), broadcast(S, COS_8));
    even = even.fma(w, broadcast(S, COS_4));
    DoubleVector odd = w.fma(broadcast(S, COS_14), broadcast(S, COS_10));
    odd = odd.fma(w, broadcast(S, COS_6));
    DoubleVector one = broadcast(S, 1.0);
    DoubleVector half = z.mul(broadcast(S, 0.5));
    DoubleVector first = one.sub(half);
    DoubleVector error = one.sub(first).sub(half);
    return first.add(error.add(w.fma(odd.fma(z, even), r.neg().mul(low))));
  }

  private static DoubleVector asinTail(DoubleVector z) {
    DoubleVector w = z.mul(z);
    DoubleVector even = w.fma(broadcast(S, ASIN_23), broadcast(S, ASIN_19));
    even = even.fma(w, broadcast(S, ASIN_15)).fma(w, broadcast(S, ASIN_11));
    even = even.fma(w, broadcast(S, ASIN_7)).fma(w, broadcast(S, ASIN_3));
    DoubleVector odd = w.fma(broadcast(S, ASIN_25), broadcast(S, ASIN_21));
    odd = odd.fma(w, broadcast(S, ASIN_17)).fma(w, broadcast(S, ASIN_13));
    odd = odd.fma(w, broadcast(S, ASIN_9)).fma(w, broadcast(S, ASIN_5));
    return odd.fma(z, even);
  }

  private static DoubleVector atanTail(DoubleVector z) {
    DoubleVector w = z.mul(z);
    DoubleVector even = w.fma(broadcast(S, ATAN_23), broadcast(S, ATAN_19));
    even = even.fma(w, broadcast(S, ATAN_15)).fma(w, broadcast(S, ATAN_11));
    even = even.fma(w, broadcast(S, ATAN_7)).fma(w, broadcast(S, ATAN_3));
    DoubleVector odd = w.fma(broadcast(S, ATAN_21), broadcast(S, ATAN_17));
    odd = odd.fma(w, broadcast(S, ATAN_13)).fma(w, broadcast(S, ATAN_9));
    return odd.fma(w, broadcast(S, ATAN_5)).fma(z, even);
  }
}
