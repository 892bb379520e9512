package dev.adjoint.rewrite;

import static dev.adjoint.graph.BinaryFunction.ADD;
import static dev.adjoint.graph.BinaryFunction.DIV;
import static dev.adjoint.graph.BinaryFunction.MUL;
import static dev.adjoint.graph.BinaryFunction.POW;
import static dev.adjoint.graph.BinaryFunction.SUB;
import static dev.adjoint.graph.UnaryFunction.LOG;
import static dev.adjoint.graph.UnaryFunction.LOG1P;
import static dev.adjoint.graph.UnaryFunction.RECIPROCAL;

import dev.adjoint.graph.Binary;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Unary;
import dev.adjoint.graph.UnaryFunction;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// The formulas of textbooks that leave the range of numbers, or lose their digits, on the way to a
/// result that is an ordinary number; each with the form that does not and the
/// reason for it. One row for each.
///
/// Both forms are one function: they agree wherever both can be computed, but for rounding, so that
/// none is exact in IEEE 754, and wherever the first is a number the second is one. Operands are
/// finite; of infinite ones some forms make NaN.
///
/// The list follows what PyTensor's `stabilize` rewrites know, and what Stan has functions for
/// (`log1p_exp`, `log1m_exp`, `log_sum_exp`, `log_diff_exp`, `log_inv_logit`, `log_mix`, …). Where
/// several rows of one pass fit a formula, the first is taken.
public enum StableForm {
  SOFTPLUS(
      "R0101",
      "log(1 + exp(x))",
      "softplus(x)",
      "`exp(x)` overflows from x = 710 on, and below -37 it is lost beside 1",
      Logarithms::ofOnePlus,
      LOG,
      LOG1P),

  LOG_EXP(
      "R0102",
      "log(exp(x))",
      "x",
      "underflow of `exp` would make it -∞, overflow ∞",
      Logarithms::ofExp,
      LOG),

  LOG_SIGMOID(
      "R0103",
      "log(sigmoid(x))",
      "-softplus(-x)",
      "`sigmoid` comes to 0 below x = -745",
      Logarithms::ofSigmoid,
      LOG),

  LOG_REST_OF_SIGMOID(
      "R0104",
      "log(1 - sigmoid(x))",
      "-softplus(x)",
      "`sigmoid` comes to 1 above x = 37",
      Logarithms::ofRestOfSigmoid,
      LOG,
      LOG1P),

  LOG_SOFTMAX(
      "R0105",
      "log(softmax(x))",
      "log_softmax(x)",
      "the small ones among the shares come to 0",
      Logarithms::ofSoftmax,
      LOG),

  LOG_SUM_EXP(
      "R0106",
      "log(sum(exp(x)))",
      "logsumexp(x)",
      "one large element is enough for ∞; with all below -745 there is nothing to take the log of",
      Logarithms::ofSum,
      LOG),

  LOG_MEAN_EXP(
      "R0107",
      "log(mean(exp(x)))",
      "logsumexp(x) - log(n)",
      "one large element is enough for ∞; with all below -745 there is nothing to take the log of",
      Logarithms::ofMean,
      LOG),

  LOG_ADD_EXP(
      "R0108",
      "log(exp(a) + exp(b))",
      "logsumexp([a, b])",
      "one large element is enough for ∞; with all below -745 there is nothing to take the log of",
      Logarithms::ofTwo,
      LOG),

  LOG_REST_OF_EXP(
      "R0109",
      "log(1 - exp(x))",
      "if x > -log(2) then log(-expm1(x)) else log1p(-exp(x))",
      "near x = 0 the difference has no digits left, below -37 the exponential is lost beside 1",
      Logarithms::ofRestOfExp,
      LOG,
      LOG1P),

  LOG_DIFFERENCE(
      "R0110",
      "log(exp(a) - exp(b))",
      "a + log(1 - exp(b - a))",
      "both overflow, or cancel",
      Logarithms::ofDifference,
      LOG),

  LOG_PRODUCT(
      "R0111",
      "log(p * q), log(p / q), log(p^k), log(prod(p)) of positive p",
      "log(p) + log(q), log(p) - log(q), k * log(p), sum(log(p))",
      "products of many probabilities come to 0, as likelihoods do",
      Logarithms::ofProduct,
      LOG),

  LOG_WEIGHTED_SUM(
      "R0112",
      "log(sum(w * exp(x)))",
      "s + log(sum(w * exp(x - s))), s = max(x)",
      "as the sum without weights; weights may be 0, or below it",
      Logarithms::ofWeightedSum,
      LOG),

  LOG_NEAR_ONE(
      "R0113",
      "log(1 + x)",
      "log1p(x)",
      "below 1e-16 an `x` is lost beside 1",
      Logarithms::ofNearOne,
      LOG),

  LOG_EXPM1(
      "R0114",
      "log1p(exp(x) - 1)",
      "x",
      "underflow of `exp` would make it -∞, overflow ∞",
      Logarithms::ofExpAgain,
      LOG1P),

  REST_TO_LOG_SUM(
      "R0115",
      "x - logsumexp(x)",
      "log_softmax(x)",
      "their digits cancel where the sum has one large term",
      Exponentials::logSoftmax,
      SUB),

  SOFTPLUS_BEYOND(
      "R0116",
      "softplus(x) - x",
      "softplus(-x)",
      "for large `x` the digits cancel",
      Exponentials::softplusBeyond,
      SUB),

