package dev.adjoint.exec.kernel;

import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.UnaryFunction;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/// The operations of a body in f64: the common ones as loops of their own, which the machine
/// compiles one by one, the others by their scalar meaning.
final class DoubleLoops implements Loops {
  @Override
  public void spread(Object from, int start, Object scratch, int y, int n) {
    Arrays.fill((double[]) scratch, y, y + n, ((double[]) from)[start]);
  }

  @Override
  public void fill(Object scratch, int y, double value, int n) {
    double[] s = (double[]) scratch;
    double rounded = value;
    for (int i = 0; i < n; i++) {
      s[y + i] = rounded;
    }
  }

  @Override
  public void unary(UnaryFunction function, Object scratch, int y, int x, int n) {
    double[] s = (double[]) scratch;
    switch (function) {
      case NEG -> negate(s, y, x, n);
      case ABS -> absolute(s, y, x, n);
      case SQRT -> squareRoot(s, y, x, n);
      case SQUARE -> square(s, y, x, n);
      case RECIPROCAL -> reciprocal(s, y, x, n);
      case RELU -> relu(s, y, x, n);
      case EXP -> exp(s, y, x, n);
      case EXPM1 -> map(DoubleMath::expm1, s, y, x, n);
      case LOG -> log(s, y, x, n);
      case LOG1P -> map(DoubleMath::log1p, s, y, x, n);
      case SINH -> map(DoubleMath::sinh, s, y, x, n);
      case COSH -> map(DoubleMath::cosh, s, y, x, n);
      case TANH -> tanh(s, y, x, n);
      case SIGMOID -> sigmoid(s, y, x, n);
      case SILU -> map(DoubleMath::silu, s, y, x, n);
      case SOFTPLUS -> map(DoubleMath::softplus, s, y, x, n);
      case ERF -> map(DoubleMath::erf, s, y, x, n);
      case GELU -> map(DoubleMath::gelu, s, y, x, n);
      case SIN -> map(DoubleTrigonometry::sin, s, y, x, n);
      case COS -> map(DoubleTrigonometry::cos, s, y, x, n);
      case TAN -> map(DoubleTrigonometry::tan, s, y, x, n);
      case ASIN -> map(DoubleTrigonometry::asin, s, y, x, n);
      case ACOS -> map(DoubleTrigonometry::acos, s, y, x, n);
      case ATAN -> map(DoubleTrigonometry::atan, s, y, x, n);
      default -> map(function.meaning(), s, y, x, n);
    }
  }

  @Override
  public void binary(BinaryFunction function, Object scratch, int y, int a, int b, int n) {
    double[] s = (double[]) scratch;
    switch (function) {
      case ADD -> add(s, y, a, b, n);
      case SUB -> subtract(s, y, a, b, n);
      case MUL -> multiply(s, y, a, b, n);
      case DIV -> divide(s, y, a, b, n);
      case MAX -> larger(s, y, a, b, n);
      case MIN -> smaller(s, y, a, b, n);
      case EQUAL -> equal(s, y, a, b, n);
      case LESS -> less(s, y, a, b, n);
      case GREATER -> greater(s, y, a, b, n);
      case MOD -> map(DoubleMath::mod, s, y, a, b, n);
      case ELU -> map(DoubleMath::elu, s, y, a, b, n);
      case XLOGY -> map(DoubleMath::xlogy, s, y, a, b, n);
      default -> map(function.meaning(), s, y, a, b, n);
    }
  }

  @Override
  public void select(Object scratch, int y, int condition, int a, int b, int n) {
    double[] s = (double[]) scratch;
    for (int i = 0; i < n; i++) {
      s[y + i] = s[condition + i] != 0 ? s[a + i] : s[b + i];
    }
  }

  private static void map(DoubleUnaryOperator f, double[] s, int y, int x, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = f.applyAsDouble(s[x + i]);
    }
  }

  private static void map(DoubleBinaryOperator f, double[] s, int y, int a, int b, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = f.applyAsDouble(s[a + i], s[b + i]);
    }
  }

  private static void negate(double[] s, int y, int x, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = -s[x + i];
    }
  }

  private static void absolute(double[] s, int y, int x, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = Math.abs(s[x + i]);
    }
  }

  private static void squareRoot(double[] s, int y, int x, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = Math.sqrt(s[x + i]);
    }
  }

  private static void square(double[] s, int y, int x, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = s[x + i] * s[x + i];
    }
  }

  private static void reciprocal(double[] s, int y, int x, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = 1 / s[x + i];
    }
  }

  private static void relu(double[] s, int y, int x, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = s[x + i] <= 0 ? 0 : s[x + i];
    }
  }

  private static void add(double[] s, int y, int a, int b, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = s[a + i] + s[b + i];
    }
  }

  private static void subtract(double[] s, int y, int a, int b, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = s[a + i] - s[b + i];
    }
  }

  private static void multiply(double[] s, int y, int a, int b, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = s[a + i] * s[b + i];
    }
  }

  private static void divide(double[] s, int y, int a, int b, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = s[a + i] / s[b + i];
    }
  }

  private static void larger(double[] s, int y, int a, int b, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = Math.max(s[a + i], s[b + i]);
    }
  }

  private static void smaller(double[] s, int y, int a, int b, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = Math.min(s[a + i], s[b + i]);
    }
  }

  private static void equal(double[] s, int y, int a, int b, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = s[a + i] == s[b + i] ? 1 : 0;
    }
  }

  private static void less(double[] s, int y, int a, int b, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = s[a + i] < s[b + i] ? 1 : 0;
    }
  }

  private static void greater(double[] s, int y, int a, int b, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = s[a + i] > s[b + i] ? 1 : 0;
    }
  }

  private static void exp(double[] s, int y, int x, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = DoubleMath.exp(s[x + i]);
    }
  }

  private static void log(double[] s, int y, int x, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = DoubleMath.log(s[x + i]);
    }
  }

  private static void tanh(double[] s, int y, int x, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = DoubleMath.tanh(s[x + i]);
    }
  }

  private static void sigmoid(double[] s, int y, int x, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = DoubleMath.sigmoid(s[x + i]);
    }
  }
}
