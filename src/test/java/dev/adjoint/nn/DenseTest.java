package dev.adjoint.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.exec.Program;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.TensorType;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.source.AdjointException;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DenseTest {
  private final Dim m = Dim.named("m");
  private final Dense layer =
      Dense.of("hidden", Dim.of(2), Dim.of(3), UnaryFunction.RELU::of, Initializer.he(), 1);

  @Test
  void isTheActivationOfWxPlusB() {
    Node x = Node.input("X", Dim.of(3), m);
    Node a = layer.apply(x);
    Tensor value =
        Program.compile(a)
            .run(
                Map.of(
                    x,
                    Tensor.matrix(new double[][] {{1, 0}, {2, 0}, {3, 0}}),
                    layer.weights().node(),
                    Tensor.matrix(new double[][] {{1, 1, 1}, {-1, 0, 0}}),
                    layer.bias().node(),
                    Tensor.matrix(new double[][] {{10}, {0.5}})))
            .getFirst();

    assertThat(a.type()).isEqualTo(TensorType.of(DType.F64, Dim.of(2), m));
    assertThat(value).isEqualTo(Tensor.matrix(new double[][] {{16, 10}, {0, 0.5}}));
  }

  @Test
  void applicationsShareParametersAndAreBoxesOfTheirOwn() {
    Node first = layer.apply(Node.input("X", Dim.of(3), m));
    Node second = layer.apply(Node.input("X_test", Dim.of(3), Dim.named("m_test")));
    Graph both = Graph.of(first, second);

    assertThat(both.nodes().stream().filter(node -> node == layer.weights().node())).hasSize(1);
    assertThat(first.origin().fragment()).hasToString("hidden");
    assertThat(first.origin().fragment().kind()).isEqualTo("dense");
    assertThat(first.origin().fragment()).isNotSameAs(second.origin().fragment());
  }

  @Test
  void parametersAreCalledAfterTheLayer() {
    assertThat(layer.variables())
        .extracting(variable -> variable.node().toString())
        .containsExactly("hidden.W: [2, 3]", "hidden.b: [2, 1]");
  }

  @Test
  void otherInputsAreRefused() {
    assertThatThrownBy(() -> layer.apply(Node.input("X", Dim.of(4), m)))
        .isInstanceOf(AdjointException.class)
        .hasMessageContaining("inner dimensions are 3 (columns of hidden.W) and 4 (rows of X)");
  }
}
