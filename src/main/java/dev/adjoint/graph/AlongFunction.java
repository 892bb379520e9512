package dev.adjoint.graph;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// The functions that turn the numbers along one axis into as many others, one row each; see
/// [UnaryFunction] for what a row is.
public enum AlongFunction {
  SOFTMAX(
      "exp(x) / sum(exp(x)) along an axis, without overflow",
      AlongFunction::softmax,
      (op, ct, y) -> y.times(ct.minus(op.total(ct.times(y)))),
      (op, t, y) -> y.times(t.minus(op.total(t.times(y))))),
  LOG_SOFTMAX(
      "log(softmax(x)), without overflow",
      AlongFunction::logSoftmax,
      (op, ct, y) -> ct.minus(UnaryFunction.EXP.of(y).times(op.total(ct))),
      (op, t, y) -> t.minus(op.total(t.times(UnaryFunction.EXP.of(y))))),
  CUMSUM(
      "the sums of the numbers up to each",
      AlongFunction::cumulate,
      (op, ct, y) -> op.flip(Node.of(op, op.flip(ct))),
      (op, t, y) -> Node.of(op, t));

  /// The contribution to the cotangent of x, from the cotangent of y and y.
  @FunctionalInterface
  interface Vjp {
    Node apply(Along op, Node ct, Node y);
  }

  /// The tangent of y, from the tangent of x and y.
  @FunctionalInterface
  interface Jvp {
    Node apply(Along op, Node tangent, Node y);
  }

  private final String doc;
  private final UnaryOperator<double[]> meaning;
  private final Vjp vjp;
  private final Jvp jvp;

  AlongFunction(String doc, UnaryOperator<double[]> meaning, Vjp vjp, Jvp jvp) {
    this.doc = doc;
    this.meaning = meaning;
    this.vjp = vjp;
    this.jvp = jvp;
  }

  /// This function along one axis, negative from the end; the shape stays.
  public Node of(Node x, int axis) {
    return Node.of(new Along(this, Axes.check(x, axis)), x);
  }

  /// One line on what it is.
  public String doc() {
    return doc;
  }

  /// The function itself, of the numbers in order.
  public UnaryOperator<double[]> meaning() {
    return meaning;
  }

  Node vjp(Along op, Node ct, Node y) {
    return vjp.apply(op, ct, y);
  }

  Node jvp(Along op, Node tangent, Node y) {
    return jvp.apply(op, tangent, y);
  }

  private static double[] softmax(double[] v) {
    double[] y = Arrays.stream(belowLargest(v)).map(Math::exp).toArray();
    double sum = ReduceFunction.SUM.meaning().applyAsDouble(y);
    return Arrays.stream(y).map(e -> e / sum).toArray();
  }

  private static double[] logSoftmax(double[] v) {
    double[] shifted = belowLargest(v);
    double logSum = ReduceFunction.LOGSUMEXP.meaning().applyAsDouble(shifted);
    return Arrays.stream(shifted).map(x -> x - logSum).toArray();
  }

  private static double[] belowLargest(double[] v) {
    double largest = ReduceFunction.MAX.meaning().applyAsDouble(v);
    return Arrays.stream(v).map(x -> x - largest).toArray();
  }

  private static double[] cumulate(double[] v) {
    double[] y = v.clone();
    for (int i = 1; i < y.length; i++) {
      y[i] += y[i - 1];
    }
    return y;
  }

  /// The name in the language.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
