package dev.adjoint.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.tensor.Tensor;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Graphs deeper than any stack, and with more paths than atoms.
class ScaleTest {
  private final Node x = Node.input("x");

  private Node chain(int length, UnaryOperator<Node> link) {
    Node y = x;
    for (int i = 0; i < length; i++) {
      y = link.apply(y);
    }
    return y;
  }

  @Test
  void aChainOfAMillionDifferentiates() {
    Node y = chain(1_000_001, Node::negate);
    Node gradient = Gradient.of(y).wrt(x);
    Graph graph = Graph.of(gradient);

    assertThat(Graph.of(y).nodes()).hasSize(1_000_002);
    assertThat(graph.nodes()).hasSize(1_000_002);
    assertThat(new Interpreter().run(graph, Map.of()).getFirst().item()).isEqualTo(-1);
    assertThat(y).hasToString("neg: scalar");
    assertThat(Graph.of(y)).hasToString("graph of 1000002 nodes, 1 outputs");
  }

  @Test
  void derivativesGrowWithTheGraphAndNotWithItsPaths() {
    Node y = chain(60, node -> node.plus(node));
    assertThat(run(Gradient.of(y).wrt(x), 3)).isEqualTo(0x1p60);

    Node power = chain(5, node -> node.times(node));
    assertThat(run(Gradient.of(power).wrt(x), 1)).isEqualTo(32);
    assertThat(size(200) - size(100)).isEqualTo(size(300) - size(200));
  }

  private int size(int length) {
    return Graph.of(Gradient.of(chain(length, UnaryFunction.TANH::of)).wrt(x)).nodes().size();
  }

  private double run(Node node, double at) {
    return new Interpreter().run(Graph.of(node), Map.of(x, Tensor.scalar(at))).getFirst().item();
  }
}
