package dev.adjoint.rewrite.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Functions;
import dev.adjoint.graph.Gather;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.rewrite.proof.Verdict.Counterexample;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.testing.RandomGraphs;
import dev.adjoint.testing.Variations;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EqualityTest {
  private static final int TRIES = Integer.getInteger("adjoint.tries", 1);
  private static final Dim N = Dim.named("n");
  private static final Dim M = Dim.named("m");
  private static final Node X = Node.input("X", N, M);

  private static Counterexample refuted(Node left, Node right) {
    assertThat(Equality.judge(left, right, 0)).isInstanceOf(Verdict.Refuted.class);
    return ((Verdict.Refuted) Equality.judge(left, right, 0)).counterexample();
  }

  /// Two ways to write one thing are never told apart by random values.
  @Test
  void neverRefutesWhatIsEqual() {
    for (long seed = 0; seed < 300L * TRIES; seed++) {
      var random = new SplittableRandom(seed);
      var sample = RandomGraphs.sample(DType.F64, seed, random.nextInt(3, 25));
      Node left = sample.outputs().getLast();
      Node right = Variations.equal(left, 3, random);
      var graph = dev.adjoint.graph.Graph.of(left, right);
      assertThat(new Trials(graph, Set.of("n", "m", "k"), seed).find(20))
          .as("seed %d", seed)
          .isEmpty();
    }
  }

  @Test
  void dimensionsAreNumbers() {
    assertThat(Equality.judge(X.mean(), X.sum().over(X.number(N.times(M))), 0))
        .isEqualTo(new Verdict.Proved(false));
    assertThat(Equality.judge(X.number(N).plus(1), X.number(N.plus(Dim.ONE)), 0))
        .isEqualTo(new Verdict.Proved(false));
  }

  @Test
  void smallestCounterexampleHasSmallSizesAndSimpleValues() {
    Counterexample found = refuted(X.mean(1), X.sum(1));
    assertThat(found.sizes()).isEqualTo(Map.of("n", 1, "m", 2));
    assertThat(found.values().values()).containsExactly(Tensor.matrix(new double[][] {{0, 1}}));
    assertThat(found.left().at(found.element())).isEqualTo(0.5);
    assertThat(found.right().at(found.element())).isEqualTo(1);
  }

  @Test
  void atKinksDerivativesAreConventions() {
    Node above = X.greater(0);
    Node atLeast = dev.adjoint.graph.BinaryFunction.GREATER_EQUAL.of(X, X.number(0));
    assertThat(Equality.judge(above, atLeast, 0)).isEqualTo(new Verdict.Proved(true));
  }

  @Test
  void whatIsNotProvedIsTriedWhereItIsDefined() {
    Node log = UnaryFunction.LOG.of(X.square());
    assertThat(Equality.judge(log, UnaryFunction.LOG.of(X).times(2), 0))
        .isEqualTo(new Verdict.Holds(Equality.CASES));
    // sqrt(x^2) is |x|: equal where x is positive only
    assertThat(refuted(UnaryFunction.SQRT.of(X.square()), X).sizes())
        .isEqualTo(Map.of("n", 1, "m", 1));
  }

  @Test
  void nothingIsTriedWhereNothingIsDefined() {
    Node nowhere = UnaryFunction.LOG.of(X.square().plus(1).negate());
    assertThat(Equality.judge(nowhere, nowhere.plus(X), 0)).isEqualTo(new Verdict.Untested());
  }

  @Test
  void countsOnlyWhatWasDrawn() {
    Node places = Node.constant(Tensor.vector(0, 4));
    Node some = Gather.of(X, places, 0); // there is a row 4 only if n is at least 5
    assertThat(Equality.judge(some, Gather.of(X.plus(0), places, 0), 0))
        .isInstanceOf(Verdict.Proved.class);
    Node odd = UnaryFunction.SIN.of(some.times(2));
    Node even = UnaryFunction.SIN.of(some).times(UnaryFunction.COS.of(some)).times(2);
    assertThat(Equality.judge(odd, even, 0))
        .isInstanceOfSatisfying(
            Verdict.Holds.class, holds -> assertThat(holds.cases()).isBetween(50, 199));
  }

  @Test
  void labelsAreDrawnAsLabels() {
    Node labels = Node.input("labels", M);
    Node hot = Functions.oneHot(labels, N);
    assertThat(Equality.judge(hot.sum(0), hot.number(1).times(hot.sum(0).square()), 0))
        .isEqualTo(new Verdict.Proved(false));
    assertThat(refuted(hot, hot.times(2)).sizes()).isEqualTo(Map.of("n", 1, "m", 1));
  }

  @Test
  void roundingIsNoDifference() {
    Node far = X.plus(1e9).minus(1e9);
    Node sine = UnaryFunction.SIN.of(far.times(2));
    Node product = UnaryFunction.SIN.of(X).times(UnaryFunction.COS.of(X)).times(2);
    assertThat(Equality.judge(sine, product, 0)).isNotInstanceOf(Verdict.Refuted.class);
  }
}
