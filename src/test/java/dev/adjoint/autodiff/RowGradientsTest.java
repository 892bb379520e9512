package dev.adjoint.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.graph.AlongFunction;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Domain;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.ReduceFunction;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.testing.GradientCheck;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every row of every table of functions, against differences, to second order: a new row is tested
/// here by being there.
class RowGradientsTest {
  private static final int POINTS = 24;
  private static final double CLEARANCE = 0.05;

  private static final List<Shape> SHAPES =
      List.of(
          Shape.SCALAR,
          Shape.of(1),
          Shape.of(4),
          Shape.of(2, 3),
          Shape.of(1, 3),
          Shape.of(3, 1, 2),
          Shape.of(0),
          Shape.of(2, 0),
          Shape.of(0, 3));

  private final Random random = new Random(20);

  @ParameterizedTest
  @EnumSource
  void ofOneNumber(UnaryFunction function) {
    Node x = Node.input("x", Dim.named("n"));
    double[] at =
        random
            .doubles()
            .map(function.domain()::at)
            .filter(v -> function.kinkDistance(v) >= CLEARANCE)
            .limit(POINTS)
            .toArray();

    check(function.of(x), x, Tensor.vector(at));
  }

  @ParameterizedTest
  @EnumSource
  void ofTwoNumbers(BinaryFunction function) {
    Node a = Node.input("a", Dim.named("n"));
    Node b = Node.input("b", Dim.named("n"));
    double[][] pairs =
        Stream.generate(
                () ->
                    new double[] {
                      function.left().at(random.nextDouble()),
                      function.right().at(random.nextDouble())
                    })
            .filter(pair -> function.kinkDistance(pair[0], pair[1]) >= CLEARANCE)
            .limit(POINTS)
            .toArray(double[][]::new);
    Tensor left = Tensor.generate(DType.F64, Shape.of(POINTS), i -> pairs[i][0]);
    Tensor right = Tensor.generate(DType.F64, Shape.of(POINTS), i -> pairs[i][1]);

    GradientCheck.assertDerivatives(
        List.of(function.of(a, b)), List.of(a, b), Map.of(a, left, b, right), 2);
  }

  @ParameterizedTest
  @EnumSource
  void ofMany(ReduceFunction function) {
    for (Shape shape : SHAPES) {
      Tensor at = distinct(function.domain(), shape);
      Node x = input(shape);
      check(function.of(x), x, at);
      for (List<Integer> axes : subsets(shape.rank())) {
        check(function.of(x, axes, true), x, at);
        check(function.of(x, axes, false), x, at);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void alongAnAxis(AlongFunction function) {
    for (Shape shape : SHAPES) {
      Node x = input(shape);
      for (int axis = 0; axis < shape.rank(); axis++) {
        check(function.of(x, axis), x, distinct(Domain.REAL, shape));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRowWithoutARuleIsFlat(BinaryFunction function) {
    Node a = Node.input("a");
    Node gradient = Gradient.of(function.of(a, a)).wrt(a);

    assertThat(gradient.operands().isEmpty()).isEqualTo(!function.isDifferentiable());
  }

  private void check(Node y, Node x, Tensor at) {
    GradientCheck.assertDerivatives(List.of(y), List.of(x), Map.of(x, at), 2);
  }

  private static Node input(Shape shape) {
    Dim[] dims =
        IntStream.range(0, shape.rank())
            .mapToObj(axis -> shape.size(axis) == 1 ? Dim.ONE : Dim.named("n" + axis))
            .toArray(Dim[]::new);
    return Node.input("x", dims);
  }

  /// Numbers of the domain in any order, no two of them near each other, and none near 0.
  private Tensor distinct(Domain domain, Shape shape) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < shape.count(); i++) {
      values.add(domain.at((i + 0.3) / shape.count()));
    }
    Collections.shuffle(values, random);
    return Tensor.generate(DType.F64, shape, values::get);
  }

  private static List<List<Integer>> subsets(int rank) {
    return IntStream.range(0, 1 << rank)
        .mapToObj(bits -> IntStream.range(0, rank).filter(i -> (bits >> i & 1) == 1))
        .map(axes -> axes.boxed().toList())
        .toList();
  }
}
