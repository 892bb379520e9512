package dev.adjoint.exec.kernel;

import java.util.function.DoubleBinaryOperator;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/// The functions of lanes, lane by lane, for numbers that are too large for the quick ways: angles of
/// billions of turns, quotients without a fraction. It allocates.
final class OneByOne {
  private OneByOne() {}

  static DoubleVector sin(DoubleVector x) {
    return map(x, x, (a, _) -> DoubleTrigonometry.sin(a));
  }

  static DoubleVector cos(DoubleVector x) {
    return map(x, x, (a, _) -> DoubleTrigonometry.cos(a));
  }

  static DoubleVector tan(DoubleVector x) {
    return map(x, x, (a, _) -> DoubleTrigonometry.tan(a));
  }

  static DoubleVector mod(DoubleVector a, DoubleVector b) {
    return map(a, b, DoubleMath::mod);
  }

  static FloatVector sin(FloatVector x) {
    return map(x, x, (a, _) -> FloatTrigonometry.sin(a));
  }

  static FloatVector cos(FloatVector x) {
    return map(x, x, (a, _) -> FloatTrigonometry.cos(a));
  }

  static FloatVector tan(FloatVector x) {
    return map(x, x, (a, _) -> FloatTrigonometry.tan(a));
  }

  static FloatVector mod(FloatVector a, FloatVector b) {
    return map(a, b, FloatMath::mod);
  }

  @FunctionalInterface
  private interface FloatOperator {
    float apply(float a, float b);
  }

  private static DoubleVector map(DoubleVector a, DoubleVector b, DoubleBinaryOperator function) {
    double[] as = a.toArray();
    double[] bs = b.toArray();
    for (int i = 0; i < as.length; i++) {
      as[i] = function.applyAsDouble(as[i], bs[i]);
    }
    return DoubleVector.fromArray(a.species(), as, 0);
  }

  private static FloatVector map(FloatVector a, FloatVector b, FloatOperator function) {
    float[] as = a.toArray();
    float[] bs = b.toArray();
    for (int i = 0; i < as.length; i++) {
      as[i] = function.apply(as[i], bs[i]);
    }
    return FloatVector.fromArray(a.species(), as, 0);
  }
}
