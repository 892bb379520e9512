package dev.adjoint.rewrite.proof;

import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.UnaryFunction;

/// The rows of elementwise functions as formulas: most are made of exp, log, powers and comparisons
/// with 0, so that what holds between them need not be stated.
final class Elementwise {
  static final Rational HALF = Rational.of(1).times(Rational.of(2).inverse());

  private static final Rational TWO = Rational.of(2);

  private final Algebra algebra;
  private final Functions functions;

  Elementwise(Algebra algebra, Functions functions) {
    this.algebra = algebra;
    this.functions = functions;
  }

  Poly unary(UnaryFunction function, Poly x) {
    return switch (function) {
      case NEG -> negative(x);
      case ABS -> algebra.times(x, sign(x));
      case SIGN -> sign(x);
      case EXP -> functions.exp(x);
      case EXPM1 -> functions.exp(x).minus(Poly.ONE);
      case LOG -> functions.log(x);
      case LOG1P -> functions.log(x.plus(Poly.ONE));
      case SQRT -> functions.power(x, HALF);
      case SQUARE -> algebra.power(x, 2);
      case RECIPROCAL -> inverse(x);
      case TAN -> over(functions.row(UnaryFunction.SIN, x), functions.row(UnaryFunction.COS, x));
      case SINH -> functions.exp(x).minus(functions.exp(negative(x))).times(HALF);
      case COSH -> functions.exp(x).plus(functions.exp(negative(x))).times(HALF);
      case TANH -> sigmoid(x.times(TWO)).times(TWO).minus(Poly.ONE);
      case SIGMOID -> sigmoid(x);
      case SOFTPLUS -> functions.log(functions.exp(x).plus(Poly.ONE));
      case RELU -> algebra.times(x, functions.above(x));
      case GELU -> gelu(x);
      case SILU -> algebra.times(x, sigmoid(x));
      case NOT -> functions.zero(x);
      case STOP -> x;
      case SIN, COS, ASIN, ACOS, ATAN, ERF, FLOOR, CEIL, ROUND -> functions.row(function, x);
    };
  }

  private static Poly negative(Poly x) {
    return x.times(Rational.MINUS_ONE);
  }

  private Poly inverse(Poly x) {
    return functions.power(x, Rational.MINUS_ONE);
  }

  private Poly over(Poly a, Poly b) {
    return algebra.times(a, inverse(b));
  }

  private Poly sign(Poly x) {
    return functions.above(x).minus(functions.above(negative(x)));
  }

  private Poly sigmoid(Poly x) {
    return inverse(functions.exp(negative(x)).plus(Poly.ONE));
  }

  private Poly gelu(Poly x) {
    Poly scaled = x.times(Rational.of(Math.sqrt(2)).inverse());
    return algebra.times(x, functions.row(UnaryFunction.ERF, scaled).plus(Poly.ONE)).times(HALF);
  }

  Poly binary(BinaryFunction function, Poly a, Poly b) {
    return switch (function) {
      case ADD -> a.plus(b);
      case SUB -> a.minus(b);
      case MUL -> algebra.times(a, b);
      case DIV -> over(a, b);
      case POW -> pow(a, b);
      case MAX -> choice(functions.above(a.minus(b)), a, b);
      case MIN -> choice(functions.above(a.minus(b)), b, a);
      case MOD -> a.minus(algebra.times(b, functions.row(UnaryFunction.FLOOR, over(a, b))));
      case LEAKY_RELU -> choice(functions.above(a), a, algebra.times(b, a));
      case ELU -> choice(functions.above(a), a, algebra.times(b, functions.exp(a).minus(Poly.ONE)));
      case XLOGY -> algebra.times(a, functions.log(b));
      case EQUAL -> functions.zero(a.minus(b));
      case UNEQUAL -> Poly.ONE.minus(functions.zero(a.minus(b)));
      case LESS -> functions.above(b.minus(a));
      case LESS_EQUAL -> Poly.ONE.minus(functions.above(a.minus(b)));
      case GREATER -> functions.above(a.minus(b));
      case GREATER_EQUAL -> Poly.ONE.minus(functions.above(b.minus(a)));
      case AND -> algebra.times(truth(a), truth(b));
      case OR -> {
        Poly neither = algebra.times(functions.zero(a), functions.zero(b));
        yield Poly.ONE.minus(neither);
      }
    };
  }

  private Poly pow(Poly a, Poly b) {
    if (b.isNumber()) {
      return functions.power(a, b.number());
    }
    return a.isPositive()
        ? functions.exp(algebra.times(b, functions.log(a)))
        : functions.pair(BinaryFunction.POW, a, b); // (-2)^b is a number for whole b
  }

  /// 1 where a number is not 0, else 0.
  private Poly truth(Poly x) {
    return Poly.ONE.minus(functions.zero(x));
  }

  /// `a` where a condition is not 0, else `b`.
  Poly choice(Poly condition, Poly a, Poly b) {
    return b.plus(algebra.times(truth(condition), a.minus(b)));
  }
}
