package dev.adjoint.exec.kernel;

import static jdk.incubator.vector.VectorOperators.*;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;

/// The exactly rounded functions of f64 in lanes: to the last bit what [DoubleArithmetic] does one by one.
final class DoubleLaneArithmetic {
  /// From here on every number is whole, and adding it rounds what is below to a whole number.
  private static final double WHOLE = 0x1p52;

  private DoubleLaneArithmetic() {}

  static DoubleVector neg(DoubleVector x) {
    return x.neg();
  }

  static DoubleVector abs(DoubleVector x) {
    return x.abs();
  }

  static DoubleVector sign(DoubleVector x) {
    return x.blend(1, x.compare(GT, 0)).blend(-1, x.compare(LT, 0));
  }

  static DoubleVector sqrt(DoubleVector x) {
    return x.sqrt();
  }

  static DoubleVector square(DoubleVector x) {
    return x.mul(x);
  }

  static DoubleVector reciprocal(DoubleVector x) {
    return DoubleVector.broadcast(DoubleVector.SPECIES_PREFERRED, 1).div(x);
  }

  static DoubleVector relu(DoubleVector x) {
    return x.blend(0, x.compare(LE, 0));
  }

  static DoubleVector floor(DoubleVector x) {
    DoubleVector r = round(x);
    return withSignOf(x, r.blend(r.sub(1), r.compare(GT, x)));
  }

  static DoubleVector ceil(DoubleVector x) {
    DoubleVector r = round(x);
    return withSignOf(x, r.blend(r.add(1), r.compare(LT, x)));
  }

  static DoubleVector round(DoubleVector x) {
    DoubleVector a = x.abs();
    return x.blend(withSignOf(x, a.add(WHOLE).sub(WHOLE)), a.compare(LT, WHOLE));
  }

  static DoubleVector not(DoubleVector x) {
    return truth(x.compare(EQ, 0));
  }

  static DoubleVector stop(DoubleVector x) {
    return x;
  }

  static DoubleVector add(DoubleVector a, DoubleVector b) {
    return a.add(b);
  }

  static DoubleVector sub(DoubleVector a, DoubleVector b) {
    return a.sub(b);
  }

  static DoubleVector mul(DoubleVector a, DoubleVector b) {
    return a.mul(b);
  }

  static DoubleVector div(DoubleVector a, DoubleVector b) {
    return a.div(b);
  }

  static DoubleVector max(DoubleVector a, DoubleVector b) {
    return a.max(b);
  }

  static DoubleVector min(DoubleVector a, DoubleVector b) {
    return a.min(b);
  }

  static DoubleVector leakyRelu(DoubleVector a, DoubleVector b) {
    return b.mul(a).blend(a, a.compare(GT, 0));
  }

  static DoubleVector equal(DoubleVector a, DoubleVector b) {
    return truth(a.compare(EQ, b));
  }

  static DoubleVector unequal(DoubleVector a, DoubleVector b) {
    return truth(a.compare(NE, b));
  }

  static DoubleVector less(DoubleVector a, DoubleVector b) {
    return truth(a.compare(LT, b));
  }

  static DoubleVector lessEqual(DoubleVector a, DoubleVector b) {
    return truth(a.compare(LE, b));
  }

  static DoubleVector greater(DoubleVector a, DoubleVector b) {
    return truth(a.compare(GT, b));
  }

  static DoubleVector greaterEqual(DoubleVector a, DoubleVector b) {
    return truth(a.compare(GE, b));
  }

  static DoubleVector and(DoubleVector a, DoubleVector b) {
    return truth(a.compare(NE, 0).and(b.compare(NE, 0)));
  }

  static DoubleVector or(DoubleVector a, DoubleVector b) {
    return truth(a.compare(NE, 0).or(b.compare(NE, 0)));
  }

  static DoubleVector select(DoubleVector condition, DoubleVector a, DoubleVector b) {
    return b.blend(a, condition.compare(NE, 0));
  }

  private static DoubleVector truth(VectorMask<Double> mask) {
    return DoubleVector.broadcast(DoubleVector.SPECIES_PREFERRED, 0).blend(1, mask);
  }

  /// The magnitude of `y` with the sign of `x`.
  private static DoubleVector withSignOf(DoubleVector x, DoubleVector y) {
    return x.reinterpretAsLongs()
        .and(Long.MIN_VALUE)
        .or(y.abs().reinterpretAsLongs())
        .reinterpretAsDoubles();
  }
}
