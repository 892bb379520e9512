package dev.adjoint.lang.derive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.autodiff.Gradient;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Random;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.lang.check.Elaborator;
import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.check.Setup;
import dev.adjoint.lang.syntax.Parser;
import dev.adjoint.rewrite.Resizing;
import dev.adjoint.rewrite.Rewriting;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.SourceText;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.testing.RandomGraphs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Graphs of all operations, and their gradients, that are written as lines of a program, read again
/// and have the same values to the bit: nothing is written that means something else.
class WriterTest {
  @Provide
  Arbitrary<RandomGraphs.Sample> wide() {
    return RandomGraphs.any(DType.F64);
  }

  @Provide
  Arbitrary<RandomGraphs.Sample> narrow() {
    return RandomGraphs.any(DType.F32);
  }

  @Property(tries = 300)
  void graphsReadAgain(@ForAll("wide") RandomGraphs.Sample sample) {
    assertReadsAgain(sample, sample.outputs());
  }

  @Property(tries = 100)
  void graphsInF32ReadAgain(@ForAll("narrow") RandomGraphs.Sample sample) {
    assertReadsAgain(sample, sample.outputs());
  }

  @Property(tries = 300)
  void gradientsReadAgain(@ForAll("wide") RandomGraphs.Sample sample) {
    assertReadsAgain(sample, Gradient.of(sample.cost()).wrt(sample.variables()));
  }

  /// Where sizes have names, what is read again may have a number for a name that is bound to it, or
  /// a name for a number, which do not go with everything that the other does; so where a line does
  /// not fit, the same has to read again with all sizes as numbers.
  private static void assertReadsAgain(RandomGraphs.Sample sample, List<Node> outputs) {
    Map<String, Dim> names = new HashMap<>();
    Map<String, Dim> numbers = new HashMap<>();
    sample
        .sizes()
        .forEach(
            (name, size) -> {
              names.put(name, Dim.named(name, size));
              numbers.put(name, Dim.of(size));
            });
    try {
      assertReadsAgain(sample, outputs, names);
    } catch (AdjointException e) {
      assertThat(e.diagnostics().getFirst().code()).startsWith("E02");
      assertReadsAgain(sample, outputs, numbers);
    }
  }

  private static void assertReadsAgain(
      RandomGraphs.Sample sample, List<Node> outputs, Map<String, Dim> sizes) {
    Graph graph = Graph.of(outputs);
    Map<Node, Tensor> values = new Interpreter().evaluate(graph, sample.leaves());
    Resizing sized = Resizing.of(graph, sizes);
    Map<Node, Tensor> leaves = new LinkedHashMap<>();
    sample.leaves().forEach((leaf, value) -> leaves.put(sized.image(leaf), value));
    leaves.remove(null); // an input that these outputs do not need
    Graph named = withoutRandomNumbers(graph, sized, values, leaves);
    Set<String> known = leaves.keySet().stream().map(Node::label).collect(Collectors.toSet());
    Writer writer = new Writer(new Names(known, "J"), known);
    List<String> results = new ArrayList<>();
    for (Node output : named.outputs()) {
      results.add("y" + results.size());
      writer.line(results.getLast(), output);
    }
    String text = declarations(sample, leaves) + String.join("\n", writer.lines()) + "\n";
    Script script = elaborate(text);
    List<Node> read =
        results.stream().map(script.tensors()::get).filter(java.util.Objects::nonNull).toList();
    Map<Node, Tensor> again = new Interpreter().evaluate(Graph.of(read), bound(read, leaves));
    for (int i = 0; i < outputs.size(); i++) {
      Node output = script.tensors().get(results.get(i));
      if (output != null) { // a list of numbers that nothing uses is no tensor yet
        assertThat(again.get(output)).as(text).isEqualTo(values.get(outputs.get(i)));
      }
    }
  }

  private static Script elaborate(String text) {
    return Elaborator.elaborate(
        Parser.parse(new SourceText("printed", text)), Setup.in(Path.of("")));
  }

  /// With data in the place of random numbers: a formula that is written again draws others.
  private static Graph withoutRandomNumbers(
      Graph graph, Resizing sized, Map<Node, Tensor> values, Map<Node, Tensor> leaves) {
    Map<Node, Node> drawn = new HashMap<>();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Random) {
        String name = "drawn" + drawn.size();
        Node data = Node.of(new Input(name, sized.image(node).type())).named(name);
        drawn.put(sized.image(node), data);
        leaves.put(data, values.get(node));
      }
    }
    Graph bound = Graph.of(graph.outputs().stream().map(sized::image).toList());
    return Rewriting.replacing(bound, drawn).graph();
  }

  private static String declarations(RandomGraphs.Sample sample, Map<Node, Tensor> leaves) {
    StringBuilder text = new StringBuilder();
    if (sample.outputs().getFirst().type().dtype() == DType.F32) {
      text.append("precision f32\n");
    }
    sample
        .sizes()
        .forEach((name, size) -> text.append("dim %s\nsame %s = %d\n".formatted(name, name, size)));
    leaves
        .keySet()
        .forEach(leaf -> text.append("data %s: %s\n".formatted(leaf.label(), leaf.type())));
    return text.toString();
  }

  private static Map<Node, Tensor> bound(List<Node> read, Map<Node, Tensor> leaves) {
    Map<String, Tensor> byName = new HashMap<>();
    leaves.forEach((leaf, value) -> byName.put(leaf.label(), value));
    Map<Node, Tensor> bound = new HashMap<>();
    for (Node node : Graph.of(read).nodes()) {
      if (node.op() instanceof Input) {
        bound.put(node, byName.get(node.label()));
      }
    }
    return bound;
  }
}
