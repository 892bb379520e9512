package dev.adjoint.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.autodiff.Gradient;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Iota;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.ReduceFunction;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.Unary;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.verify.GradientCheck.Effort;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Wrong derivatives, which the check must refuse, and right ones at awkward points, which it must
/// not: a test that cannot fail tests nothing.
class GradientCheckTest {
  private static final Dim N = Dim.named("n");
  private static final Dim M = Dim.named("m");

  // Logistic regression, with the derivatives of the notes.
  private final Node w = Node.parameter("w", N, Dim.ONE);
  private final Node b = Node.parameter("b");
  private final Node data = Node.input("X", N, M);
  private final Node labels = Node.input("Y", Dim.ONE, M);
  private final Node z = w.transpose().matmul(data).plus(b);
  private final Node a = UnaryFunction.SIGMOID.of(z);
  private final Node cost = UnaryFunction.SOFTPLUS.of(z).minus(labels.times(z)).mean();

  private final Node error = a.minus(labels);
  private final Node dw = data.matmul(error.transpose()).over(w.number(M));
  private final Node db = error.mean();

  private final Random random = new Random(3);
  private final Map<Node, Tensor> point =
      Map.of(
          w,
          uniform(2, 1),
          b,
          uniform().reshape(Shape.SCALAR),
          data,
          uniform(2, 3),
          labels,
          Tensor.matrix(new double[][] {{1, 0, 1}}));

  private Tensor uniform(int... sizes) {
    return Tensor.generate(DType.F64, Shape.of(sizes), _ -> random.nextDouble(-1, 1));
  }

  private List<Finding> check(Node claimedW, Node claimedB) {
    return GradientCheck.check(
        cost, List.of(w, b), List.of(claimedW, claimedB), point, Effort.usual(1));
  }

  private static Finding check(Node y, Node x, Node claimed, Tensor at) {
    return GradientCheck.check(y, List.of(x), List.of(claimed), Map.of(x, at), Effort.usual(1))
        .getFirst();
  }

  /// What is found of our own derivative.
  private static Finding check(Node y, Node x, Tensor at) {
    return check(y, x, Gradient.of(y).wrt(x), at);
  }

  private static long wrong(List<Finding> findings) {
    return findings.stream().filter(finding -> finding.mismatch().isPresent()).count();
  }

  @Test
  void rightDerivativesPass() {
    assertThat(check(dw, db)).allMatch(Finding::isRight).allMatch(f -> f.unmeasured() == 0);
    assertThat(check(dw, db).getFirst().measurements())
        .isEqualTo(new Finding.Measurements(3, 2, 2));
  }

  @Test
  void wrongFactorsAndSignsFail() {
    assertThat(wrong(check(dw.times(1.0001), db))).isEqualTo(1);
    assertThat(wrong(check(dw.times(1 + 1e-7), db))).isEqualTo(1);
    assertThat(wrong(check(dw.negate(), db))).isEqualTo(1);
    assertThat(wrong(check(dw.times(dw.number(M)), error.sum()))).isEqualTo(2);
    assertThat(wrong(check(dw, db.times(0)))).isEqualTo(1);
    assertThat(wrong(check(dw, db.plus(1e-6)))).isEqualTo(1);
    assertThat(wrong(check(dw, db.plus(Double.NaN)))).isEqualTo(1);
  }

  @Test
  void namesTheElement() {
    Node last = BinaryFunction.GREATER.of(Node.of(new Iota(0, w.type())), w.number(0));
    Finding.Mismatch mismatch =
        check(dw.plus(last.times(0.001)), db).getFirst().mismatch().orElseThrow();

    assertThat(mismatch.index()).isEqualTo("[1, 0]");
    assertThat(mismatch.claimed() - mismatch.measured()).isBetween(0.001 - 1e-9, 0.001 + 1e-9);
  }

  @Test
  void wrongInOneElementOfManyFails() {
    Node x = Node.input("x", Dim.of(150));
    Node y = x.square().sum();
    Tensor spike = Tensor.generate(DType.F64, Shape.of(150), i -> i == 37 ? 0.01 : 0);
    Finding found = check(y, x, x.times(2).plus(Node.constant(spike)), uniform(150));

    assertThat(found.mismatch().orElseThrow().index()).isEqualTo("[37]");
    assertThat(check(y, x, x.times(2), uniform(150)).isRight()).isTrue();
  }

  @Test
  void whatCannotBeMeasuredIsNeitherRightNorWrong() {
    Node x = Node.input("x");
    Finding found = check(UnaryFunction.LOG.of(x), x, Tensor.scalar(-1));

    assertThat(found.mismatch()).isEmpty();
    assertThat(found.isRight()).isFalse();
    assertThat(found.unmeasured()).isEqualTo(1);
  }

  @Test
  void stepsDoNotCrossKinks() {
    Node x = Node.input("x");
    for (double at : new double[] {1, 1e-3, 1e-5, 1e-7, -1e-4}) {
      for (Node y : List.of(UnaryFunction.ABS.of(x), x.square().times(UnaryFunction.RELU.of(x)))) {
        assertThat(check(y, x, Tensor.scalar(at)).isRight()).as("%s at %s", y, at).isTrue();
      }
      Node step = UnaryFunction.SIGN.of(x).times(x.square());
      assertThat(check(step, x, x.number(7), Tensor.scalar(at)).mismatch()).isPresent();
    }
  }

