package dev.adjoint.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.autodiff.Gradient;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.source.AdjointException;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.testing.RandomGraphs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// Where some leaves have no value, a trace has all numbers that do not depend on them, and no others.
class PartialTraceTest {
  @Provide
  Arbitrary<RandomGraphs.Sample> samples() {
    return Arbitraries.of(DType.class).flatMap(RandomGraphs::any);
  }

  /// What is known is what it is with all values; what is not cannot be computed by anybody.
  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void knowsAllThatCanBeComputed(@ForAll("samples") RandomGraphs.Sample sample, @ForAll long seed) {
    Node cost = sample.cost().named("J");
    Random random = new Random(seed);
    Map<Node, Tensor> some = new HashMap<>();
    for (Node node : Graph.of(cost).nodes()) { // in an order that is always the same
      if (sample.leaves().containsKey(node) && random.nextInt(4) > 0) {
        some.put(node, sample.leaves().get(node));
      }
    }
    Trace whole = Trace.of(cost, nodes -> interpreted(nodes, sample.leaves()));
    Trace part = Trace.of(cost, some::containsKey, nodes -> interpreted(nodes, some));
    if (part.values().isEmpty()) {
      return; // but for numbers nothing is known
    }
    Absences absences = Absences.of(part);
    for (Node node : part.graph().nodes()) {
      hold(node, part.values().get(node), whole.values().get(node), some);
      assertThat(absences.ofValue(node).isPresent()).isNotEqualTo(part.values().containsKey(node));
    }
    List<Node> by = List.copyOf(whole.gradients().keySet());
    List<Node> cotangents = Gradient.of(cost).wrt(by);
    for (int i = 0; i < by.size(); i++) {
      Node x = by.get(i);
      hold(cotangents.get(i), part.gradients().get(x), whole.gradients().get(x), some);
      if (!part.gradients().containsKey(x)) {
        assertThat(absences.ofGradient(x)).isPresent();
      }
    }
    Trace compiled = Trace.of(cost, some);
    assertThat(compiled.values().keySet()).isEqualTo(part.values().keySet());
    assertThat(compiled.gradients().keySet()).isEqualTo(part.gradients().keySet());
  }

  private static void hold(Node node, Tensor known, Tensor whole, Map<Node, Tensor> leaves) {
    if (known != null) {
      assertThat(known).isEqualTo(whole);
    } else {
      assertThatThrownBy(() -> interpreted(List.of(node), leaves))
          .isInstanceOf(RuntimeException.class);
    }
  }

  private static List<Tensor> interpreted(List<Node> nodes, Map<Node, Tensor> leaves) {
    return new Interpreter().run(Graph.of(nodes), leaves);
  }

  private final Node x = Node.input("x", Dim.named("n"));
  private final Node w = Node.parameter("w", Dim.named("n"));
  private final Node a = Node.parameter("a");
  private final Node square = a.square().named("square");
  private final Node dot = w.times(x).sum().named("dot");
  private final Node j = square.plus(dot).named("J");

  @Test
  void saysWhatIsMissing() {
    Trace trace = Trace.of(j, Map.of(a, Tensor.scalar(3)));
    Absences absences = Absences.of(trace);
    assertThat(trace.values().get(square).item()).isEqualTo(9);
    assertThat(trace.gradients().get(a).item()).isEqualTo(6);
    assertThat(trace.gradients().get(dot).item()).isEqualTo(1);
    assertThat(trace.values()).doesNotContainKeys(dot, j, w);
    assertThat(absences.ofValue(x)).contains("none was given");
    assertThat(absences.ofValue(w)).contains("`x` has no value, and so `n` no size");
    assertThat(absences.ofValue(j)).contains("`x` has no value");
    assertThat(absences.ofGradient(w)).contains("`x` has no value");
    assertThat(Absences.remarks(trace))
        .containsExactly("Not all is computed: the data `x` is not at hand.");
  }

  @Test
  void sizeIsEnoughForADerivativeThatNeedsNoMore() {
    Trace trace = Trace.of(j, Map.of(a, Tensor.scalar(3), w, Tensor.vector(1, 2)));
    assertThat(trace.gradients().get(x)).isEqualTo(Tensor.vector(1, 2));
    assertThat(trace.gradients()).doesNotContainKey(w);
    assertThat(Absences.of(trace).ofGradient(w)).contains("`x` has no value");
  }

  @Test
  void numbersInFormulasAreNoValues() {
    Node y = x.times(x.number(2)).sum();
    Trace trace = Trace.of(y.named("J"), Map.of());
    assertThat(trace.values()).isEmpty();
    assertThat(trace.gradients()).isEmpty();
    assertThat(trace.of()).isEqualTo("J");
  }

  @Test
  void parameterWhoseSizeNoDataTellsHasNone() {
    Trace trace = Trace.of(w.sum().plus(a), Map.of(a, Tensor.scalar(3)));
    assertThat(Absences.of(trace).ofValue(w)).contains("`n` has no size");
    assertThat(trace.values()).containsKey(a).doesNotContainKey(w);
  }

  @Test
  void valueThatDoesNotFitIsStillWrong() {
    assertThatThrownBy(() -> Trace.of(j, Map.of(a, Tensor.vector(1))))
        .isInstanceOf(AdjointException.class);
  }
}
