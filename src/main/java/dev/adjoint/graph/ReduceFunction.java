package dev.adjoint.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// The functions that make one number of many, one row each; see [UnaryFunction] for what a row is
/// and for the conventions at kinks.
///
/// The meaning takes the elements in row-major order. Sums go from the first to the last, so a sum
/// has one value, whoever computes it.
///
/// Derivatives of `prod` are exact to any order, but to the second where several elements are 0.
public enum ReduceFunction {
  SUM("the sum; 0 of nothing", Domain.REAL, ReduceFunction::sum, (op, ct, x, y) -> ct),
  MEAN(
      "the arithmetic mean; of nothing not a number",
      Domain.REAL,
      ReduceFunction::average,
      (op, ct, x, y) -> ct.over(op.count(x))),
  PROD(
      "the product; 1 of nothing",
      Domain.REAL,
      v -> Arrays.stream(v).reduce(1, (a, b) -> a * b),
      ReduceFunction::prodVjp),
  MAX(
      "the largest; -∞ of nothing",
      Domain.REAL,
      v -> Arrays.stream(v).reduce(Double.NEGATIVE_INFINITY, Math::max),
      ReduceFunction::attained),
  MIN(
      "the smallest; ∞ of nothing",
      Domain.REAL,
      v -> Arrays.stream(v).reduce(Double.POSITIVE_INFINITY, Math::min),
      ReduceFunction::attained),
  ARGMAX(
      "the place, from 0, of the first largest; of nothing not a number",
      Domain.REAL,
      ReduceFunction::argmax,
      null),
  NORM(
      "the Euclidean length",
      Domain.REAL,
      ReduceFunction::norm,
      (op, ct, x, y) -> zeroWhereZero(y, ct.times(x).over(oneWhereZero(y)))),
  VAR(
      "the mean squared distance from the mean",
      Domain.REAL,
      ReduceFunction::variance,
      (op, ct, x, y) -> ct.times(op.centred(x)).times(2).over(op.count(x))),
  STD(
      "the root of the variance",
      Domain.REAL,
      v -> Math.sqrt(variance(v)),
      (op, ct, x, y) ->
          zeroWhereZero(y, ct.times(op.centred(x)).over(oneWhereZero(y)).over(op.count(x)))),
  LOGSUMEXP(
      "log(sum(exp(x))), without overflow",
      Domain.REAL,
      ReduceFunction::logSumExp,
      (op, ct, x, y) -> ct.times(UnaryFunction.EXP.of(x.minus(finite(y)))));

  /// The contribution to the cotangent of x. The cotangent and y have been broadcast to x's shape.
  @FunctionalInterface
  interface Vjp {
    Node apply(Reduce op, Node ct, Node x, Node y);
  }

  private final String doc;
  private final Domain domain;
  private final ToDoubleFunction<double[]> meaning;
  private final Vjp vjp;

  ReduceFunction(String doc, Domain domain, ToDoubleFunction<double[]> meaning, Vjp vjp) {
    this.doc = doc;
    this.domain = domain;
    this.meaning = meaning;
    this.vjp = vjp;
  }

  /// Over all elements, to a scalar.
  public Node of(Node x) {
    return of(x, IntStream.range(0, x.rank()).boxed().toList(), false);
  }

  /// Over these axes, negative ones from the end, which stay as 1.
  public Node of(Node x, int... axes) {
    return of(x, Arrays.stream(axes).boxed().toList(), true);
  }

  /// Over these axes, negative ones from the end.
  ///
  /// @param keepDims whether the axes stay as 1, or go
  public Node of(Node x, List<Integer> axes, boolean keepDims) {
    List<Integer> all = axes.stream().map(axis -> Axes.check(x, axis)).distinct().sorted().toList();
    return Node.of(new Reduce(this, all, keepDims), x);
  }

  /// One line on what it is.
  public String doc() {
    return doc;
  }

  /// Where the elements may lie.
  public Domain domain() {
    return domain;
  }

  /// The function itself, of the elements in order.
  public ToDoubleFunction<double[]> meaning() {
    return meaning;
  }

  /// Whether it has a derivative that is not 0 everywhere.
  public boolean isDifferentiable() {
    return vjp != null;
  }

  Optional<Node> vjp(Reduce op, Node ct, Node x, Node y) {
    return vjp == null ? Optional.empty() : Optional.of(vjp.apply(op, ct, x, y));
  }

  private static Node attained(Reduce op, Node ct, Node x, Node y) {
    Node mask = x.equal(y);
    Node share = ct.over(op.expand(op.like(SUM, mask), x));
    return Select.of(mask, share, ct.number(0));
  }

  // The product of the others, without dividing by zeros: the product of what is not 0, without x
  // itself, times the product of the other zeros. That is 1 for none and their sum for one; of
  // more it is 0, and so is its first derivative.
  private static Node prodVjp(Reduce op, Node ct, Node x, Node y) {
    Node zero = x.equal(0);
    Node nonzero = Select.of(zero, x.number(1), x);
    Node rest = op.expand(op.like(PROD, nonzero), x);
    Node zeros = op.expand(op.like(SUM, zero), x);
    Node sum = op.expand(op.like(SUM, Select.of(zero, x, x.number(0))), x);
    Node atZero = Select.of(zeros.equal(2), sum.minus(x), zeros.equal(1));
    Node elsewhere = Select.of(zeros.equal(1), sum, zeros.equal(0));
    return ct.times(rest.over(nonzero)).times(Select.of(zero, atZero, elsewhere));
  }

  private static Node zeroWhereZero(Node y, Node x) {
    return Select.of(y.equal(0), x.number(0), x);
  }

  private static Node oneWhereZero(Node y) {
    return Select.of(y.equal(0), y.number(1), y);
  }

  // Of elements that are all -∞ the sum is -∞, and -∞ - -∞ is NaN where the share should be 0.
  private static Node finite(Node y) {
    return Select.of(y.equal(Double.NEGATIVE_INFINITY), y.number(0), y);
  }

  private static double sum(double[] v) {
    double sum = 0;
    for (double x : v) {
      sum += x;
    }
    return sum;
  }

  private static double average(double[] v) {
    return sum(v) / v.length;
  }

  private static double variance(double[] v) {
    double mean = average(v);
    double sum = 0;
    for (double x : v) {
      sum += (x - mean) * (x - mean);
    }
    return sum / v.length;
  }

  // Scaled by the largest, so that squares neither overflow nor vanish.
  private static double norm(double[] v) {
    double scale = 0;
    for (double x : v) {
      scale = Math.max(scale, Math.abs(x));
    }
    if (scale == 0 || Double.isInfinite(scale) || Double.isNaN(scale)) {
      return scale;
    }
    if (scale > 1e-140 && scale < 1e140) {
      scale = 1;
    }
    double sum = 0;
    for (double x : v) {
      sum += x / scale * (x / scale);
    }
    return scale * Math.sqrt(sum);
  }

  private static double argmax(double[] v) {
    if (v.length == 0) {
      return Double.NaN;
    }
    int best = 0;
    for (int i = 1; i < v.length; i++) {
      if (v[i] > v[best] || (Double.isNaN(v[i]) && !Double.isNaN(v[best]))) {
        best = i;
      }
    }
    return best;
  }

  private static double logSumExp(double[] v) {
    double largest = Arrays.stream(v).reduce(Double.NEGATIVE_INFINITY, Math::max);
    if (Double.isInfinite(largest)) {
      return largest;
    }
    double sum = 0;
    for (double x : v) {
      sum += Math.exp(x - largest);
    }
    return largest + Math.log(sum);
  }

  /// The name in the language.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
