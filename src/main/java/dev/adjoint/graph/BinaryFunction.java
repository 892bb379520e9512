package dev.adjoint.graph;

import static dev.adjoint.graph.Domain.POSITIVE;
import static dev.adjoint.graph.Domain.REAL;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;

/// The functions of two numbers, one row each; see [UnaryFunction] for what a row is and for the
/// conventions at kinks. Truth is 1 and falsehood 0; any number but 0 counts as true.
public enum BinaryFunction {
  ADD("+", "the sum", REAL, REAL, Double::sum, "ADD", (ct, a, b, y) -> ct, (ct, a, b, y) -> ct),
  SUB(
      "-",
      "the difference",
      REAL,
      REAL,
      (a, b) -> a - b,
      "SUB",
      (ct, a, b, y) -> ct,
      (ct, a, b, y) -> ct.negate()),
  MUL(
      "*",
      "the product",
      REAL,
      REAL,
      (a, b) -> a * b,
      "MUL",
      (ct, a, b, y) -> ct.times(b),
      (ct, a, b, y) -> ct.times(a)),
  DIV(
      "/",
      "the quotient",
      REAL,
      POSITIVE,
      (a, b) -> a / b,
      "DIV",
      (ct, a, b, y) -> ct.over(b),
      (ct, a, b, y) -> ct.times(y).over(b).negate()),
  POW(
      "^",
      "a to the power b",
      POSITIVE,
      REAL,
      Math::pow,
      "POW",
      BinaryFunction::powBase,
      BinaryFunction::powExponent),
  MAX(
      "max",
      "the larger",
      REAL,
      REAL,
      Math::max,
      "MAX",
      (ct, a, b, y) -> share(ct, a, b, y),
      (ct, a, b, y) -> share(ct, b, a, y),
      Kink.WHERE_EQUAL),
  MIN(
      "min",
      "the smaller",
      REAL,
      REAL,
      Math::min,
      "MIN",
      (ct, a, b, y) -> share(ct, a, b, y),
      (ct, a, b, y) -> share(ct, b, a, y),
      Kink.WHERE_EQUAL),
  MOD(
      "mod",
      "the remainder a - b*floor(a/b), with the sign of b",
      REAL,
      POSITIVE,
      (a, b) -> {
        double r = a % b;
        return r == 0 ? Math.copySign(0, b) : (r < 0) != (b < 0) ? r + b : r;
      },
      null,
      (ct, a, b, y) -> ct,
      (ct, a, b, y) -> ct.times(UnaryFunction.FLOOR.of(a.over(b))).negate(),
      Kink.WHERE_QUOTIENT_IS_WHOLE),
  LEAKY_RELU(
      "leaky_relu",
      "x where it is above 0, else x times the slope",
      REAL,
      REAL,
      (x, slope) -> x > 0 ? x : slope * x,
      null,
      (ct, x, slope, y) -> Select.of(x.greater(0), ct, ct.times(slope)),
      (ct, x, slope, y) -> Select.of(x.greater(0), ct.number(0), ct.times(x)),
      Kink.WHERE_LEFT_IS_ZERO),
  ELU(
      "elu",
      "x where it is above 0, else alpha * (exp(x) - 1)",
      REAL,
      REAL,
      (x, alpha) -> x > 0 ? x : alpha * Math.expm1(x),
      null,
      (ct, x, alpha, y) -> Select.of(x.greater(0), ct, ct.times(y.plus(alpha))),
      (ct, x, alpha, y) -> ct.times(UnaryFunction.EXPM1.of(BinaryFunction.MIN.of(x, x.number(0)))),
      Kink.WHERE_LEFT_IS_ZERO),
  XLOGY(
      "xlogy",
      "x * log(y), and 0 where x is 0",
      REAL,
      POSITIVE,
      (x, y) -> x == 0 && !Double.isNaN(y) ? 0 : x * Math.log(y),
      null,
      BinaryFunction::xlogyX,
      BinaryFunction::xlogyY),
  EQUAL("==", "1 where the two are equal, else 0", (a, b) -> a == b),
  UNEQUAL("!=", "1 where the two differ, else 0", (a, b) -> a != b),
  LESS("<", "1 where a is smaller, else 0", (a, b) -> a < b),
  LESS_EQUAL("<=", "1 where a is at most b, else 0", (a, b) -> a <= b),
  GREATER(">", "1 where a is larger, else 0", (a, b) -> a > b),
  GREATER_EQUAL(">=", "1 where a is at least b, else 0", (a, b) -> a >= b),
  AND("and", "1 where both are true, else 0", (a, b) -> a != 0 && b != 0),
  OR("or", "1 where either is true, else 0", (a, b) -> a != 0 || b != 0);

