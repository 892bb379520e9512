package dev.adjoint.autodiff;

import static dev.adjoint.graph.UnaryFunction.LOG;
import static dev.adjoint.graph.UnaryFunction.SIGMOID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.graph.AlongFunction;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Functions;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.nn.Costs;
import dev.adjoint.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Derivatives of formulas that are differentiated in another form are derivatives of the formulas,
/// by whatever value of them.
class StableGradientTest {
  private static final Dim M = Dim.named("m");

  private final Node z = Node.parameter("Z", Dim.ONE, M);
  private final Node y = Node.input("Y", Dim.ONE, M);
  private final Node a = SIGMOID.of(z).named("A");
  private final Node rest = a.number(1).minus(a).named("B");
  private final Node cost = Costs.logisticCost(a, y);

  private double[] at(Node node, double score, double label) {
    Map<Node, Tensor> leaves =
        Map.of(z, Tensor.matrix(new double[] {score}), y, Tensor.matrix(new double[] {label}));
    return new Interpreter().run(Graph.of(node), leaves).getFirst().toDoubles();
  }

  @Test
  void taughtCostIsFiniteAtAThousand() {
    for (double score : new double[] {-1000, -100, -40, -3, 0, 3, 40, 100, 1000}) {
      for (double label : new double[] {0, 1}) {
        double signed = label == 1 ? -score : score; // what is wrong with it
        assertThat(at(Gradient.of(cost).wrt(z), score, label)[0])
            .isCloseTo((label == 1 ? -1 : 1) / (1 + Math.exp(-signed)), within(1e-15));
      }
    }
  }

  @Test
  void derivativeByAValueOnTheWayIsOfTheFormulaAsWritten() {
    Node byA = Gradient.of(cost).wrt(a);
    assertThat(at(byA, 0.5, 1)[0]).isCloseTo(-1 / (1 / (1 + Math.exp(-0.5))), within(1e-14));
    assertThat(at(byA, 0.5, 0)[0]).isCloseTo(1 + Math.exp(0.5), within(1e-14));
  }

  @Test
  void derivativesAreWhatTheyAreWhateverElseIsAskedFor() {
    List<Node> together = Gradient.of(cost).wrt(List.of(a, z, y, a));
    for (double score : new double[] {-2, 0.5, 3}) {
      assertThat(at(together.get(0), score, 1)).isEqualTo(at(Gradient.of(cost).wrt(a), score, 1));
      assertThat(at(together.get(3), score, 1)).isEqualTo(at(Gradient.of(cost).wrt(a), score, 1));
    }
    assertThat(at(together.get(1), 1000, 0)[0]).isEqualTo(1);
    assertThat(at(together.get(2), 1000, 0)[0]).isEqualTo(-1000);
  }

  @Test
  void nothingIsLostThatDependsOnAValueInTwoWays() {
    Node u = LOG.of(rest).plus(rest).sum(); // by B and by log B
    assertThat(at(Gradient.of(u).wrt(rest), 0, 0)[0]).isCloseTo(2 + 1, within(1e-14));
    // d/dA of log(1 - A) + (1 - A)
    assertThat(at(Gradient.of(u).wrt(a), 0, 0)[0]).isCloseTo(-3, within(1e-14));
    assertThat(at(Gradient.of(u).wrt(z), 0, 0)[0]).isCloseTo(-0.75, within(1e-14));
  }

  @Test
  void secondDerivativesByAValueOnTheWay() {
    Node score = z.times(3).plus(LOG.of(a)).named("S"); // itself has a stable form
    Node square = score.square().sum();
    Node first = Gradient.of(square).wrt(score);
    assertThat(at(Gradient.of(first.sum()).wrt(score), 0.3, 0)[0]).isEqualTo(2);
    assertThat(at(first, 0.3, 0)[0])
        .isCloseTo(2 * (0.9 - Math.log1p(Math.exp(-0.3))), within(1e-14));
  }

  @Test
  void forwardAndReverseAgree() {
    for (double score : new double[] {-1000, -1, 40, 1000}) {
      Node direction = Node.input("v", Dim.ONE, M);
      Node forward = Tangent.of(cost).along(z, direction);
      Map<Node, Tensor> leaves =
          Map.of(
              z, Tensor.matrix(new double[] {score}),
              y, Tensor.matrix(new double[] {1}),
              direction, Tensor.matrix(new double[] {1}));
      double found = new Interpreter().run(Graph.of(forward), leaves).getFirst().item();
      assertThat(found).isCloseTo(at(Gradient.of(cost).wrt(z), score, 1)[0], within(1e-15));
    }
  }

  @Test
  void rawFormulasAreDifferentiatedAsTheyAre() {
    Node raw = Functions.raw(() -> LOG.of(a.number(1).minus(a)).sum());
    assertThat(at(Gradient.of(raw).wrt(z), 1, 0)[0])
        .isCloseTo(-1 / (1 + Math.exp(-1)), within(1e-14));
    assertThat(at(Gradient.of(raw).wrt(z), 1000, 0)[0]).isNaN();
    Node written = Functions.raw(() -> Gradient.of(cost).wrt(z));
    assertThat(at(written, 1000, 0)[0]).isNaN();
  }

  /// A branch that is not taken, in stable forms and within them.
  @Test
  void branchesNotTakenLeakNothing() {
    Node taken =
        Select.of(
            z.greater(0), LOG.of(z.number(1).minus(UnaryFunction.EXP.of(z.negate()))), z.square());
    Node slope = Gradient.of(taken.sum()).wrt(z);
    assertThat(at(slope, -3, 0)[0]).isEqualTo(-6);
    assertThat(at(slope, 0, 0)[0]).isEqualTo(0);
    assertThat(at(slope, -1000, 0)[0]).isEqualTo(-2000);
    assertThat(at(slope, 1000, 0)[0]).isEqualTo(0);
    Node second = Gradient.of(slope.sum()).wrt(z);
    assertThat(at(second, -3, 0)[0]).isEqualTo(2);
    assertThat(at(second, 0, 0)[0]).isEqualTo(2);
  }

  @Test
  void namesAreThoseOfTheAuthor() {
    Node p = AlongFunction.SOFTMAX.of(z, 1).named("P");
    Node log = LOG.of(p).named("L");
    Graph graph = Graph.of(Gradient.of(log.square().sum()).wrt(z));
    assertThat(graph.nodes()).anyMatch(node -> "L".equals(node.origin().name()));
  }
}
