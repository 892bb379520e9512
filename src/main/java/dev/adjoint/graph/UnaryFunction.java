package dev.adjoint.graph;

import static dev.adjoint.graph.Domain.ABOVE_MINUS_ONE;
import static dev.adjoint.graph.Domain.POSITIVE;
import static dev.adjoint.graph.Domain.QUARTER_TURN;
import static dev.adjoint.graph.Domain.REAL;
import static dev.adjoint.graph.Domain.WITHIN_ONE;

import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/// The functions of one number. A row is everything that is known of a function; the language, the
/// interpreter, differentiation, pictures and tests all read it from here.
///
/// ## Conventions at kinks
///
/// Where a derivative does not exist, these are taken, which are PyTorch's; the rows here, in
/// [BinaryFunction] and in [ReduceFunction] hold them, and one test lists them all.
///
/// | at | derivative |
/// |---|---|
/// | `relu` at 0 | 0 |
/// | `leaky_relu` at 0 | the slope |
/// | `elu` at 0 | α |
/// | `abs` at 0 | 0 |
/// | `sign`, `floor`, `ceil`, `round`, comparisons, `argmax` | 0 everywhere |
/// | `max(a, b)`, `min(a, b)` where a = b | half to each |
/// | `max(x)`, `min(x)` with ties | equal shares to all that attain it |
/// | `clip` at its bounds | 1 |
/// | `norm`, `std` at 0 | 0 |
/// | `x ^ 0` in x | 0, at x = 0 too; `0 ^ 0` is 1 |
/// | `0 ^ y` in y, for y ≥ 0 | 0 |
/// | `xlogy(0, y)` | the value is 0; in x it is 0 if y ≤ 0, else log(y); in y it is 0 |
/// | `sqrt` at 0 | ∞ |
public enum UnaryFunction {
  NEG("-x", REAL, x -> -x, "NEG", (ct, x, y) -> ct.negate()),
  ABS("|x|", REAL, Math::abs, "ABS", (ct, x, y) -> ct.times(sign(x)), Kink.AT_ZERO),
  SIGN("-1, 0 or 1 as x is below, at or above 0", REAL, Math::signum, null, null, Kink.AT_ZERO),
  EXP("e to the x", REAL, Math::exp, "EXP", (ct, x, y) -> ct.times(y)),
  EXPM1("exp(x) - 1, exact near 0", REAL, Math::expm1, "EXPM1", (ct, x, y) -> ct.times(y.plus(1))),
  LOG("the natural logarithm", POSITIVE, Math::log, "LOG", (ct, x, y) -> ct.over(x)),
  LOG1P(
      "log(1 + x), exact near 0",
      ABOVE_MINUS_ONE,
      Math::log1p,
      "LOG1P",
      (ct, x, y) -> ct.over(x.plus(1))),
  SQRT("the square root", POSITIVE, Math::sqrt, "SQRT", (ct, x, y) -> ct.over(y.times(2))),
  SQUARE("x times x", REAL, x -> x * x, null, (ct, x, y) -> ct.times(x.times(2))),
  RECIPROCAL("1/x", POSITIVE, x -> 1 / x, null, (ct, x, y) -> ct.times(y.square()).negate()),
  SIN("the sine", REAL, Math::sin, "SIN", (ct, x, y) -> ct.times(cos(x))),
  COS("the cosine", REAL, Math::cos, "COS", (ct, x, y) -> ct.times(sin(x)).negate()),
  TAN("the tangent", QUARTER_TURN, Math::tan, "TAN", (ct, x, y) -> ct.times(y.square().plus(1))),
  ASIN(
      "the angle whose sine is x",
      WITHIN_ONE,
      Math::asin,
      "ASIN",
      (ct, x, y) -> ct.over(sqrt(x.number(1).minus(x.square())))),
  ACOS(
      "the angle whose cosine is x",
      WITHIN_ONE,
      Math::acos,
      "ACOS",
      (ct, x, y) -> ct.over(sqrt(x.number(1).minus(x.square()))).negate()),
  ATAN(
      "the angle whose tangent is x",
      REAL,
      Math::atan,
      "ATAN",
      (ct, x, y) -> ct.over(x.square().plus(1))),
  SINH("the hyperbolic sine", REAL, Math::sinh, "SINH", (ct, x, y) -> ct.times(cosh(x))),
  COSH("the hyperbolic cosine", REAL, Math::cosh, "COSH", (ct, x, y) -> ct.times(sinh(x))),
  TANH(
      "the hyperbolic tangent",
      REAL,
      Math::tanh,
      "TANH",
      (ct, x, y) -> ct.times(y.number(1).minus(y.square()))),
  SIGMOID("1 / (1 + exp(-x))", REAL, SpecialFunctions::sigmoid, null, UnaryFunction::sigmoidVjp),
  SOFTPLUS(
      "log(1 + exp(x))",
      REAL,
      SpecialFunctions::softplus,
      null,
      (ct, x, y) -> ct.times(sigmoid(x))),
  RELU(
      "x where it is above 0, else 0",
      REAL,
      x -> x > 0 || Double.isNaN(x) ? x : 0,
      null,
      (ct, x, y) -> Select.of(x.greater(0), ct, ct.number(0)),
      Kink.AT_ZERO),
  GELU(
      "x times the normal distribution function of x",
      REAL,
      SpecialFunctions::gelu,
      null,
      UnaryFunction::geluVjp),
  SILU(
      "x times sigmoid(x)",
      REAL,
      SpecialFunctions::silu,
      null,
      (ct, x, y) -> ct.times(sigmoid(x)).times(x.minus(y).plus(1))),
  ERF(
      "the error function",
      REAL,
      SpecialFunctions::erf,
      null,
      (ct, x, y) -> ct.times(exp(x.square().negate()).times(2 / Math.sqrt(Math.PI)))),
  FLOOR("the whole number at or below x", REAL, Math::floor, null, null, Kink.AT_WHOLE),
  CEIL("the whole number at or above x", REAL, Math::ceil, null, null, Kink.AT_WHOLE),
  ROUND("the nearest whole number, halves to even", REAL, Math::rint, null, null, Kink.AT_HALVES),
  NOT("1 where x is 0, else 0", REAL, x -> x == 0 ? 1 : 0, null, null, Kink.AT_ZERO),
  STOP("x, but constant to differentiation", REAL, x -> x, null, null);

