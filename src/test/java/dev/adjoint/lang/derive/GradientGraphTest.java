package dev.adjoint.lang.derive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.autodiff.Gradient;
import dev.adjoint.draw.Picture;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Verifier;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.lang.check.Elaborator;
import dev.adjoint.lang.check.Setup;
import dev.adjoint.lang.syntax.Parser;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.SourceText;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.testing.RandomGraphs;
import dev.adjoint.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Both passes in one graph. `-Dadjoint.golden=write` rewrites the golden files.
class GradientGraphTest {
  private static final Path FOLDER = Path.of("src/test/resources/gradients");

  private static GradientGraph of(String text, String... wrt) {
    return GradientGraph.of(
        Elaborator.elaborate(Parser.parse(new SourceText("test.adj", text)), Setup.in(FOLDER)),
        "J",
        List.of(wrt));
  }

  private static List<String> names(GradientGraph both) {
    return both.graph().outputs().stream().map(node -> node.origin().name()).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"two-layers", "layers", "logistic-regression"})
  void isDrawn(String name) throws IOException {
    GradientGraph both = of(Files.readString(FOLDER.resolve(name + ".adj")));
    String dot = Picture.of(Trace.of(both.graph()).backward(both.backward())).dot();
    Path golden = FOLDER.resolve(name + ".dot");
    if ("write".equals(System.getProperty("adjoint.golden"))) {
      Files.writeString(golden, dot);
    }
    assertThat(dot).isEqualTo(Files.readString(golden));
  }

  @Test
  void derivativesHaveTheirNames() {
    GradientGraph both = of("a = 5\nb = 3\nu = a * b\nv = a + u\nJ = v^2 * b", "a", "b", "v");
    assertThat(names(both)).containsExactly("J", "∂J/∂a", "∂J/∂b", "∂J/∂v");
    assertThat(both.forward().values().stream().flatMap(List::stream).map(Node::label))
        .contains("a", "b", "v");
  }

  @Test
  void whatIsTheDerivativeByTwoHasBothNames() {
    assertThat(names(of("a = 5\nb = 3\nJ = (a + b)^2", "a", "b")))
        .containsExactly("J", "∂J/∂a = ∂J/∂b");
  }

  /// A number, or a value of the forward pass, is a box of its own where it was asked for.
  @Test
  void everyDerivativeAskedForIsABackwardNode() {
    GradientGraph both = of("a = 5\nb = 3\nc = 2\nJ = a * b + 3 * c", "a", "b", "c");
    assertThat(names(both)).containsExactly("J", "∂J/∂a", "∂J/∂b", "∂J/∂c");
    assertThat(both.backward()).containsAll(both.graph().outputs().subList(1, 4));
    Map<Node, Tensor> values = new Interpreter().evaluate(both.graph(), Map.of());
    assertThat(both.graph().outputs().stream().map(values::get).map(Tensor::item))
        .containsExactly(21.0, 3.0, 5.0, 3.0);
  }

  @Test
  void whatDoesNotDependIsRefused() {
    Assertions.assertThatThrownBy(() -> of("a = 5\nb = 3\nJ = a^2", "b"))
        .isInstanceOf(AdjointException.class)
        .hasMessageContaining("does not depend on `b`");
  }

  @Provide
  Arbitrary<RandomGraphs.Sample> graphs() {
    return RandomGraphs.any();
  }

  @Property(tries = 100)
  void computesTheDerivativesOnTheForwardPass(@ForAll("graphs") RandomGraphs.Sample sample) {
    Assume.that(!sample.sizes().containsValue(0)); // by hand one divides by any size
    Node cost = sample.cost();
    Graph forward = Graph.of(cost);
    List<Node> by = sample.variables().stream().filter(forward::contains).toList();
    GradientGraph both = GradientGraph.of(cost, by);

    Verifier.verify(both.graph());
    assertThat(both.graph().nodes()).containsAll(forward.nodes());
    assertThat(both.backward()).doesNotContainAnyElementsOf(forward.nodes());
    assertThat(both.forward().keySet()).isEqualTo(both.backward());
    both.forward().values().forEach(nodes -> assertThat(forward.nodes()).containsAll(nodes));

    List<Node> derivatives = Gradient.of(cost).wrt(by);
    List<Node> all = new ArrayList<>(both.graph().outputs());
    all.addAll(derivatives);
    Map<Node, Tensor> values = new Interpreter().evaluate(Graph.of(all), sample.leaves());
    double tolerance = 1e-9 * largest(values);
    for (int i = 0; i < by.size(); i++) {
      Node x = by.get(i);
      Node drawn =
          both.graph().outputs().stream()
              .skip(1)
              .filter(node -> both.forward().get(node).contains(x))
              .findFirst()
              .orElseThrow();
      assertThat(values.get(drawn).toDoubles())
          .usingComparatorWithPrecision(tolerance)
          .containsExactly(values.get(derivatives.get(i)).toDoubles());
    }
  }

  private static double largest(Map<Node, Tensor> values) {
    return values.values().stream()
        .flatMapToDouble(tensor -> DoubleStream.of(tensor.toDoubles()))
        .filter(Double::isFinite)
        .map(Math::abs)
        .reduce(1, Math::max);
  }
}
