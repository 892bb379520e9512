package dev.adjoint.exec.kernel;

import static jdk.incubator.vector.VectorOperators.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// The exactly rounded functions of f32 in lanes: to the last bit what [FloatArithmetic] does one by one.
final class FloatLaneArithmetic {
  /// From here on every number is whole, and adding it rounds what is below to a whole number.
  private static final float WHOLE = 0x1p23f;

  private FloatLaneArithmetic() {}

  static FloatVector neg(FloatVector x) {
    return x.neg();
  }

  static FloatVector abs(FloatVector x) {
    return x.abs();
  }

  static FloatVector sign(FloatVector x) {
    return x.blend(1, x.compare(GT, 0)).blend(-1, x.compare(LT, 0));
  }

  static FloatVector sqrt(FloatVector x) {
    return x.sqrt();
  }

  static FloatVector square(FloatVector x) {
    return x.mul(x);
  }

  static FloatVector reciprocal(FloatVector x) {
    return FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, 1).div(x);
  }

  static FloatVector relu(FloatVector x) {
    return x.blend(0, x.compare(LE, 0));
  }

  static FloatVector floor(FloatVector x) {
    FloatVector r = round(x);
    return withSignOf(x, r.blend(r.sub(1), r.compare(GT, x)));
  }

  static FloatVector ceil(FloatVector x) {
    FloatVector r = round(x);
    return withSignOf(x, r.blend(r.add(1), r.compare(LT, x)));
  }

  static FloatVector round(FloatVector x) {
    FloatVector a = x.abs();
    return x.blend(withSignOf(x, a.add(WHOLE).sub(WHOLE)), a.compare(LT, WHOLE));
  }

  static FloatVector not(FloatVector x) {
    return truth(x.compare(EQ, 0));
  }

  static FloatVector stop(FloatVector x) {
    return x;
  }

  static FloatVector add(FloatVector a, FloatVector b) {
    return a.add(b);
  }

  static FloatVector sub(FloatVector a, FloatVector b) {
    return a.sub(b);
  }

  static FloatVector mul(FloatVector a, FloatVector b) {
    return a.mul(b);
  }

  static FloatVector div(FloatVector a, FloatVector b) {
    return a.div(b);
  }

  static FloatVector max(FloatVector a, FloatVector b) {
    return a.max(b);
  }

  static FloatVector min(FloatVector a, FloatVector b) {
    return a.min(b);
  }

  static FloatVector leakyRelu(FloatVector a, FloatVector b) {
    return b.mul(a).blend(a, a.compare(GT, 0));
  }

  static FloatVector equal(FloatVector a, FloatVector b) {
    return truth(a.compare(EQ, b));
  }

  static FloatVector unequal(FloatVector a, FloatVector b) {
    return truth(a.compare(NE, b));
  }

  static FloatVector less(FloatVector a, FloatVector b) {
    return truth(a.compare(LT, b));
  }

  static FloatVector lessEqual(FloatVector a, FloatVector b) {
    return truth(a.compare(LE, b));
  }

  static FloatVector greater(FloatVector a, FloatVector b) {
    return truth(a.compare(GT, b));
  }

  static FloatVector greaterEqual(FloatVector a, FloatVector b) {
    return truth(a.compare(GE, b));
  }

  static FloatVector and(FloatVector a, FloatVector b) {
    return truth(a.compare(NE, 0).and(b.compare(NE, 0)));
  }

  static FloatVector or(FloatVector a, FloatVector b) {
    return truth(a.compare(NE, 0).or(b.compare(NE, 0)));
  }

  static FloatVector select(FloatVector condition, FloatVector a, FloatVector b) {
    return b.blend(a, condition.compare(NE, 0));
  }

  private static FloatVector truth(VectorMask<Float> mask) {
    return FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, 0).blend(1, mask);
  }

  /// The magnitude of `y` with the sign of `x`.
  private static FloatVector withSignOf(FloatVector x, FloatVector y) {
    return x.reinterpretAsInts()
        .and(Integer.MIN_VALUE)
        .or(y.abs().reinterpretAsInts())
        .reinterpretAsFloats();
  }
}
