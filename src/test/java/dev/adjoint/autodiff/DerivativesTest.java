package dev.adjoint.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.GraphText;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.TensorType;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.graph.Verifier;
import dev.adjoint.interpret.Bindings;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.source.AdjointException;
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
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// The ways to differentiate, each held against another: tangents against cotangents, Jacobians and
/// Hessians against both, element by element.
class DerivativesTest {
  private static final Dim N = Dim.named("n");
  private static final Dim M = Dim.named("m");

  @Provide
  Arbitrary<RandomGraphs.Sample> graphs() {
    return RandomGraphs.any();
  }

  /// What a sample is differentiated along: a direction for each variable, and a cotangent for each
  /// output.
  private static final class Point {
    final Map<Node, Tensor> values;
    private final Map<String, Integer> sizes;
    private final SplittableRandom random = new SplittableRandom(5);

    Point(RandomGraphs.Sample sample) {
      this.values = new LinkedHashMap<>(sample.leaves());
      this.sizes = sample.sizes();
    }

    Node direction(Node x) {
      Node v = Node.of(new Input("v" + values.size(), x.type()));
      Shape shape = x.type().shape(sizes);
      values.put(v, Tensor.generate(DType.F64, shape, _ -> random.nextDouble(-1, 1)));
      return v;
    }

    Tensor value(Node node) {
      return new Interpreter().run(Graph.of(node), values).getFirst();
    }
  }

  private static double dot(Tensor a, Tensor b) {
    return IntStream.range(0, a.shape().count()).mapToDouble(i -> a.at(i) * b.at(i)).sum();
  }

  private static void assertClose(Tensor actual, Tensor expected) {
    double scale = Math.max(1, largest(expected));
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(actual.toDoubles()).containsExactly(expected.toDoubles(), within(1e-9 * scale));
  }

  private static double largest(Tensor x) {
    return IntStream.range(0, x.shape().count())
        .mapToDouble(i -> Math.abs(x.at(i)))
        .max()
        .orElse(0);
  }

  /// `ct · (J v)` is `(ct J) · v`.
  @Property(tries = 300)
  void tangentsAndCotangentsAgree(@ForAll("graphs") RandomGraphs.Sample sample) {
    Point point = new Point(sample);
    Map<Node, Node> directions = new HashMap<>();
    sample.variables().forEach(x -> directions.put(x, point.direction(x)));
    List<Node> tangents = Tangent.of(sample.outputs()).along(directions);
    Verifier.verify(Graph.of(tangents));
    double forward = 0;
    double backward = 0;
    double scale = 1;
    for (int k = 0; k < tangents.size(); k++) {
      Node y = sample.outputs().get(k);
      assertThat(tangents.get(k).type()).isEqualTo(y.type());
      Node ct = point.direction(y);
      double share = dot(point.value(tangents.get(k)), point.values.get(ct));
      forward += share;
      scale += Math.abs(share);
      List<Node> cotangents = Gradient.of(y, ct).wrt(sample.variables());
      Verifier.verify(Graph.of(cotangents));
      for (int i = 0; i < cotangents.size(); i++) {
        Node x = sample.variables().get(i);
        double slope = dot(point.value(cotangents.get(i)), point.values.get(directions.get(x)));
        backward += slope;
        scale += Math.abs(slope);
      }
    }
    assertThat(forward).as(sample::toString).isCloseTo(backward, within(1e-9 * scale));
  }

  /// The Jacobian by rows is that by columns, times a direction it is the tangent, and a cotangent
  /// times it is the cotangent.
  @Property(tries = 150)
  void jacobiansAreTangentsAndCotangents(@ForAll("graphs") RandomGraphs.Sample sample) {
    Point point = new Point(sample);
    Node y = sample.outputs().getLast();
    for (Node x : sample.variables()) {
      Node jacobian = Derivatives.jacobian(y, x);
      Verifier.verify(Graph.of(jacobian));
      List<Dim> dims = new ArrayList<>(y.type().dims());
      dims.addAll(x.type().dims());
      assertThat(jacobian.type().dims()).isEqualTo(dims);
      int rows = y.type().shape(sample.sizes()).count();
      int columns = x.type().shape(sample.sizes()).count();
      if (rows * columns > 2000) {
        continue;
      }
      Tensor matrix = point.value(jacobian);
      Node v = point.direction(x);
      Node ct = point.direction(y);
      assertClose(
          point.value(Derivatives.jvp(y, x, v)).reshape(Shape.of(rows)),
          Tensor.generate(
              DType.F64,
              Shape.of(rows),
              i ->
                  IntStream.range(0, columns)
                      .mapToDouble(j -> matrix.at(i * columns + j) * point.values.get(v).at(j))
                      .sum()));
      assertClose(
          point.value(Derivatives.vjp(y, x, ct)).reshape(Shape.of(columns)),
          Tensor.generate(
              DType.F64,
              Shape.of(columns),
              j ->
                  IntStream.range(0, rows)
                      .mapToDouble(i -> matrix.at(i * columns + j) * point.values.get(ct).at(i))
                      .sum()));
    }
  }

