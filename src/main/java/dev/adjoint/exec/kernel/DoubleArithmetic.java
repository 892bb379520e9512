package dev.adjoint.exec.kernel;

/// The exactly rounded functions of f64, each named as its row of [dev.adjoint.graph.UnaryFunction] or
/// [dev.adjoint.graph.BinaryFunction]: to the last bit what [DoubleLaneArithmetic] does lane by lane.
final class DoubleArithmetic {
  private DoubleArithmetic() {}

  static double neg(double x) {
    return -x;
  }

  static double abs(double x) {
    return Math.abs(x);
  }

  static double sign(double x) {
    return Math.signum(x);
  }

  static double sqrt(double x) {
    return Math.sqrt(x);
  }

  static double square(double x) {
    return x * x;
  }

  static double reciprocal(double x) {
    return 1 / x;
  }

  static double relu(double x) {
    return x <= 0 ? 0 : x;
  }

  static double floor(double x) {
    return Math.floor(x);
  }

  static double ceil(double x) {
    return Math.ceil(x);
  }

  static double round(double x) {
    return Math.rint(x);
  }

  static double not(double x) {
    return x == 0 ? 1 : 0;
  }

  static double stop(double x) {
    return x;
  }

  static double add(double a, double b) {
    return a + b;
  }

  static double sub(double a, double b) {
    return a - b;
  }

  static double mul(double a, double b) {
    return a * b;
  }

  static double div(double a, double b) {
    return a / b;
  }

  static double max(double a, double b) {
    return Math.max(a, b);
  }

  static double min(double a, double b) {
    return Math.min(a, b);
  }

  static double leakyRelu(double a, double b) {
    return a > 0 ? a : b * a;
  }

  static double equal(double a, double b) {
    return a == b ? 1 : 0;
  }

  static double unequal(double a, double b) {
    return a != b ? 1 : 0;
  }

  static double less(double a, double b) {
    return a < b ? 1 : 0;
  }

  static double lessEqual(double a, double b) {
    return a <= b ? 1 : 0;
  }

  static double greater(double a, double b) {
    return a > b ? 1 : 0;
  }

  static double greaterEqual(double a, double b) {
    return a >= b ? 1 : 0;
  }

  static double and(double a, double b) {
    return a != 0 && b != 0 ? 1 : 0;
  }

  static double or(double a, double b) {
    return a != 0 || b != 0 ? 1 : 0;
  }

  static double select(double condition, double a, double b) {
    return condition != 0 ? a : b;
  }
}
