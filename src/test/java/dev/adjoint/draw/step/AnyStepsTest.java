package dev.adjoint.draw.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.draw.sketch.Scene;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.testing.RandomGraphs;
import dev.adjoint.trace.Trace;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever is in a graph, and whatever is known of it, each box has something to say.
class AnyStepsTest {
  @Provide
  Arbitrary<RandomGraphs.Sample> samples() {
    return Arbitraries.of(DType.class).flatMap(RandomGraphs::any);
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void everyStepIsTold(
      @ForAll("samples") RandomGraphs.Sample sample,
      @ForAll Scene.Detail detail,
      @ForAll boolean hasAllValues) {
    Node cost = sample.cost().named("J");
    Trace whole = Trace.of(cost, nodes -> new Interpreter().run(Graph.of(nodes), sample.leaves()));
    Trace trace = hasAllValues ? whole : whole.values(everyThird(whole.values()));
    Steps steps = Steps.of(Scene.of(trace).detail(detail));
    for (Step step : steps.all()) {
      assertTold(step.forward().formula());
      assertThat(step.backward() == null).isNotEqualTo(trace.gradients().containsKey(step.node()));
      if (step.backward() != null) {
        assertTold(step.backward());
      }
    }
    assertThat(Listing.of(steps)).contains("Here the backward pass begins");
  }

  private static void assertTold(Step.Backward backward) {
    assertTold(backward.arrives().text());
    backward.arrives().terms().forEach(term -> assertTold(term.symbol()));
    for (Step.Local local : backward.locals()) {
      assertTold(local.line());
      boolean flows = local.contribution() != null;
      assertThat(flows || local.rule() != null).isTrue();
      if (flows) {
        assertTold(local.contribution().formula());
      }
    }
  }

  private static void assertTold(String text) {
    assertThat(text).isNotBlank().doesNotContain("null", "cotangent");
  }

  private static Map<Node, Tensor> everyThird(Map<Node, Tensor> values) {
    Map<Node, Tensor> some = new HashMap<>(values);
    some.keySet().removeIf(node -> node.hashCode() % 3 != 0);
    return some;
  }
}
