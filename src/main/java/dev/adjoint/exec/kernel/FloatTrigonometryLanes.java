package dev.adjoint.exec.kernel;

import static dev.adjoint.exec.kernel.FloatCoefficients.*;
import static dev.adjoint.exec.kernel.FloatLanes.I;
import static dev.adjoint.exec.kernel.FloatLanes.S;
import static dev.adjoint.exec.kernel.FloatLanes.withSign;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/// The functions of angles, and their inverses, in lanes: by the operations of [FloatTrigonometry].
final class FloatTrigonometryLanes {
  private FloatTrigonometryLanes() {}

  static FloatVector sin(FloatVector x) {
    if (isFar(x)) {
      return OneByOne.sin(x);
    }
    FloatVector r = angle(x);
    IntVector quadrant = quadrant(x);
    FloatVector y = sinReduced(r).blend(cosReduced(r), has(quadrant, 1));
    return y.blend(y.neg(), has(quadrant, 2));
  }

  static FloatVector cos(FloatVector x) {
    if (isFar(x)) {
      return OneByOne.cos(x);
    }
    FloatVector r = angle(x);
    IntVector quadrant = quadrant(x);
    FloatVector y = cosReduced(r).blend(sinReduced(r), has(quadrant, 1));
    return y.blend(y.neg(), has(quadrant.add(IntVector.broadcast(I, 1)), 2));
  }

  static FloatVector tan(FloatVector x) {
    if (isFar(x)) {
      return OneByOne.tan(x);
    }
    FloatVector r = angle(x);
    FloatVector s = sinReduced(r);
    FloatVector c = cosReduced(r);
    var odd = has(quadrant(x), 1);
    return s.blend(c, odd).div(c.blend(s.neg(), odd));
  }

  static FloatVector asin(FloatVector x) {
    FloatVector a = x.abs();
    FloatVector half = broadcast(S, 0.5f);
    var over = a.compare(GT, half);
    FloatVector z = x.mul(x).blend(half.sub(half.mul(a)), over);
    FloatVector s = a.blend(z.sqrt(), over);
    FloatVector tail = s.mul(z).mul(asinTail(z));
    FloatVector rest = tail.add(tail).sub(broadcast(S, PI_HALF_LOW));
    FloatVector large = broadcast(S, PI_HALF).sub(s.add(s)).sub(rest);
    return withSign(a.add(tail).blend(large, over), x);
  }

  static FloatVector acos(FloatVector x) {
    FloatVector a = x.abs();
    FloatVector half = broadcast(S, 0.5f);
    var over = a.compare(GT, half);
    FloatVector z = x.mul(x).blend(half.sub(half.mul(a)), over);
    FloatVector s = x.blend(z.sqrt(), over);
    FloatVector tail = s.mul(z).mul(asinTail(z));
    FloatVector right = broadcast(S, PI_HALF);
    FloatVector low = broadcast(S, PI_HALF_LOW);
    FloatVector small = right.sub(s.sub(low.sub(tail)));
    FloatVector below = right.sub(s).sub(tail.sub(low));
    FloatVector large = s.add(tail).blend(below, x.compare(LT, broadcast(S, 0f)));
    return small.blend(large.add(large), over);
  }

  static FloatVector atan(FloatVector x) {
    FloatVector a = x.abs();
    var overOne = a.compare(GT, broadcast(S, 0.4375f));
    var overTwo = a.compare(GT, broadcast(S, 0.6875f));
    var overThree = a.compare(GT, broadcast(S, 1.1875f));
    var overFour = a.compare(GT, broadcast(S, 2.4375f));
    FloatVector zero = broadcast(S, 0f);
    FloatVector c = zero.blend(broadcast(S, 0.5f), overOne).blend(broadcast(S, 1f), overTwo);
    c = c.blend(broadcast(S, 1.5f), overThree);
    FloatVector high = zero.blend(broadcast(S, ATAN_HALF), overOne);
    high = high.blend(broadcast(S, PI_QUARTER), overTwo);
    high = high.blend(broadcast(S, ATAN_3_HALVES), overThree);
    high = high.blend(broadcast(S, PI_HALF), overFour);
    FloatVector low = zero.blend(broadcast(S, ATAN_HALF_LOW), overOne);
    low = low.blend(broadcast(S, PI_QUARTER_LOW), overTwo);
    low = low.blend(broadcast(S, ATAN_3_HALVES_LOW), overThree);
    low = low.blend(broadcast(S, PI_HALF_LOW), overFour);
    FloatVector over = a.sub(c).blend(broadcast(S, -1f), overFour);
    FloatVector t = over.div(a.fma(c, broadcast(S, 1f)).blend(a, overFour));
    FloatVector z = t.mul(t);
    return withSign(high.add(t.add(t.mul(z).fma(atanTail(z), low))), x);
  }

  private static boolean isFar(FloatVector x) {
    return x.abs().compare(GT, broadcast(S, FAR)).anyTrue();
  }

  private static IntVector quadrant(FloatVector x) {
    return x.fma(broadcast(S, TWO_OVER_PI), broadcast(S, ROUND)).reinterpretAsInts();
  }

  private static VectorMask<Float> has(IntVector bits, int bit) {
    IntVector one = bits.and(IntVector.broadcast(I, bit));
    return one.compare(NE, IntVector.broadcast(I, 0)).cast(S);
  }

  private static FloatVector angle(FloatVector x) {
    FloatVector n = x.fma(broadcast(S, TWO_OVER_PI), broadcast(S, ROUND));
    n = n.sub(broadcast(S, ROUND));
    FloatVector r = n.fma(broadcast(S, -PI_HALF_LOW), n.fma(broadcast(S, -PI_HALF), x));
    return n.fma(broadcast(S, -PI_HALF_LOWEST), r);
  }

  private static FloatVector sinReduced(FloatVector r) {
    FloatVector z = r.mul(r);
    FloatVector tail = z.fma(broadcast(S, SIN_7), broadcast(S, SIN_5));
    FloatVector y = r.mul(z).fma(tail.fma(z, broadcast(S, SIN_3)), r);
    return y.blend(r, r.compare(EQ, broadcast(S, 0f)));
  }

  private static FloatVector cosReduced(FloatVector r) {
    FloatVector z = r.mul(r);
    FloatVector tail = z.fma(broadcast(S, COS_8), broadcast(S, COS_6));
    tail = tail.fma(z, broadcast(S, COS_4));
    return tail.fma(z, broadcast(S, -0.5f)).fma(z, broadcast(S, 1f));
  }

  private static FloatVector asinTail(FloatVector z) {
    FloatVector w = z.mul(z);
    FloatVector even = w.fma(broadcast(S, ASIN_11), broadcast(S, ASIN_7));
    FloatVector odd = w.fma(broadcast(S, ASIN_9), broadcast(S, ASIN_5));
    return odd.fma(z, even.fma(w, broadcast(S, ASIN_3)));
  }

  private static FloatVector atanTail(FloatVector z) {
    FloatVector w = z.mul(z);
    FloatVector even = w.fma(broadcast(S, ATAN_11), broadcast(S, ATAN_7));
    FloatVector odd = w.fma(broadcast(S, ATAN_9), broadcast(S, ATAN_5));
    return odd.fma(z, even.fma(w, broadcast(S, ATAN_3)));
  }
}