  @Property(tries = 100)
  void hessiansAreSymmetricAndTheirProductsAgree(@ForAll("graphs") RandomGraphs.Sample sample) {
    Point point = new Point(sample);
    Node cost = sample.cost();
    for (Node x : sample.variables()) {
      int count = x.type().shape(sample.sizes()).count();
      if (count > 30) {
        continue;
      }
      Node v = point.direction(x);
      Tensor matrix = point.value(Derivatives.hessian(cost, x)).reshape(Shape.of(count, count));
      double scale = Math.max(1, largest(matrix));
      for (int i = 0; i < count; i++) {
        for (int j = 0; j < i; j++) {
          assertThat(matrix.at(i * count + j))
              .as(sample::toString)
              .isCloseTo(matrix.at(j * count + i), within(1e-9 * scale));
        }
      }
      Tensor product =
          Tensor.generate(
              DType.F64,
              Shape.of(count),
              i ->
                  IntStream.range(0, count)
                      .mapToDouble(j -> matrix.at(i * count + j) * point.values.get(v).at(j))
                      .sum());
      assertClose(point.value(Derivatives.hvp(cost, x, v)).reshape(Shape.of(count)), product);
      // Reverse over reverse, and reverse over forward.
      Node slope = Gradient.of(cost).wrt(x).times(v).sum();
      assertClose(point.value(Gradient.of(slope).wrt(x)).reshape(Shape.of(count)), product);
      Node along = Derivatives.jvp(cost, x, v);
      assertClose(point.value(Gradient.of(along).wrt(x)).reshape(Shape.of(count)), product);
    }
  }

  @Test
  void ofThirdOrder() {
    Node x = Node.input("x", N);
    Node cubes = x.times(x).times(x).sum();
    Node third = Derivatives.jacobian(Derivatives.hessian(cubes, x), x);

    assertThat(third.type().dims()).containsExactly(N, N, N);
    assertThat(value(third, Map.of(x, Tensor.vector(2, 5))).toDoubles())
        .containsExactly(6, 0, 0, 0, 0, 0, 0, 6);
  }

  private static Tensor value(Node node, Map<Node, Tensor> at) {
    return new Interpreter().run(Graph.of(node), at).getFirst();
  }

  @Test
  void aTangentIsMadeOfWhatMovesAlone() {
    Node x = Node.input("x");
    Node y = Node.input("y");
    Node v = Node.input("v");
    Node tangent = Derivatives.jvp(UnaryFunction.EXP.of(y).times(x).plus(y), x, v);

    assertThat(GraphText.of(Graph.of(tangent)))
        .isEqualTo(
            """
            %0 v: scalar = input
            %1 y: scalar = input
            %2: scalar = exp(%1 y)
            %3: scalar = *(%0 v, %2)
            -> %3
            """);
  }

  @Test
  void whatDoesNotMoveHasZeros() {
    Node x = Node.input("x", N);
    Node y = Node.input("y", M);
    Map<Node, Tensor> at = Map.of(x, Tensor.vector(1, 2), y, Tensor.vector(1, 2, 3));

    assertThat(value(Derivatives.jvp(y, x, x), at)).isEqualTo(Tensor.vector(0, 0, 0));
    assertThat(value(Derivatives.jacobian(y, x), at).shape()).isEqualTo(Shape.of(3, 2));
    assertThat(value(Derivatives.hessian(x.sum(), x), at).toDoubles()).containsOnly(0);
    assertThat(value(Derivatives.jvp(UnaryFunction.STOP.of(x), x, x), at))
        .isEqualTo(Tensor.vector(0, 0));
  }

