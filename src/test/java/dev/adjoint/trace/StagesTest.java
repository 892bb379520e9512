package dev.adjoint.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.autodiff.Gradient;
import dev.adjoint.draw.Examples;
import dev.adjoint.exec.Program;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Verifier;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.rewrite.Pipeline;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.testing.RandomGraphs;
import dev.adjoint.trace.Version.Bond;
import dev.adjoint.trace.Version.Change;
import dev.adjoint.trace.Version.Kin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// The stages of a formula on its way to the machine are what the engine does, each computes the
/// same, and nodes find their twins in them.
class StagesTest {
  private static final Dim N = Dim.named("n");

  private static Node logistic() {
    return Examples.logistic().cost();
  }

  private static Node node(Version version, String name) {
    return version.trace().graph().nodes().stream()
        .filter(node -> name.equals(node.origin().name()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void eachHasItsTitle() {
    assertThat(Stages.of(logistic()).stream().map(Version::title))
        .startsWith("As written", "Stabilise", "Differentiate", "Decompose")
        .endsWith("Share");
  }

  @Test
  void sayWhatBecameOfAFormula() {
    List<Version> stages = Stages.of(logistic());
    Version written = stages.get(0);
    assertThat(written.mark(node(written, "A")).change()).isEqualTo(Change.REMOVED);
    assertThat(written.mark(node(written, "Z")).change()).isEqualTo(Change.KEPT);
    assertThat(stages.get(1).marks().values().stream().map(Version.Mark::note))
        .anyMatch(note -> note.startsWith("R0103: stabilised `log(A)` where A = sigmoid(Z)"))
        .anyMatch(note -> note.startsWith("R0104"));
  }

  @Test
  void valuesKeepTheirTwins() {
    List<Version> stages = Stages.of(logistic());
    Twins twins = Twins.of(stages, Map.of());
    Version written = stages.getFirst();
    for (Version stage : stages.subList(1, stages.size())) {
      Node z = twins.in(stage, written, node(written, "Z")).getFirst();
      assertThat(z.origin().name()).isEqualTo("Z");
      assertThat(twins.in(written, stage, z).getFirst()).isSameAs(node(written, "Z"));
    }
    Version last = stages.getLast();
    Version differentiated = stages.get(2);
    Node dw = node(differentiated, "∂J/∂w");
    assertThat(twins.in(last, differentiated, dw).getFirst()).isSameAs(node(last, "∂J/∂w"));
    assertThat(twins.in(written, last, node(last, "∂J/∂w"))).containsExactly(node(written, "w"));
    assertThat(last.trace().backward()).contains(node(last, "∂J/∂w"));
    assertThat(last.trace().backward()).doesNotContain(node(last, "Z"));
  }

  @Test
  void whatIsNoScalarHasNoDerivatives() {
    assertThat(Stages.of(Node.input("x", N).times(1).named("y")).stream().map(Version::title))
        .containsExactly("As written", "Fold identities");
  }

  @Provide
  Arbitrary<RandomGraphs.Sample> graphs() {
    return RandomGraphs.any();
  }

  @Property(tries = 50)
  void computeTheSame(@ForAll("graphs") RandomGraphs.Sample sample) {
    List<Version> stages = Stages.of(sample.cost().named("J"), sample.variables());
    List<Node> all = new ArrayList<>();
    stages.forEach(stage -> all.addAll(stage.trace().graph().nodes()));
    Map<Node, Tensor> values =
        new Interpreter().evaluate(Graph.of(all.stream().distinct().toList()), sample.leaves());
    double tolerance = 1e-8 * largest(values);
    for (Version stage : stages) {
      Verifier.verify(stage.trace().graph());
      for (Node node : stage.trace().graph().nodes()) {
        for (Kin kin : stage.mark(node).kin()) {
          if (kin.bond() == Bond.VALUE) {
            assertThat(values.get(node).toDoubles())
                .usingComparatorWithPrecision(tolerance)
                .containsExactly(values.get(kin.of()).toDoubles());
          }
        }
      }
    }
  }

  @Property(tries = 50)
  void endAsWhatRuns(@ForAll("graphs") RandomGraphs.Sample sample) {
    Node cost = sample.cost().named("J");
    List<Version> stages = Stages.of(cost, sample.variables());
    List<Node> outputs = new ArrayList<>(List.of(cost));
    List<Node> by = sample.variables().stream().filter(Graph.of(cost)::contains).toList();
    outputs.addAll(Gradient.of(cost).wrt(by));
    Graph runs = new Pipeline(Program.passes()).apply(Graph.of(outputs)).graph();
    assertThat(stages.getLast().trace().graph().nodes()).hasSameSizeAs(runs.nodes());
  }

  private static double largest(Map<Node, Tensor> values) {
    return values.values().stream()
        .flatMapToDouble(tensor -> DoubleStream.of(tensor.toDoubles()))
        .filter(Double::isFinite)
        .map(Math::abs)
        .reduce(1, Math::max);
  }
}