  /// The contribution to the cotangent of one operand, from the cotangent of y, both operands and y.
  @FunctionalInterface
  interface Vjp {
    Node apply(Node ct, Node a, Node b, Node y);
  }

  @FunctionalInterface
  private interface Truth {
    boolean of(double a, double b);
  }

  /// Where a function has no derivative, as [UnaryFunction] has it.
  private enum Kink {
    NONE((a, b) -> Double.POSITIVE_INFINITY, (a, b) -> 0),
    WHERE_EQUAL((a, b) -> Math.abs(a - b), (a, b) -> Math.signum(a - b)),
    WHERE_LEFT_IS_ZERO((a, b) -> Math.abs(a), (a, b) -> Math.signum(a)),
    WHERE_QUOTIENT_IS_WHOLE(
        (a, b) -> Math.abs(a - b * Math.rint(a / b)) / Math.max(1, Math.abs(a / b)),
        (a, b) -> Math.floor(a / b)),
    WHERE_TRUTH_CHANGES(
        (a, b) -> Math.min(Math.abs(a - b), Math.min(Math.abs(a), Math.abs(b))),
        (a, b) -> Math.signum(a - b) + 3 * Math.signum(a) + 9 * Math.signum(b));

    private final DoubleBinaryOperator distance;
    private final DoubleBinaryOperator piece;

    Kink(DoubleBinaryOperator distance, DoubleBinaryOperator piece) {
      this.distance = distance;
      this.piece = piece;
    }
  }

  private final String symbol;
  private final String doc;
  private final Domain left;
  private final Domain right;
  private final DoubleBinaryOperator meaning;
  private final String simd;
  private final Vjp leftVjp;
  private final Vjp rightVjp;
  private final Kink kink;
  private final Op op = new Binary(this);

  BinaryFunction(
      String symbol,
      String doc,
      Domain left,
      Domain right,
      DoubleBinaryOperator meaning,
      String simd,
      Vjp leftVjp,
      Vjp rightVjp,
      Kink kink) {
    this.symbol = symbol;
    this.doc = doc;
    this.left = left;
    this.right = right;
    this.meaning = meaning;
    this.simd = simd;
    this.leftVjp = leftVjp;
    this.rightVjp = rightVjp;
    this.kink = kink;
  }

  BinaryFunction(
      String symbol,
      String doc,
      Domain left,
      Domain right,
      DoubleBinaryOperator meaning,
      String simd,
      Vjp leftVjp,
      Vjp rightVjp) {
    this(symbol, doc, left, right, meaning, simd, leftVjp, rightVjp, Kink.NONE);
  }

  BinaryFunction(String symbol, String doc, Truth truth) {
    this(
        symbol,
        doc,
        REAL,
        REAL,
        (a, b) -> truth.of(a, b) ? 1 : 0,
        null,
        null,
        null,
        Kink.WHERE_TRUTH_CHANGES);
  }

  /// This function of every pair of elements; a scalar, or axes of 1, are broadcast first.
  public Node of(Node a, Node b) {
    return a.type() == b.type()
        ? a.like(op, b)
        : Node.of(op, Broadcasting.align(symbol, List.of(a, b)));
  }

