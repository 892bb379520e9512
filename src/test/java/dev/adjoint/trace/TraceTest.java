package dev.adjoint.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Node;
import dev.adjoint.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceTest {
  private final Node x = Node.input("x", Dim.of(2));
  private final Node two = x.number(2);
  private final Node k = Node.constant(3).named("k");
  private final Node y = x.square().times(two).named("y");
  private final Node j = y.sum().times(k).named("J");
  private final Map<Node, Tensor> leaves = Map.of(x, Tensor.vector(1, 2));

  @Test
  void holdsBothPasses() {
    Trace trace = Trace.of(j, leaves);
    assertThat(trace.of()).isEqualTo("J");
    assertThat(trace.values().keySet()).containsAll(trace.graph().nodes());
    assertThat(trace.values().get(j).item()).isEqualTo(30);
    assertThat(trace.gradients().get(x)).isEqualTo(Tensor.vector(12, 24));
    assertThat(trace.gradients().get(k).item()).isEqualTo(10);
  }

  @Test
  void numbersInFormulasHaveNoDerivative() {
    assertThat(Trace.of(j, leaves).gradients()).doesNotContainKey(two);
  }

  @Test
  void tensorHasValuesOnly() {
    Trace trace = Trace.of(y, leaves);
    assertThat(trace.values().get(y)).isEqualTo(Tensor.vector(2, 8));
    assertThat(trace.gradients()).isEmpty();
    assertThat(trace.of()).isEmpty();
  }
}
