package dev.adjoint.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.autodiff.Gradient;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.ReduceFunction;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.rewrite.Thicket;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.testing.RandomGraphs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// Programs give what the interpreter gives.
class EngineTest {
  @Provide
  Arbitrary<RandomGraphs.Sample> doubles() {
    return RandomGraphs.any(DType.F64);
  }

  @Provide
  Arbitrary<RandomGraphs.Sample> floats() {
    return RandomGraphs.any(DType.F32);
  }

  @Provide
  Arbitrary<Thicket> thickets() {
    return Thicket.any();
  }

  @Property(tries = 2000)
  void valuesAndGradientsInF64(@ForAll("doubles") RandomGraphs.Sample sample) {
    compare(sample, 1e-12);
  }

  @Property(tries = 1000)
  void valuesAndGradientsInF32(@ForAll("floats") RandomGraphs.Sample sample) {
    compare(sample, 2e-3);
  }

  private static void compare(RandomGraphs.Sample sample, double within) {
    List<Node> asked = new ArrayList<>(sample.outputs());
    asked.addAll(Gradient.of(sample.cost()).wrt(sample.variables()));
    Map<Node, Tensor> leaves = new HashMap<>(sample.leaves());
    asked.addAll(leaves.keySet()); // so that every dimension has a size
    List<Tensor> expected = new Interpreter().run(Graph.of(asked), leaves);
    List<Tensor> found = Program.compile(asked).run(leaves);
    for (int i = 0; i < expected.size(); i++) {
      assertClose(found.get(i), expected.get(i), within);
    }
  }

  private static void assertClose(Tensor found, Tensor expected, double within) {
    assertThat(found.shape()).isEqualTo(expected.shape());
    assertThat(found.dtype()).isEqualTo(expected.dtype());
    double scale = 1;
    for (int i = 0; i < expected.shape().count(); i++) {
      scale = Math.max(scale, Math.abs(expected.at(i)));
    }
    for (int i = 0; i < expected.shape().count(); i++) {
      if (Double.compare(found.at(i), expected.at(i)) != 0) {
        assertThat(found.at(i))
            .isCloseTo(expected.at(i), org.assertj.core.api.Assertions.within(within * scale));
      }
    }
  }

  @Property(tries = 500)
  void specialValuesPassAsTheyAre(@ForAll("thickets") Thicket thicket) {
    List<Tensor> expected = new Interpreter().run(thicket.graph(), thicket.leaves());
    List<Tensor> found = Program.compile(thicket.graph().outputs()).run(thicket.leaves());
    for (int i = 0; i < expected.size(); i++) {
      for (int at = 0; at < expected.get(i).shape().count(); at++) {
        double e = expected.get(i).at(at);
        double f = found.get(i).at(at);
        assertThat(Double.isNaN(f)).isEqualTo(Double.isNaN(e));
        assertThat(Double.isInfinite(f)).isEqualTo(Double.isInfinite(e));
      }
    }
  }

  /// Sizes beyond a tile and a block, in every pattern of axes.
  @Test
  void reductionsOfAnyAxes() {
    SplittableRandom random = new SplittableRandom(5);
    for (int[] sizes :
        List.of(
            new int[] {40_000},
            new int[] {3, 20_000},
            new int[] {300, 209},
            new int[] {20_000, 3},
            new int[] {7, 50, 110},
            new int[] {5, 6, 7, 8})) {
      for (DType dtype : DType.values()) {
        Shape shape = Shape.of(sizes);
        Tensor value = Tensor.generate(dtype, shape, _ -> random.nextDouble(-1, 1));
        Node x = Node.input("x", dtype, dims(sizes));
        for (ReduceFunction function : ReduceFunction.values()) {
          for (int subset = 1; subset < 1 << sizes.length; subset++) {
            int axes = subset;
            List<Integer> reduced =
                java.util.stream.IntStream.range(0, sizes.length)
                    .filter(axis -> (axes >> axis & 1) == 1)
                    .boxed()
                    .toList();
            Node y = function.of(x.times(2), reduced, false);
            Tensor expected = new Interpreter().run(Graph.of(y), Map.of(x, value)).getFirst();
            Tensor found = Program.compile(y).run(Map.of(x, value)).getFirst();
            assertClose(found, expected, dtype == DType.F64 ? 1e-12 : 1e-5);
          }
        }
      }
    }
  }

  private static Dim[] dims(int[] sizes) {
    return java.util.Arrays.stream(sizes).mapToObj(Dim::of).toArray(Dim[]::new);
  }
}
