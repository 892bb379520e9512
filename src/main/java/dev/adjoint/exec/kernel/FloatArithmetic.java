package dev.adjoint.exec.kernel;

/// The exactly rounded functions of f32, each named as its row of [dev.adjoint.graph.UnaryFunction] or
/// [dev.adjoint.graph.BinaryFunction]: to the last bit what [FloatLaneArithmetic] does lane by lane.
final class FloatArithmetic {
  private FloatArithmetic() {}

  static float neg(float x) {
    return -x;
  }

  static float abs(float x) {
    return Math.abs(x);
  }

  static float sign(float x) {
    return Math.signum(x);
  }

  static float sqrt(float x) {
    return (float) Math.sqrt(x);
  }

  static float square(float x) {
    return x * x;
  }

  static float reciprocal(float x) {
    return 1 / x;
  }

  static float relu(float x) {
    return x <= 0 ? 0 : x;
  }

  static float floor(float x) {
    return (float) Math.floor(x);
  }

  static float ceil(float x) {
    return (float) Math.ceil(x);
  }

  static float round(float x) {
    return (float) Math.rint(x);
  }

  static float not(float x) {
    return x == 0 ? 1 : 0;
  }

  static float stop(float x) {
    return x;
  }

  static float add(float a, float b) {
    return a + b;
  }

  static float sub(float a, float b) {
    return a - b;
  }

  static float mul(float a, float b) {
    return a * b;
  }

  static float div(float a, float b) {
    return a / b;
  }

  static float max(float a, float b) {
    return Math.max(a, b);
  }

  static float min(float a, float b) {
    return Math.min(a, b);
  }

  static float leakyRelu(float a, float b) {
    return a > 0 ? a : b * a;
  }

  static float equal(float a, float b) {
    return a == b ? 1 : 0;
  }

  static float unequal(float a, float b) {
    return a != b ? 1 : 0;
  }

  static float less(float a, float b) {
    return a < b ? 1 : 0;
  }

  static float lessEqual(float a, float b) {
    return a <= b ? 1 : 0;
  }

  static float greater(float a, float b) {
    return a > b ? 1 : 0;
  }

  static float greaterEqual(float a, float b) {
    return a >= b ? 1 : 0;
  }

  static float and(float a, float b) {
    return a != 0 && b != 0 ? 1 : 0;
  }

  static float or(float a, float b) {
    return a != 0 || b != 0 ? 1 : 0;
  }

  static float select(float condition, float a, float b) {
    return condition != 0 ? a : b;
  }
}
