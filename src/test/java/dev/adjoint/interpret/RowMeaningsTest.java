package dev.adjoint.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.graph.AlongFunction;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.ReduceFunction;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// The interpreter applies a row's meaning at every element, in every shape, and rounds once.
class RowMeaningsTest {
  private static final double[] SPECIAL = {
    0, -0.0, 1, -1, 0.5, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300
  };

  @Provide
  Arbitrary<Shape> shapes() {
    return Arbitraries.integers()
        .between(0, 4)
        .list()
        .ofMaxSize(4)
        .map(sizes -> Shape.of(sizes.stream().mapToInt(size -> size).toArray()));
  }

  private static Tensor anything(DType dtype, Shape shape, long seed) {
    Random random = new Random(seed);
    return Tensor.generate(
        dtype,
        shape,
        _ ->
            random.nextInt(4) == 0
                ? SPECIAL[random.nextInt(SPECIAL.length)]
                : random.nextGaussian());
  }

  private static Tensor run(Node node, Map<Node, Tensor> leaves) {
    Tensor value = new Interpreter().run(Graph.of(node), leaves).getFirst();
    assertThat(value.dtype()).isEqualTo(node.type().dtype());
    return value;
  }

  private static Node input(Tensor value) {
    Dim[] dims =
        IntStream.range(0, value.shape().rank())
            .mapToObj(axis -> Dim.named("n" + axis))
            .toArray(Dim[]::new);
    return Node.input("x", value.dtype(), dims);
  }

  @Property(tries = 500)
  void ofOneNumber(
      @ForAll UnaryFunction function,
      @ForAll("shapes") Shape shape,
      @ForAll DType dtype,
      @ForAll long seed) {
    Tensor at = anything(dtype, shape, seed);
    Node x = input(at);

    assertThat(run(function.of(x), Map.of(x, at)))
        .isEqualTo(Tensor.generate(dtype, shape, i -> function.meaning().applyAsDouble(at.at(i))));
  }

  @Property(tries = 500)
  void ofTwoNumbers(
      @ForAll BinaryFunction function,
      @ForAll("shapes") Shape shape,
      @ForAll DType dtype,
      @ForAll long seed) {
    Tensor left = anything(dtype, shape, seed);
    Tensor right = anything(dtype, shape, seed + 1);
    Node a = input(left);
    Node b = input(right);

    assertThat(run(function.of(a, b), Map.of(a, left, b, right)))
        .isEqualTo(
            Tensor.generate(
                dtype, shape, i -> function.meaning().applyAsDouble(left.at(i), right.at(i))));
  }

  /// Over any axes, kept or not, by the definition: the elements in order whose other indices are the
  /// result's.
  @Property(tries = 500)
  void ofMany(
      @ForAll ReduceFunction function,
      @ForAll("shapes") Shape shape,
      @ForAll DType dtype,
      @ForAll boolean keepDims,
      @ForAll long seed) {
    Tensor at = anything(dtype, shape, seed);
    Node x = input(at);
    List<Integer> axes =
        IntStream.range(0, shape.rank()).filter(axis -> (seed >> axis & 1) == 1).boxed().toList();
    Tensor value = run(function.of(x, axes, keepDims), Map.of(x, at));

    assertThat(value.shape()).isEqualTo(reduced(shape, axes, keepDims));
    for (int lane = 0; lane < value.shape().count(); lane++) {
      List<Double> elements = new ArrayList<>();
      for (int i = 0; i < shape.count(); i++) {
        if (laneOf(shape, axes, i) == lane) {
          elements.add(at.at(i));
        }
      }
      double[] array = elements.stream().mapToDouble(v -> v).toArray();
      Double expected = dtype.round(function.meaning().applyAsDouble(array));
      assertThat(value.at(lane)).isEqualTo(expected);
    }
  }

  private static Shape reduced(Shape shape, List<Integer> axes, boolean keepDims) {
    return Shape.of(
        IntStream.range(0, shape.rank())
            .filter(axis -> keepDims || !axes.contains(axis))
            .map(axis -> axes.contains(axis) ? 1 : shape.size(axis))
            .toArray());
  }

  private static int laneOf(Shape shape, List<Integer> axes, int offset) {
    int lane = 0;
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (!axes.contains(axis)) {
        lane = lane * shape.size(axis) + offset / shape.strides()[axis] % shape.size(axis);
      }
    }
    return lane;
  }

  @Property(tries = 300)
  void alongAnAxis(
      @ForAll AlongFunction function,
      @ForAll("shapes") Shape shape,
      @ForAll DType dtype,
      @ForAll long seed) {
    Tensor at = anything(dtype, shape, seed);
    Node x = input(at);
    for (int axis = 0; axis < shape.rank(); axis++) {
      Tensor value = run(function.of(x, axis), Map.of(x, at));
      int size = shape.size(axis);
      int stride = shape.strides()[axis];
      for (int i = 0; i < shape.count(); i++) {
        int place = i / stride % size;
        int start = i - place * stride;
        double[] lane =
            IntStream.range(0, size).mapToDouble(k -> at.at(start + k * stride)).toArray();
        assertThat(value.at(i))
            .isEqualTo(Double.valueOf(dtype.round(function.meaning().apply(lane)[place])));
      }
    }
  }
}
