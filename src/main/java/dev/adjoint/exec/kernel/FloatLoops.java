package dev.adjoint.exec.kernel;

import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.UnaryFunction;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/// The operations of a body in f32, each result rounded: those of [DoubleLoops].
///
/// Sums, differences, products, quotients and square roots of floats are the same whether they are
/// rounded at once or through a double.
final class FloatLoops implements Loops {
  @Override
  public void spread(Object from, int start, Object scratch, int y, int n) {
    Arrays.fill((float[]) scratch, y, y + n, ((float[]) from)[start]);
  }

  @Override
  public void fill(Object scratch, int y, double value, int n) {
    float[] s = (float[]) scratch;
    float rounded = (float) value;
    for (int i = 0; i < n; i++) {
      s[y + i] = rounded;
    }
  }

  @Override
  public void unary(UnaryFunction function, Object scratch, int y, int x, int n) {
    float[] s = (float[]) scratch;
    switch (function) {
      case NEG -> negate(s, y, x, n);
      case ABS -> absolute(s, y, x, n);
      case SQRT -> squareRoot(s, y, x, n);
      case SQUARE -> square(s, y, x, n);
      case RECIPROCAL -> reciprocal(s, y, x, n);
      case RELU -> relu(s, y, x, n);
      case EXP -> exp(s, y, x, n);
      case EXPM1 -> map(v -> FloatMath.expm1((float) v), s, y, x, n);
      case LOG -> log(s, y, x, n);
      case LOG1P -> map(v -> FloatMath.log1p((float) v), s, y, x, n);
      case SINH -> map(v -> FloatMath.sinh((float) v), s, y, x, n);
      case COSH -> map(v -> FloatMath.cosh((float) v), s, y, x, n);
      case TANH -> tanh(s, y, x, n);
      case SIGMOID -> sigmoid(s, y, x, n);
      case SILU -> map(v -> FloatMath.silu((float) v), s, y, x, n);
      case SOFTPLUS -> map(v -> FloatMath.softplus((float) v), s, y, x, n);
      case ERF -> map(v -> FloatMath.erf((float) v), s, y, x, n);
      case GELU -> map(v -> FloatMath.gelu((float) v), s, y, x, n);
      case SIN -> map(v -> FloatTrigonometry.sin((float) v), s, y, x, n);
      case COS -> map(v -> FloatTrigonometry.cos((float) v), s, y, x, n);
      case TAN -> map(v -> FloatTrigonometry.tan((float) v), s, y, x, n);
      case ASIN -> map(v -> FloatTrigonometry.asin((float) v), s, y, x, n);
      case ACOS -> map(v -> FloatTrigonometry.acos((float) v), s, y, x, n);
      case ATAN -> map(v -> FloatTrigonometry.atan((float) v), s, y, x, n);
      default -> map(function.meaning(), s, y, x, n);
    }
  }

  @Override
  public void binary(BinaryFunction function, Object scratch, int y, int a, int b, int n) {
    float[] s = (float[]) scratch;
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
      case MOD -> map((u, v) -> FloatMath.mod((float) u, (float) v), s, y, a, b, n);
      case ELU -> map((u, v) -> FloatMath.elu((float) u, (float) v), s, y, a, b, n);
      case XLOGY -> map((u, v) -> FloatMath.xlogy((float) u, (float) v), s, y, a, b, n);
      default -> map(function.meaning(), s, y, a, b, n);
    }
  }

  @Override
  public void select(Object scratch, int y, int condition, int a, int b, int n) {
    float[] s = (float[]) scratch;
    for (int i = 0; i < n; i++) {
      s[y + i] = s[condition + i] != 0 ? s[a + i] : s[b + i];
    }
  }

  private static void map(DoubleUnaryOperator f, float[] s, int y, int x, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = (float) f.applyAsDouble(s[x + i]);
    }
  }

  private static void map(DoubleBinaryOperator f, float[] s, int y, int a, int b, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = (float) f.applyAsDouble(s[a + i], s[b + i]);
    }
  }

  private static void negate(float[] s, int y, int x, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = -s[x + i];
    }
  }

  private static void absolute(float[] s, int y, int x, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = Math.abs(s[x + i]);
    }
  }

  private static void squareRoot(float[] s, int y, int x, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = (float) Math.sqrt(s[x + i]);
    }
  }

  private static void square(float[] s, int y, int x, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = s[x + i] * s[x + i];
    }
  }

  private static void reciprocal(float[] s, int y, int x, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = 1 / s[x + i];
    }
  }

  private static void relu(float[] s, int y, int x, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = s[x + i] <= 0 ? 0 : s[x + i];
    }
  }

  private static void add(float[] s, int y, int a, int b, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = s[a + i] + s[b + i];
    }
  }

  private static void subtract(float[] s, int y, int a, int b, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = s[a + i] - s[b + i];
    }
  }

  private static void multiply(float[] s, int y, int a, int b, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = s[a + i] * s[b + i];
    }
  }

  private static void divide(float[] s, int y, int a, int b, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = s[a + i] / s[b + i];
    }
  }

  private static void larger(float[] s, int y, int a, int b, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = Math.max(s[a + i], s[b + i]);
    }
  }

  private static void smaller(float[] s, int y, int a, int b, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = Math.min(s[a + i], s[b + i]);
    }
  }

  private static void equal(float[] s, int y, int a, int b, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = s[a + i] == s[b + i] ? 1 : 0;
    }
  }

  private static void less(float[] s, int y, int a, int b, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = s[a + i] < s[b + i] ? 1 : 0;
    }
  }

  private static void greater(float[] s, int y, int a, int b, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = s[a + i] > s[b + i] ? 1 : 0;
    }
  }

  private static void exp(float[] s, int y, int x, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = FloatMath.exp(s[x + i]);
    }
  }

  private static void log(float[] s, int y, int x, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = FloatMath.log(s[x + i]);
    }
  }

  private static void tanh(float[] s, int y, int x, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = FloatMath.tanh(s[x + i]);
    }
  }

  private static void sigmoid(float[] s, int y, int x, int n) {
    for (int i = 0; i < n; i++) {
      s[y + i] = FloatMath.sigmoid(s[x + i]);
    }
  }
}