  /// The contribution to the cotangent of x, from the cotangent of y, x and y.
  @FunctionalInterface
  interface Vjp {
    Node apply(Node ct, Node x, Node y);
  }

  /// Where a function has no derivative: how far a number is from the nearest such place, and which
  /// piece between two of them it lies on.
  private enum Kink {
    NONE(x -> Double.POSITIVE_INFINITY, x -> 0),
    AT_ZERO(Math::abs, Math::signum),
    AT_WHOLE(x -> Math.abs(x - Math.rint(x)), Math::floor),
    AT_HALVES(x -> Math.abs(x - 0.5 - Math.rint(x - 0.5)), x -> Math.floor(x + 0.5));

    private final DoubleUnaryOperator distance;
    private final DoubleUnaryOperator piece;

    Kink(DoubleUnaryOperator distance, DoubleUnaryOperator piece) {
      this.distance = distance;
      this.piece = piece;
    }
  }

  private final String doc;
  private final Domain domain;
  private final DoubleUnaryOperator meaning;
  private final String simd;
  private final Vjp vjp;
  private final Kink kink;
  private final Op op = new Unary(this);

  UnaryFunction(String doc, Domain domain, DoubleUnaryOperator meaning, String simd, Vjp vjp) {
    this(doc, domain, meaning, simd, vjp, Kink.NONE);
  }

  UnaryFunction(
      String doc, Domain domain, DoubleUnaryOperator meaning, String simd, Vjp vjp, Kink kink) {
    this.doc = doc;
    this.domain = domain;
    this.meaning = meaning;
    this.simd = simd;
    this.vjp = vjp;
    this.kink = kink;
  }

  /// This function of every element of `x`; the shape stays.
  public Node of(Node x) {
    return x.like(op, null);
  }

  /// One line on what it is.
  public String doc() {
    return doc;
  }

  /// Where it is defined and differentiable, but for its kinks.
  public Domain domain() {
    return domain;
  }

  /// The function itself: what every other way of computing it is held to.
  public DoubleUnaryOperator meaning() {
    return meaning;
  }

  /// The name of the lane-wise operation of the Vector API that computes it, if there is one.
  public Optional<String> simd() {
    return Optional.ofNullable(simd);
  }

  /// The distance from `x` to the nearest number where there is no derivative; ∞ if there is none.
  public double kinkDistance(double x) {
    return kink.distance.applyAsDouble(x);
  }

  /// Which smooth piece of the function `x` lies on: two numbers with the same answer have no kink
  /// between them.
  public double piece(double x) {
    return kink.piece.applyAsDouble(x);
  }

  /// Whether it has kinks.
  public boolean hasKinks() {
    return kink != Kink.NONE;
  }

  /// Whether it has a derivative that is not 0 everywhere.
  public boolean isDifferentiable() {
    return vjp != null;
  }

  Optional<Node> vjp(Node ct, Node x, Node y) {
    return vjp == null ? Optional.empty() : Optional.of(vjp.apply(ct, x, y));
  }

  // A row may name any other, above or below it, through these.

  private static Node cos(Node x) {
    return COS.of(x);
  }

  private static Node cosh(Node x) {
    return COSH.of(x);
  }

  private static Node exp(Node x) {
    return EXP.of(x);
  }

  private static Node sigmoid(Node x) {
    return SIGMOID.of(x);
  }

  private static Node sign(Node x) {
    return SIGN.of(x);
  }

  private static Node sin(Node x) {
    return SIN.of(x);
  }

  private static Node sinh(Node x) {
    return SINH.of(x);
  }

  private static Node sqrt(Node x) {
    return SQRT.of(x);
  }

  // Not written `1 - y`, which would become `sigmoid(-x)` to have all its digits: one exponential
  // more, for digits that a sum of derivatives has no use for.
  private static Node sigmoidVjp(Node ct, Node x, Node y) {
    return ct.times(y).times(y.negate().plus(1));
  }

  private static Node geluVjp(Node ct, Node x, Node y) {
    Node distribution = ERF.of(x.over(Math.sqrt(2))).plus(1).times(0.5);
    Node density = EXP.of(x.square().times(-0.5)).times(1 / Math.sqrt(2 * Math.PI));
    return ct.times(distribution.plus(x.times(density)));
  }

  /// The name in the language.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
