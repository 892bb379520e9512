package dev.adjoint.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;
import dev.adjoint.graph.Verifier;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What holds of every pass, on any graph. Those of the exact pipeline change no bit.
class PassesTest {
  @Provide
  Arbitrary<Pass> passes() {
    return Arbitraries.of(
        Stream.concat(Pipeline.EXACT.passes().stream(), Stream.of(Pipeline.EXACT)).toList());
  }

  @Provide
  Arbitrary<Thicket> graphs() {
    return Thicket.any();
  }

  @Property(tries = 600)
  void keepsEveryBit(@ForAll("passes") Pass pass, @ForAll("graphs") Thicket thicket) {
    Graph rewritten = pass.apply(thicket.graph()).graph();

    Verifier.verify(rewritten);
    assertThat(run(rewritten, thicket)).isEqualTo(run(thicket.graph(), thicket));
  }

  @Property(tries = 300)
  void tellsWhereEachNodeWent(@ForAll("passes") Pass pass, @ForAll("graphs") Thicket thicket) {
    Rewriting rewriting = pass.apply(thicket.graph());
    var before = new Interpreter().evaluate(thicket.graph(), thicket.leaves());
    List<Node> images = thicket.graph().nodes().stream().map(rewriting::image).toList();
    var after = new Interpreter().evaluate(Graph.of(images), thicket.leaves());

    for (Node node : thicket.graph().nodes()) {
      assertThat(after.get(rewriting.image(node))).isEqualTo(before.get(node));
    }
    assertThat(rewriting.graph().outputs())
        .isEqualTo(thicket.graph().outputs().stream().map(rewriting::image).toList());
  }

  @Property(tries = 300)
  void leavesInputsAndParametersAlone(
      @ForAll("passes") Pass pass, @ForAll("graphs") Thicket thicket) {
    Rewriting rewriting = pass.apply(thicket.graph());
    for (Node node : thicket.graph().nodes()) {
      if (node.op() instanceof Input || node.op() instanceof Parameter) {
        assertThat(rewriting.image(node)).isSameAs(node);
      }
    }
  }

  @Property(tries = 300)
  void findsNothingMoreAfterItself(@ForAll("passes") Pass pass, @ForAll("graphs") Thicket thicket) {
    Graph once = pass.apply(thicket.graph()).graph();
    assertThat(pass.apply(once).graph().nodes()).isEqualTo(once.nodes());
  }

  /// Passes that go through a graph together leave no more than passes one after the other.
  @Property(tries = 300)
  void togetherLeaveNothingToEach(@ForAll("passes") Pass pass, @ForAll("graphs") Thicket thicket) {
    Graph together = Pipeline.EXACT.apply(thicket.graph()).graph();
    assertThat(pass.apply(together).graph().nodes()).isEqualTo(together.nodes());
  }

  /// A pass that is not local sees what those before it have made, and those behind it what it made.
  @Property(tries = 100)
  void othersComeInTheirTurn(@ForAll("graphs") Thicket thicket) {
    Pass transposes = graph -> new FoldTransposes().apply(graph);
    Pipeline apart = new Pipeline(List.of(new FoldConstants(), transposes, new Share()));
    Pipeline together =
        new Pipeline(List.of(new FoldConstants(), new FoldTransposes(), new Share()));
    Rewriting rewriting = apart.apply(thicket.graph());

    assertThat(rewriting.graph().nodes())
        .hasSameSizeAs(together.apply(thicket.graph()).graph().nodes());
    assertThat(run(rewriting.graph(), thicket)).isEqualTo(run(thicket.graph(), thicket));
    assertThat(thicket.graph().outputs().stream().map(rewriting::image).toList())
        .isEqualTo(rewriting.graph().outputs());
  }

  private static List<Tensor> run(Graph graph, Thicket thicket) {
    return new Interpreter().run(graph, thicket.leaves());
  }
}
