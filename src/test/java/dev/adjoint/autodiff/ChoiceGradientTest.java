package dev.adjoint.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The branch of a choice that is not taken has no say in a derivative, even where it is no number.
class ChoiceGradientTest {
  private static final Node X = Node.input("x", Dim.of(4));
  private static final Tensor VALUES = Tensor.vector(-1, 0, 1, 4);

  private static final Node ROOT = UnaryFunction.SQRT.of(X);

  private static Tensor derivative(Node of) {
    Graph graph = Graph.of(Gradient.of(of.sum()).wrt(X));
    return new Interpreter().run(graph, Map.of(X, VALUES)).getFirst();
  }

  @Test
  void branchNotTakenIsMasked() {
    Node y = Select.of(X.greater(0), ROOT, X.times(3));
    assertThat(derivative(y)).isEqualTo(Tensor.vector(3, 3, 0.5, 0.25));
  }

  @Test
  void maskReachesThroughWhatMovesElements() {
    Node turned = ROOT.reshape(Dim.of(2), Dim.of(2)).transpose();
    Node positive = X.greater(0).reshape(Dim.of(2), Dim.of(2)).transpose();
    Node y = Select.of(positive, turned.square().plus(turned), turned.number(0));
    assertThat(derivative(y)).isEqualTo(Tensor.vector(0, 0, 1.5, 1.25));
  }

  @Test
  void maskReachesScalarsThatWereRepeated() {
    Node low = UnaryFunction.LOG.of(X.sum(0).minus(10)); // log(-6)
    Node y = Select.of(X.greater(100), X.times(low), X);
    assertThat(derivative(y)).isEqualTo(Tensor.vector(1, 1, 1, 1));
  }

  @Test
  void valueUsedBesideTheChoiceKeepsItsWholeDerivative() {
    Node y = Select.of(X.greater(0), ROOT, X.number(0)).plus(X.square());
    assertThat(derivative(y)).isEqualTo(Tensor.vector(-2, 0, 2.5, 8.25));
  }

  @Test
  void secondDerivativeIsMaskedToo() {
    Node y = Select.of(X.greater(0), ROOT, X.number(0));
    Node first = Gradient.of(y.sum()).wrt(X);
    assertThat(derivative(first)).isEqualTo(Tensor.vector(0, 0, -0.25, -1 / 32.0));
  }
}