  @Test
  void betweenTheTwoSidesOfAKinkIsRight() {
    Node x = Node.input("x");
    Node relu = UnaryFunction.RELU.of(x);
    Tensor zero = Tensor.scalar(0);
    for (double slope : new double[] {0, 0.3, 1}) {
      assertThat(check(relu, x, x.number(slope), zero).isRight()).isTrue();
    }
    assertThat(check(relu, x, x.number(1.1), zero).isRight()).isFalse();
    assertThat(check(relu, x, x.number(-0.1), zero).isRight()).isFalse();
    assertThat(check(BinaryFunction.MAX.of(x, x.negate()), x, zero).isRight()).isTrue();
    Node v = Node.input("v", Dim.of(3));
    for (ReduceFunction function : List.of(ReduceFunction.MAX, ReduceFunction.NORM)) {
      assertThat(check(function.of(v), v, Tensor.vector(0, 0, 0)).isRight()).isTrue();
    }
  }

  /// `relu(x) - relu(-x)` is `x`, and by the conventions at kinks its derivative at 0 is 0: that is
  /// no mistake of a rule, and beside 0 it is right.
  @Test
  void conventionsAtKinksAreNoMistake() {
    Node x = Node.input("x");
    Node y = UnaryFunction.RELU.of(x).minus(UnaryFunction.RELU.of(x.negate()));

    assertThat(check(y, x, Tensor.scalar(0)).isRight()).isTrue();
    assertThat(check(y, x, x.number(2), Tensor.scalar(0)).mismatch()).isPresent();
  }

  /// As a net that starts from zeros has them.
  @Test
  void manyUnitsAtTheirKinksAreRight() {
    Node weights = Node.parameter("W", Dim.of(4), Dim.of(3));
    Node x = Node.constant(uniform(3, 5));
    Node out = Node.constant(uniform(1, 4));
    Node y = out.matmul(UnaryFunction.RELU.of(weights.matmul(x))).square().sum();
    Node linear = out.matmul(UnaryFunction.RELU.of(weights.matmul(x))).sum();

    for (Node scalar : List.of(y, linear)) {
      Finding found = check(scalar, weights, Tensor.full(DType.F64, Shape.of(4, 3), 0));
      assertThat(found.mismatch()).isEmpty();
      assertThat(found.wasMeasured()).isTrue();
    }
  }

  @Test
  void whatMovesNearerThanAnyStepIsNoMistake() {
    Node x = Node.input("x");
    Node narrow = UnaryFunction.TANH.of(x.times(1e9)).square();
    assertThat(check(narrow, x, Tensor.scalar(1e-10)).mismatch()).isEmpty();
    Node root = UnaryFunction.SQRT.of(x.square());
    assertThat(check(root, x, Tensor.scalar(1e-11)).mismatch()).isEmpty();
  }

  @Test
  void whatIsStoppedStays() {
    Node x = Node.input("x");
    Node stopped = UnaryFunction.STOP.of(x).times(x);
    assertThat(check(stopped, x, Tensor.scalar(2)).isRight()).isTrue();
    assertThat(check(stopped, x, x.times(2), Tensor.scalar(2)).mismatch()).isPresent();
  }

  @Test
  void byAnIntermediateValue() {
    List<Finding> found =
        GradientCheck.check(
            cost, List.of(z), List.of(error.over(z.number(M))), point, Effort.usual(1));
    assertThat(found).allMatch(Finding::isRight);
    assertThat(wrong(GradientCheck.check(cost, List.of(z), List.of(error), point, Effort.usual(1))))
        .isEqualTo(1);
  }

  @Test
  void singlePrecisionIsCheckedInDouble() {
    Node x = Node.input("x", DType.F32, N);
    Node y = UnaryFunction.EXP.of(x).sum();
    Tensor at = Tensor.vector(1, 2).as(DType.F32);

    assertThat(check(y, x, at).isRight()).isTrue();
    assertThat(check(y, x, y.times(1.001).over(y).times(UnaryFunction.EXP.of(x)), at).mismatch())
        .isPresent();
  }

  @Test
  void nothingIsRight() {
    Node x = Node.input("x", N);
    assertThat(check(x.sum(), x, Tensor.vector()).isRight()).isTrue();
  }

  /// A rule that is wrong is found by its own values, wherever it stands.
  @Test
  void findsTheOperationWhoseRuleIsWrong() {
    Node x = Node.parameter("x", Dim.of(4));
    Node inner = UnaryFunction.TANH.of(x.times(x));
    Node y = UnaryFunction.EXP.of(Select.of(x.greater(0), inner, x)).sum();
    Map<Node, Tensor> at = new HashMap<>(Map.of(x, Tensor.vector(0.3, -0.8, 1.2, -0.1)));

    assertThat(Culprit.of(y, x, at)).isEmpty();
    Culprit.Rule faulty =
        (operand, node, ct) ->
            node.op() instanceof Unary(UnaryFunction f) && f == UnaryFunction.TANH
                ? Optional.of(ct.times(node.number(1).plus(node.square())))
                : node.op().vjp(operand, node, ct);
    Culprit culprit = Culprit.of(y, x, at, faulty).orElseThrow();

    assertThat(culprit.node()).isSameAs(inner);
    assertThat(culprit.operand()).isZero();
  }
}