  LOGIT(
      "R0117",
      "softplus(x) - softplus(-x)",
      "x",
      "the log-odds that a probability was made of",
      Exponentials::logit,
      SUB),

  SOFTMAX(
      "R0121", "exp(x) / sum(exp(x))", "softmax(x)", "∞ / ∞ is NaN", Exponentials::softmax, DIV),

  TANH(
      "R0122",
      "(exp(x) - exp(-x)) / (exp(x) + exp(-x))",
      "tanh(x)",
      "∞ / ∞ is NaN; near 0 the digits cancel",
      Exponentials::tanh,
      DIV),

  SIGMOID_OF_EXP(
      "R0123",
      "exp(x) / (1 + exp(x))",
      "sigmoid(x)",
      "∞ / ∞ is NaN",
      Exponentials::sigmoidOfExp,
      DIV),

  SIGMOID_OF_TWO(
      "R0124",
      "exp(a) / (exp(a) + exp(b))",
      "sigmoid(a - b)",
      "∞ / ∞ is NaN",
      Exponentials::sigmoidOfTwo,
      DIV),

  SIGMOID_SLOPE(
      "R0125",
      "exp(x) / (1 + exp(x))^2",
      "sigmoid(x) * sigmoid(-x)",
      "∞ / ∞ is NaN",
      Exponentials::sigmoidSlope,
      DIV),

  SIGMOID(
      "R0126",
      "1 / (1 + exp(-x))",
      "sigmoid(x)",
      "the value is right where `exp` overflows, but the derivative is 0 * ∞",
      Exponentials::sigmoid,
      DIV,
      RECIPROCAL,
      POW),

  ODDS(
      "R0127",
      "sigmoid(x) / (1 - sigmoid(x))",
      "exp(x)",
      "above x = 37 the odds are 1 / 0",
      Exponentials::odds,
      DIV),

  EXP_PRODUCT(
      "R0128",
      "exp(a) * exp(b)",
      "exp(a + b)",
      "0 * ∞ and ∞ / ∞ are NaN",
      Exponentials::together,
      MUL,
      DIV),

  EXP_INVERSE(
      "R0129",
      "a / exp(x)",
      "a * exp(-x)",
      "the value is right where `exp` overflows, but the derivative is 0 * ∞",
      Exponentials::inverse,
      DIV,
      RECIPROCAL,
      POW),

  EXP(
      "R0130",
      "e^x",
      "exp(x)",
      "the number e is rounded, and the power has that error x times",
      Exponentials::power,
      POW),

  EXPM1(
      "R0141",
      "exp(x) - 1",
      "expm1(x)",
      "near x = 0 the digits cancel",
      2,
      Exponentials::expm1,
      SUB,
      ADD),

  SINH(
      "R0142",
      "exp(x) - exp(-x)",
      "2 * sinh(x)",
      "near x = 0 the digits cancel",
      2,
      Exponentials::sinh,
      SUB),

  REST_OF_SIGMOID(
      "R0143",
      "1 - sigmoid(x)",
      "sigmoid(-x)",
      "above x = 37 it comes to 0",
      2,
      Exponentials::restOfSigmoid,
      SUB),

  TANH_OF_SIGMOID(
      "R0144",
      "2 * sigmoid(2 * x) - 1",
      "tanh(x)",
      "near x = 0 the digits cancel",
      2,
      Exponentials::tanhOfSigmoid,
      SUB);

  private final String code;
  private final String before;
  private final String after;
  private final String reason;
  private final int walk;
  private final BiFunction<Sight, Node, Node> rule;
  private final List<Op> ends;

  StableForm(
      String code,
      String before,
      String after,
      String reason,
      BiFunction<Sight, Node, Node> rule,
      Object... ends) {
    this(code, before, after, reason, 1, rule, ends);
  }

  /// @param reason what is wrong with the first form
  /// @param walk in the second walk, what the first would rather see within larger formulas
  /// @param ends the functions that such a formula ends in
  StableForm(
      String code,
      String before,
      String after,
      String reason,
      int walk,
      BiFunction<Sight, Node, Node> rule,
      Object... ends) {
    this.code = code;
    this.before = before;
    this.after = after;
    this.reason = reason;
    this.walk = walk;
    this.rule = rule;
    this.ends = Arrays.stream(ends).map(StableForm::op).toList();
  }

  private static Op op(Object function) {
    return function instanceof UnaryFunction unary
        ? new Unary(unary)
        : new Binary((BinaryFunction) function);
  }

  /// What messages and users call it by.
  public String code() {
    return code;
  }

  /// The formula as textbooks have it.
  public String before() {
    return before;
  }

  /// The same in its stable form.
  public String after() {
    return after;
  }

  /// What is wrong with the formula as textbooks have it.
  public String reason() {
    return reason;
  }

  /// The row of a code.
  public static Optional<StableForm> of(String code) {
    return Arrays.stream(values()).filter(form -> form.code.equals(code)).findFirst();
  }

  /// The rows of one of the two walks that a formula which ends in an operation may fit.
  static Stream<StableForm> of(int walk, Op op) {
    return Arrays.stream(values()).filter(form -> form.walk == walk && form.ends.contains(op));
  }

  /// The stable form of a node, or null if the node is no such formula.
  Node apply(Sight sight, Node node) {
    return rule.apply(sight, node);
  }
}
