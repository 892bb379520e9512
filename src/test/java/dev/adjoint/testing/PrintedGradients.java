package dev.adjoint.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.autodiff.Gradient;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.derive.GradientProgram;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/// Holds a gradient that has been printed as a program to the derivatives themselves.
public final class PrintedGradients {
  private PrintedGradients() {}

  /// The printed program reads again, computes the same scalar from the same data and parameters, and
  /// its lines for the derivatives have the derivatives' values, for random values of all data and
  /// parameters.
  ///
  /// @param elaborate reads a program in the place of the original
  /// @param wrt what the derivatives are by, in their order
  public static void assertSame(
      Script original,
      String of,
      List<String> wrt,
      GradientProgram program,
      Function<String, Script> elaborate) {
    Script printed = elaborate.apply(program.text());
    List<Node> before = new ArrayList<>(List.of(original.tensors().get(of)));
    List<Node> after = new ArrayList<>(List.of(printed.tensors().get(of)));
    before.addAll(
        Gradient.of(before.getFirst()).wrt(wrt.stream().map(original.tensors()::get).toList()));
    program.derivatives().forEach(name -> after.add(printed.tensors().get(name)));
    for (int run = 0; run < 2; run++) {
      List<Tensor> expected = values(before, run);
      List<Tensor> actual = values(after, run);
      for (int i = 0; i < expected.size(); i++) {
        assertClose(i == 0 ? of : program.derivatives().get(i - 1), actual.get(i), expected.get(i));
      }
    }
  }

  private static void assertClose(String name, Tensor actual, Tensor expected) {
    double scale = DoubleStream.of(expected.toDoubles()).map(Math::abs).max().orElse(0);
    double tolerance = scale * (expected.dtype() == DType.F64 ? 1e-12 : 1e-4) + 1e-300;
    assertThat(actual.shape()).as(name).isEqualTo(expected.shape());
    assertThat(actual.toDoubles())
        .as(name)
        .usingComparatorWithPrecision(tolerance)
        .containsExactly(expected.toDoubles());
  }

  /// The values where every input and parameter has random ones, which its name tells.
  private static List<Tensor> values(List<Node> nodes, int run) {
    Graph graph = Graph.of(nodes);
    Map<String, Integer> sizes = new HashMap<>();
    Map<Node, Tensor> leaves = new HashMap<>();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Input || node.op() instanceof Parameter) {
        node.type()
            .dims()
            .forEach(dim -> dim.names().forEach(name -> sizes.put(name, 2 + name.hashCode() % 3)));
        var random = new SplittableRandom(node.label().hashCode() + run);
        Shape shape = node.type().shape(known(node, sizes));
        double scale = 16.0 / Math.max(16, shape.count()); // so that no sum of products is large
        boolean isWeight = node.op() instanceof Parameter;
        leaves.put(
            node,
            Tensor.generate(
                node.type().dtype(),
                shape,
                _ -> (isWeight ? scale : 1) * random.nextDouble(0.05, 0.95)));
      }
    }
    return new Interpreter().run(graph, leaves);
  }

  /// Sizes that data has bound stay.
  private static Map<String, Integer> known(Node node, Map<String, Integer> sizes) {
    Map<String, Integer> open = new HashMap<>(sizes);
    node.type().dims().stream()
        .filter(dim -> dim.value().isPresent())
        .forEach(dim -> open.keySet().removeAll(dim.names()));
    return open;
  }
}
