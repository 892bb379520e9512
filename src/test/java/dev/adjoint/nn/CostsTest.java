package dev.adjoint.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.autodiff.Gradient;
import dev.adjoint.exec.Program;
import dev.adjoint.graph.AlongFunction;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.source.AdjointException;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostsTest {
  private final Dim m = Dim.named("m");
  private final Node z = Node.input("Z", Dim.ONE, m);
  private final Node y = Node.input("Y", Dim.ONE, m);
  private final Node sigmoid = UnaryFunction.SIGMOID.of(z);

  private static Tensor row(double... values) {
    return Tensor.of(Shape.of(1, values.length), values);
  }

  private List<Tensor> at(Tensor scores, Tensor labels, Node... nodes) {
    return Program.compile(nodes).run(Map.of(z, scores, y, labels));
  }

  @Test
  void logisticCostIsTheMeanNegativeLogLikelihood() {
    Node cost = Costs.logisticCost(z, y);
    double expected = -(Math.log(0.9) + Math.log(1 - 0.2) + Math.log(0.6)) / 3;
    assertThat(at(row(0.9, 0.2, 0.6), row(1, 0, 1), cost).getFirst().item())
        .isCloseTo(expected, within(1e-15));
  }

  @Test
  void bothLogisticCostsAreOneWithOneDerivative() {
    Node taught = Costs.logisticCost(sigmoid, y);
    Node stable = Costs.logisticCostFromLogits(z, y);
    List<Tensor> found =
        at(
            row(-3, 0, 0.5, 7),
            row(1, 0, 1, 0),
            taught,
            stable,
            Gradient.of(taught).wrt(z),
            Gradient.of(stable).wrt(z),
            sigmoid.minus(y).over(z.number(m)));

    assertThat(found.get(1).item()).isCloseTo(found.get(0).item(), within(1e-12));
    for (int i = 0; i < 4; i++) {
      assertThat(found.get(2).at(i)).isCloseTo(found.get(4).at(i), within(1e-12));
      assertThat(found.get(3).at(i)).isCloseTo(found.get(4).at(i), within(1e-15));
    }
  }

  @Test
  void bothAreFiniteAndExactFarOut() {
    Node stable = Costs.logisticCostFromLogits(z, y);
    Node gradient = Gradient.of(stable).wrt(z);

    assertThat(at(row(1000, -1000), row(0, 1), stable, gradient))
        .containsExactly(Tensor.scalar(1000), row(0.5, -0.5));
    assertThat(at(row(40), row(1), stable).getFirst().item())
        .isCloseTo(Math.exp(-40), within(1e-30));
    assertThat(at(row(1000), row(0), Costs.logisticCost(sigmoid, y)).getFirst().item())
        .isEqualTo(1000);
  }

  @Test
  void softmaxCrossEntropyIsTheMeanOverColumns() {
    Node scores = Node.input("Z", Dim.of(3), m);
    Node classes = Node.input("Y", Dim.of(3), m);
    Node cost = Costs.softmaxCrossEntropy(scores, classes);
    Node gradient = Gradient.of(cost).wrt(scores);
    Node known = AlongFunction.SOFTMAX.of(scores, 0).minus(classes).over(2);
    double[][] z = {{1, 1000}, {2, 0}, {3, 0}};
    double[][] oneHot = {{0, 0}, {1, 1}, {0, 0}};
    List<Tensor> found =
        Program.compile(cost, gradient, known)
            .run(Map.of(scores, Tensor.matrix(z), classes, Tensor.matrix(oneHot)));

    double first = Math.log(Math.exp(1) + Math.exp(2) + Math.exp(3)) - 2;
    assertThat(found.getFirst().item()).isCloseTo((first + 1000) / 2, within(1e-12));
    for (int i = 0; i < 6; i++) {
      assertThat(found.get(1).at(i)).isCloseTo(found.get(2).at(i), within(1e-15));
    }
  }

  @Test
  void meanSquaredErrorIsOverAllElements() {
    assertThat(at(row(1, 2, 5), row(1, 4, 2), Costs.meanSquaredError(z, y)).getFirst().item())
        .isEqualTo((4 + 9) / 3.0);
  }

  @Test
  void costsKeepThePrecision() {
    Node a = Node.input("A", DType.F32, Dim.ONE, m);
    Node labels = Node.input("Y", DType.F32, Dim.ONE, m);
    for (Node cost :
        List.of(
            Costs.logisticCost(a, labels),
            Costs.logisticCostFromLogits(a, labels),
            Costs.softmaxCrossEntropy(a, labels),
            Costs.meanSquaredError(a, labels))) {
      assertThat(cost.type().dtype()).isEqualTo(DType.F32);
      assertThat(cost.rank()).isZero();
    }
  }

  @Test
  void costsAreBoxesInAPicture() {
    Node cost = Costs.logisticCost(sigmoid, y);
    assertThat(cost.origin().fragment()).hasToString("logistic_cost");
    assertThat(sigmoid.origin().fragment()).isNull();
  }

  @Test
  void othersShapesAreRefused() {
    Node column = Node.input("Y", m, Dim.ONE);
    assertThatThrownBy(() -> Costs.logisticCost(sigmoid, column))
        .isInstanceOf(AdjointException.class)
        .hasMessageContaining("this would stretch [m, 1] and [1, m]");
  }
}