  /// One line on what it is.
  public String doc() {
    return doc;
  }

  /// Where the first operand may lie.
  public Domain left() {
    return left;
  }

  /// Where the second operand may lie.
  public Domain right() {
    return right;
  }

  /// The function itself: what every other way of computing it is held to.
  public DoubleBinaryOperator meaning() {
    return meaning;
  }

  /// The name of the lane-wise operation of the Vector API that computes it, if there is one.
  public Optional<String> simd() {
    return Optional.ofNullable(simd);
  }

  /// How far from a kink a pair is, by a measure that is 0 at the kink; ∞ if there is none.
  public double kinkDistance(double a, double b) {
    return kink.distance.applyAsDouble(a, b);
  }

  /// Which smooth piece of the function a pair lies on: two pairs with the same answer have no kink
  /// on the line between them.
  public double piece(double a, double b) {
    return kink.piece.applyAsDouble(a, b);
  }

  /// Whether it has kinks.
  public boolean hasKinks() {
    return kink != Kink.NONE;
  }

  /// Whether it has a derivative that is not 0 everywhere.
  public boolean isDifferentiable() {
    return leftVjp != null || rightVjp != null;
  }

  /// Whether the language writes it between its operands.
  public boolean isOperator() {
    return this == AND || this == OR || !Character.isLetter(symbol.charAt(0));
  }

  /// Whether it is true or false: a comparison, `and`, `or`.
  public boolean isCondition() {
    return isOperator() && !isDifferentiable();
  }

  Optional<Node> vjp(int operand, Node ct, Node a, Node b, Node y) {
    Vjp vjp = operand == 0 ? leftVjp : rightVjp;
    return vjp == null ? Optional.empty() : Optional.of(vjp.apply(ct, a, b, y));
  }

  /// What of the cotangent of `max(a, b)` or `min(a, b)` is `a`'s: all, half at a tie, or nothing,
  /// even of an infinite one: `sqrt(max(x, 0))` is flat below 0.
  private static Node share(Node ct, Node a, Node b, Node y) {
    return Select.of(a.equal(b), ct.times(0.5), Select.of(b.equal(y), ct.number(0), ct));
  }

  private static Node powBase(Node ct, Node a, Node b, Node y) {
    Node slope = b.times(a.pow(b.minus(1)));
    return ct.times(zeroWhere(b.equal(0), slope));
  }

  private static Node powExponent(Node ct, Node a, Node b, Node y) {
    Node flat = AND.of(a.equal(0), GREATER_EQUAL.of(b, b.number(0)));
    Node log = UnaryFunction.LOG.of(nonzeroWhere(flat, a));
    return ct.times(zeroWhere(flat, y.times(log)));
  }

  private static Node xlogyX(Node ct, Node x, Node a, Node y) {
    Node flat = isFlat(x, a);
    return ct.times(zeroWhere(flat, UnaryFunction.LOG.of(nonzeroWhere(flat, a))));
  }

  // Not flat at x = 0 for positive a: the value x/a is 0 there, but its derivative by x is not.
  private static Node xlogyY(Node ct, Node x, Node a, Node y) {
    Node flat = isFlat(x, a);
    return ct.times(zeroWhere(flat, x.over(nonzeroWhere(flat, a))));
  }

  private static Node isFlat(Node x, Node a) {
    return AND.of(x.equal(0), LESS_EQUAL.of(a, a.number(0)));
  }

  private static Node zeroWhere(Node condition, Node x) {
    return Select.of(condition, x.number(0), x);
  }

  // The branch not taken must stay finite: its own derivative is multiplied by 0, and 0 * ∞ is NaN.
  private static Node nonzeroWhere(Node condition, Node x) {
    return Select.of(condition, x.number(1), x);
  }

  /// The name or sign in the language.
  @Override
  public String toString() {
    return symbol.toLowerCase(Locale.ROOT);
  }
}
