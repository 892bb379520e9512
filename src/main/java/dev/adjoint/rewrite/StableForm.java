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
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// The formulas of textbooks that leave the range of numbers, or lose their digits, on the way to a
/// result that is an ordinary number; each with the form that does not. One row for each.
///
/// Both forms are one function: they agree wherever both can be computed, but for rounding, so that
/// none is exact in IEEE 754, and wherever the first is a number the second is one. Operands are
/// finite; of infinite ones some forms make NaN.
///
/// The list follows what PyTensor's `stabilize` rewrites know, and what Stan has functions for
/// (`log1p_exp`, `log1m_exp`, `log_sum_exp`, `log_diff_exp`, `log_inv_logit`, `log_mix`, …). Where
/// several rows of one pass fit a formula, the first is taken.
public enum StableForm {
  /// `exp(x)` overflows from x = 710 on, and below -37 it is lost beside 1.
  SOFTPLUS("R0101", "log(1 + exp(x))", "softplus(x)", Logarithms::ofOnePlus, LOG, LOG1P),

  /// Underflow of `exp` would make it -∞, overflow ∞.
  LOG_EXP("R0102", "log(exp(x))", "x", Logarithms::ofExp, LOG),

  /// `sigmoid` comes to 0 below x = -745.
  LOG_SIGMOID("R0103", "log(sigmoid(x))", "-softplus(-x)", Logarithms::ofSigmoid, LOG),

  /// `sigmoid` comes to 1 above x = 37.
  LOG_REST_OF_SIGMOID(
      "R0104", "log(1 - sigmoid(x))", "-softplus(x)", Logarithms::ofRestOfSigmoid, LOG, LOG1P),

  /// The small ones among the shares come to 0.
  LOG_SOFTMAX("R0105", "log(softmax(x))", "log_softmax(x)", Logarithms::ofSoftmax, LOG),

  /// One large element is enough for ∞; with all below -745 there is nothing to take the log of.
  LOG_SUM_EXP("R0106", "log(sum(exp(x)))", "logsumexp(x)", Logarithms::ofSum, LOG),

  /// As the sum.
  LOG_MEAN_EXP("R0107", "log(mean(exp(x)))", "logsumexp(x) - log(n)", Logarithms::ofMean, LOG),

  /// As the sum.
  LOG_ADD_EXP("R0108", "log(exp(a) + exp(b))", "logsumexp([a, b])", Logarithms::ofTwo, LOG),

  /// Near x = 0 the difference has no digits left, below -37 the exponential is lost beside 1.
  LOG_REST_OF_EXP(
      "R0109",
      "log(1 - exp(x))",
      "if x > -log(2) then log(-expm1(x)) else log1p(-exp(x))",
      Logarithms::ofRestOfExp,
      LOG,
      LOG1P),

  /// Both overflow, or cancel.
  LOG_DIFFERENCE(
      "R0110", "log(exp(a) - exp(b))", "a + log(1 - exp(b - a))", Logarithms::ofDifference, LOG),

  /// Products of many probabilities come to 0, as likelihoods do.
  LOG_PRODUCT(
      "R0111",
      "log(p * q), log(p / q), log(p^k), log(prod(p)) of positive p",
      "log(p) + log(q), log(p) - log(q), k * log(p), sum(log(p))",
      Logarithms::ofProduct,
      LOG),

  /// As the sum without weights. Weights may be 0, or below it.
  LOG_WEIGHTED_SUM(
      "R0112",
      "log(sum(w * exp(x)))",
      "s + log(sum(w * exp(x - s))), s = max(x)",
      Logarithms::ofWeightedSum,
      LOG),

  /// Below 1e-16 an `x` is lost beside 1.
  LOG_NEAR_ONE("R0113", "log(1 + x)", "log1p(x)", Logarithms::ofNearOne, LOG),

  /// As `log(exp(x))`.
  LOG_EXPM1("R0114", "log1p(exp(x) - 1)", "x", Logarithms::ofExpAgain, LOG1P),

  /// Their digits cancel where the sum has one large term.
  REST_TO_LOG_SUM("R0115", "x - logsumexp(x)", "log_softmax(x)", Exponentials::logSoftmax, SUB),