  @Test
  void resultsAreNodesOfTheirOwn() {
    Node x = Node.input("x", N);
    Node v = Node.input("v", N);
    for (Node node : List.of(Derivatives.jvp(x, x, v), Derivatives.vjp(x, x, v))) {
      assertThat(node.op()).isNotInstanceOf(Input.class);
      assertThat(value(node, Map.of(x, Tensor.vector(1, 2), v, Tensor.vector(3, 4))))
          .isEqualTo(Tensor.vector(3, 4));
    }
  }

  @Test
  void whatDependsOnAnotherMovesWithIt() {
    Node x = Node.input("x");
    Node u = x.times(3);
    Node y = u.times(x);
    Map<Node, Node> both = Map.of(x, x.number(1), u, x.number(10));

    assertThat(value(Tangent.of(List.of(y)).along(both).getFirst(), Map.of(x, Tensor.scalar(2))))
        .isEqualTo(Tensor.scalar((3 + 10) * 2 + 6));
  }

  @Test
  void anUntakenBranchStaysOut() {
    Node x = Node.input("x", Dim.of(3));
    Node safe = Select.of(x.greater(0), UnaryFunction.SQRT.of(x), x.number(0));
    Map<Node, Tensor> at = Map.of(x, Tensor.vector(-1, 0, 4));

    assertThat(value(Derivatives.jvp(safe, x, Node.constant(Tensor.vector(1, 1, 1))), at))
        .isEqualTo(Tensor.vector(0, 0, 0.25));
    assertThat(value(Derivatives.jacobian(safe, x), at).toDoubles())
        .containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0.25);
    assertThat(value(Derivatives.hessian(safe.sum(), x), at).toDoubles())
        .containsExactly(new double[] {0, 0, 0, 0, 0, 0, 0, 0, -1 / 32.0}, within(0.0));
  }

  @Test
  void aDirectionThatDoesNotFitIsRefused() {
    Node x = Node.input("x", N).named("w");
    Node v = Node.input("v", M);

    assertThatThrownBy(() -> Derivatives.jvp(x.sum(), x, v))
        .isInstanceOf(AdjointException.class)
        .hasMessageContaining(
            "a tangent has the shape of what it belongs to, which is [n]: this one is [m]");
    assertThatThrownBy(() -> Derivatives.vjp(x.square(), x, v))
        .isInstanceOf(AdjointException.class)
        .hasMessageContaining(
            "a cotangent has the shape of what it belongs to, which is [n]: this one is [m]");
    assertThatThrownBy(() -> Derivatives.hvp(x.square(), x, x))
        .isInstanceOf(AdjointException.class)
        .hasMessageContaining("a derivative is of one number");
  }

  @Test
  void aChainOfAMillionHasATangent() {
    Node x = Node.input("x");
    Node y = x;
    UnaryOperator<Node> link = Node::negate;
    for (int i = 0; i < 1_000_001; i++) {
      y = link.apply(y);
    }
    Graph graph = Graph.of(Derivatives.jvp(y, x, x.number(1)));

    assertThat(graph.nodes()).hasSize(1_000_002);
  }

  /// Sizes are bound when the graph runs, and may be any then.
  @Test
  void sizesStayOpen() {
    Node x = Node.input("x", N, M);
    Node y = x.matmul(x.transpose());
    Node jacobian = Derivatives.jacobian(y, x);

    assertThat(jacobian.type()).isEqualTo(new TensorType(DType.F64, List.of(N, N, N, M)));
    for (Shape shape : List.of(Shape.of(2, 3), Shape.of(1, 1), Shape.of(3, 1), Shape.of(0, 2))) {
      Tensor at = Tensor.generate(DType.F64, shape, i -> i + 1);
      assertThat(Bindings.sizes(Graph.of(y), Map.of(x, at))).containsEntry("m", shape.size(1));
      Tensor found = value(jacobian, Map.of(x, at));
      int n = shape.size(0);
      int m = shape.size(1);
      assertThat(found.shape()).isEqualTo(Shape.of(n, n, n, m));
      for (int e = 0; e < found.shape().count(); e++) {
        int j = e % m;
        int k = e / m % n;
        int b = e / m / n % n;
        int a = e / m / n / n;
        double expected = (a == k ? at.at(b * m + j) : 0) + (b == k ? at.at(a * m + j) : 0);
        assertThat(found.at(e)).isEqualTo(expected);
      }
    }
  }
}
