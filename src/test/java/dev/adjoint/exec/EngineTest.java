package dev.adjoint.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.autodiff.Gradient;
import dev.adjoint.exec.parallel.Workers;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.ReduceFunction;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.rewrite.Thicket;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.testing.RandomGraphs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
    return Thicket.exact();
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

  /// To the last bit where nothing rounds, so that no NaN and no infinity is lost or made up.
  @Property(tries = 2000)
  void wholeNumbersInfinitiesAndNaNAreAsTheyAre(@ForAll("thickets") Thicket thicket) {
    List<Tensor> expected = new Interpreter().run(thicket.graph(), thicket.leaves());
    List<Tensor> found = Program.compile(thicket.graph().outputs()).run(thicket.leaves());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.get(i).toDoubles()).isEqualTo(expected.get(i).toDoubles());
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

  /// Larger than a block, so that several threads take part; rows, columns, transposes and scalars
  /// are brought together on the way.
  @Test
  void manyThreadsGiveTheBitsOfOne() {
    SplittableRandom random = new SplittableRandom(6);
    for (DType dtype : DType.values()) {
      Node x = Node.input("x", dtype, Dim.of(300), Dim.of(209));
      Node t = Node.input("t", dtype, Dim.of(209), Dim.of(300));
      Node row = Node.input("row", dtype, Dim.ONE, Dim.of(209));
      Node column = Node.input("column", dtype, Dim.of(300), Dim.ONE);
      Map<Node, Tensor> values = new HashMap<>();
      for (Node leaf : List.of(x, t, row, column)) {
        Shape shape = leaf.type().shape(Map.of());
        values.put(leaf, Tensor.generate(dtype, shape, _ -> random.nextDouble(-1, 1)));
      }
      Node y = x.times(column).plus(t.transpose()).minus(row).times(0.5);
      Node z = UnaryFunction.TANH.of(y);
      List<Node> asked =
          List.of(z, z.sum(), z.sum(0), z.sum(1), y.mean(), ReduceFunction.MAX.of(z, 0));
      Program program = Program.compile(asked);
      List<Tensor> many = program.run(values);
      List<Tensor> expected = new Interpreter().run(Graph.of(asked), values);
      for (int i = 0; i < many.size(); i++) {
        assertClose(many.get(i), expected.get(i), dtype == DType.F64 ? 1e-12 : 1e-5);
      }
      Workers.withThreads(1, () -> assertThat(program.run(values)).isEqualTo(many));
    }
  }

  /// Variables that are next values of one another, transposed, summed, multiplied: each right side
  /// must see the state before the step.
  @Property(tries = 400)
  void updatesInPlaceAreUpdatesAtOnce(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int size = random.nextInt(4) == 0 ? 40 : 3; // 1,600 elements are more than a tile
    List<Node> variables = new ArrayList<>();
    Map<Node, Tensor> state = new HashMap<>();
    for (String name : List.of("a", "b", "c", "d")) {
      Node variable = Node.parameter(name, Dim.of(size), Dim.of(size));
      variables.add(variable);
      state.put(
          variable,
          Tensor.generate(DType.F64, Shape.of(size, size), _ -> random.nextDouble(-0.5, 0.5)));
    }
    List<Node> pool = new ArrayList<>(variables);
    for (int i = 0; i < 8; i++) {
      Node p = pool.get(random.nextInt(pool.size()));
      Node q = pool.get(random.nextInt(pool.size()));
      pool.add(
          switch (random.nextInt(6)) {
            case 0 -> p.transpose();
            case 1 -> p.matmul(q).times(0.9 / size);
            case 2 -> p.times(q.mean(1));
            case 3 -> UnaryFunction.TANH.of(p).minus(q.transpose());
            default -> p.plus(q.times(0.5));
          });
    }
    Map<Node, Node> next = new LinkedHashMap<>();
    for (Node variable : variables) {
      next.put(variable, pool.get(random.nextInt(pool.size())));
    }
    Node watched = pool.getLast();
    Session session = Program.compile(List.of(watched), next).start(state);
    for (int step = 0; step < 3; step++) {
      List<Node> asked = new ArrayList<>(next.values());
      asked.add(watched);
      List<Tensor> expected = new Interpreter().run(Graph.of(asked), state);
      session.compute();
      assertClose(session.output(0), expected.getLast(), 1e-12);
      session.commit();
      int at = 0;
      for (Node variable : next.keySet()) {
        assertClose(session.variables().get(variable), expected.get(at), 1e-12);
        state.put(variable, expected.get(at++));
      }
    }
  }

  /// Written in place, the first tile would change what the second reads.
  @Test
  void aVariableIsNotWrittenOverWhatIsStillToBeRead() {
    Node a = Node.parameter("a", Dim.of(40), Dim.of(40));
    Node next = a.transpose().minus(a.times(0.5));
    Tensor start = Tensor.generate(DType.F64, Shape.of(40, 40), i -> i);
    Session session = Program.compile(List.of(), Map.of(a, next)).start(Map.of(a, start));
    session.compute();
    session.commit();
    assertThat(session.variables().get(a))
        .isEqualTo(new Interpreter().run(Graph.of(next), Map.of(a, start)).getFirst());
  }

  /// Kernels are interpreted, then generated, then made of vectors, at moments that depend on what
  /// else the machine does.
  @Test
  void aProgramGivesTheSameBitsHoweverOftenItHasRun() {
    SplittableRandom random = new SplittableRandom(7);
    Node x = Node.input("x", Dim.of(1003));
    Node y = UnaryFunction.TANH.of(x).times(UnaryFunction.SIGMOID.of(x.times(3)));
    Node z = UnaryFunction.LOG.of(UnaryFunction.EXP.of(x.minus(0.3)).plus(1)).minus(y.over(7));
    Program program = Program.compile(z, z.sum(), Gradient.of(z.sum()).wrt(x));
    Map<Node, Tensor> values =
        Map.of(x, Tensor.generate(DType.F64, Shape.of(1003), _ -> random.nextDouble(-4, 4)));
    List<Tensor> first = program.run(values);
    for (int i = 0; i < 10_000; i++) {
      assertThat(program.run(values)).isEqualTo(first);
    }
  }
}