  /// For large `x` the digits cancel.
  SOFTPLUS_BEYOND("R0116", "softplus(x) - x", "softplus(-x)", Exponentials::softplusBeyond, SUB),

  /// The log-odds that a probability was made of.
  LOGIT("R0117", "softplus(x) - softplus(-x)", "x", Exponentials::logit, SUB),

  /// ∞ / ∞ is NaN.
  SOFTMAX("R0121", "exp(x) / sum(exp(x))", "softmax(x)", Exponentials::softmax, DIV),

  /// ∞ / ∞ is NaN; near 0 the digits cancel.
  TANH("R0122", "(exp(x) - exp(-x)) / (exp(x) + exp(-x))", "tanh(x)", Exponentials::tanh, DIV),

  /// ∞ / ∞ is NaN.
  SIGMOID_OF_EXP("R0123", "exp(x) / (1 + exp(x))", "sigmoid(x)", Exponentials::sigmoidOfExp, DIV),

  /// ∞ / ∞ is NaN.
  SIGMOID_OF_TWO(
      "R0124", "exp(a) / (exp(a) + exp(b))", "sigmoid(a - b)", Exponentials::sigmoidOfTwo, DIV),

  /// ∞ / ∞ is NaN.
  SIGMOID_SLOPE(
      "R0125",
      "exp(x) / (1 + exp(x))^2",
      "sigmoid(x) * sigmoid(-x)",
      Exponentials::sigmoidSlope,
      DIV),

  /// The value is right where `exp` overflows, but the derivative is 0 * ∞.
  SIGMOID("R0126", "1 / (1 + exp(-x))", "sigmoid(x)", Exponentials::sigmoid, DIV, RECIPROCAL, POW),

  /// Above x = 37 the odds are 1 / 0.
  ODDS("R0127", "sigmoid(x) / (1 - sigmoid(x))", "exp(x)", Exponentials::odds, DIV),

  /// 0 * ∞ and ∞ / ∞ are NaN.
  EXP_PRODUCT("R0128", "exp(a) * exp(b)", "exp(a + b)", Exponentials::together, MUL, DIV),

  /// The value is right where `exp` overflows, but the derivative is 0 * ∞.
  EXP_INVERSE("R0129", "a / exp(x)", "a * exp(-x)", Exponentials::inverse, DIV, RECIPROCAL, POW),

  /// The number e is rounded, and the power has that error x times.
  EXP("R0130", "e^x", "exp(x)", Exponentials::power, POW),

  /// Near x = 0 the digits cancel.
  EXPM1("R0141", "exp(x) - 1", "expm1(x)", 2, Exponentials::expm1, SUB, ADD),

  /// Near x = 0 the digits cancel.
  SINH("R0142", "exp(x) - exp(-x)", "2 * sinh(x)", 2, Exponentials::sinh, SUB),

  /// Above x = 37 it comes to 0.
  REST_OF_SIGMOID("R0143", "1 - sigmoid(x)", "sigmoid(-x)", 2, Exponentials::restOfSigmoid, SUB),

  /// Near x = 0 the digits cancel.
  TANH_OF_SIGMOID(
      "R0144", "2 * sigmoid(2 * x) - 1", "tanh(x)", 2, Exponentials::tanhOfSigmoid, SUB);

  private final String code;
  private final String before;
  private final String after;
  private final int walk;
  private final BiFunction<Sight, Node, Node> rule;
  private final List<Op> ends;

  StableForm(
      String code,
      String before,
      String after,
      BiFunction<Sight, Node, Node> rule,
      Object... ends) {
    this(code, before, after, 1, rule, ends);
  }

  /// @param walk in the second walk, what the first would rather see within larger formulas
  /// @param ends the functions that such a formula ends in
  StableForm(
      String code,
      String before,
      String after,
      int walk,
      BiFunction<Sight, Node, Node> rule,
      Object... ends) {
    this.code = code;
    this.before = before;
    this.after = after;
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

  /// The rows of one of the two walks that a formula which ends in an operation may fit.
  static Stream<StableForm> of(int walk, Op op) {
    return Arrays.stream(values()).filter(form -> form.walk == walk && form.ends.contains(op));
  }

  /// The stable form of a node, or null if the node is no such formula.
  Node apply(Sight sight, Node node) {
    return rule.apply(sight, node);
  }
}
