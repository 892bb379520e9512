package dev.adjoint.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Fragment;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.GraphText;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Random;
import dev.adjoint.graph.TensorType;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RewritingTest {
  private static final Dim N = Dim.named("n");
  private static final Dim M = Dim.named("m");

  private static String text(Pass pass, Node... outputs) {
    return GraphText.of(pass.apply(Graph.of(outputs)).graph());
  }

  @Test
  void sharesWhatIsSaidTwice() {
    Node x = Node.input("x");
    Node y = UnaryFunction.EXP.of(x).plus(1).times(UnaryFunction.EXP.of(x).plus(1));

    assertThat(text(new Share(), y))
        .isEqualTo(
            """
            %0 x: scalar = input
            %1: scalar = exp(%0 x)
            %2: scalar = 1
            %3: scalar = +(%1, %2)
            %4: scalar = *(%3, %3)
            -> %4
            """);
  }

  @Test
  void sharesNoTwoInputsOrParameters() {
    Node y = Node.input("x").plus(Node.input("x"));
    Node z = Node.parameter("w").plus(Node.parameter("w"));
    assertThat(new Share().apply(Graph.of(y, z)).graph().nodes()).hasSize(6);
  }

  @Test
  void sharesRandomNumbersOfOneStream() {
    assertThat(shared(draw(1, "W"), draw(1, "W"))).isTrue();
    assertThat(shared(draw(1, "W"), draw(2, "W"))).isFalse();
    assertThat(shared(draw(1, "W"), draw(1, "b"))).isFalse();
  }

  private static Node draw(long seed, String stream) {
    var type = TensorType.of(DType.F64, Dim.of(3));
    return Node.of(new Random(Random.Distribution.NORMAL, seed, stream, type));
  }

  @Test
  void sharesConstantsByValueIfScalarAndElseByIdentity() {
    Tensor vector = Tensor.vector(1, 2);
    assertThat(shared(Node.constant(2), Node.constant(2))).isTrue();
    assertThat(shared(Node.constant(0.0), Node.constant(-0.0))).isFalse();
    assertThat(shared(Node.constant(vector), Node.constant(vector))).isTrue();
    assertThat(shared(Node.constant(vector), Node.constant(Tensor.vector(1, 2)))).isFalse();
    assertThat(shared(Node.constant(1), Node.constant(Tensor.scalar(1).as(DType.F32)))).isFalse();
  }

  private static boolean shared(Node a, Node b) {
    Rewriting rewriting = new Share().apply(Graph.of(a, b));
    return rewriting.image(a) == rewriting.image(b);
  }

  @Test
  void foldsTransposesIntoProducts() {
    Node w = Node.parameter("w", N, Dim.ONE);
    Node x = Node.input("X", N, M);
    Node dz = Node.input("dZ", Dim.ONE, M);

    assertThat(text(new FoldTransposes(), w.transpose().matmul(x), x.matmul(dz.transpose())))
        .isEqualTo(
            """
            %0 w: [n, 1] = parameter
            %1 X: [n, m] = input
            %2: [1, m] = .T@(%0 w, %1 X)
            %3 dZ: [1, m] = input
            %4: [n, 1] = @.T(%1 X, %3 dZ)
            -> %2, %4
            """);
  }

  @Test
  void foldsTransposesOfTransposes() {
    Node x = Node.input("X", N, M);
    Node twice = x.transpose().transpose();
    assertThat(new FoldTransposes().apply(Graph.of(twice)).image(twice)).isSameAs(x);
    assertThat(text(new FoldTransposes(), twice.transpose().matmul(x))).contains(".T@(%0 X, %0 X)");
  }

  @Test
  void foldsArithmeticOfScalars() {
    Node x = Node.input("X", N);
    Node y = x.times(Node.constant(1).minus(0.9)).plus(UnaryFunction.SQRT.of(Node.constant(2)));
    assertThat(text(new FoldConstants(), y))
        .contains(" = 0.09999999999999998\n", " = 1.4142135623730951\n")
        .doesNotContain("-(", "sqrt");
  }

  @Test
  void leavesArithmeticOfTensorsToTheRun() {
    Node y = Node.constant(Tensor.vector(1, 2)).negate();
    assertThat(new FoldConstants().apply(Graph.of(y)).image(y)).isSameAs(y);
  }

  @Test
  void namesAndOriginsGoToWhatStandsInTheirPlace() {
    Fragment layer = Fragment.enter("hidden", "dense");
    Node x = Node.input("X", N, M);
    Node product = layer.around(() -> x.transpose().matmul(x)).named("Z");
    Node z = new FoldTransposes().apply(Graph.of(product)).image(product);

    assertThat(z).isNotSameAs(product);
    assertThat(z.origin()).isEqualTo(product.origin());
    assertThat(z.origin().name()).isEqualTo("Z");
    assertThat(z.origin().fragment()).isSameAs(layer);
  }

  @Test
  void whatARuleBuildsOnTheWayIsOfTheSamePlaceWithoutAName() {
    Fragment layer = Fragment.enter("hidden", "dense");
    Node z = layer.around(() -> Node.input("X", N).negate()).named("Z");
    Node image = Rewriting.of(Graph.of(z), node -> node.operand(0).times(2).times(-0.5)).image(z);

    assertThat(image.origin().name()).isEqualTo("Z");
    assertThat(image.operand(0).origin().name()).isNull();
    assertThat(image.operand(0).origin().fragment()).isSameAs(layer);
  }

  @Test
  void anotherTypeIsRefused() {
    Node x = Node.input("X", N);
    Node y = x.negate();
    assertThatThrownBy(() -> Rewriting.of(Graph.of(y), _ -> x.sum()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("neg: [n] may not become sum: scalar");
  }

  @Test
  void replacesNodes() {
    Node x = Node.input("X", N);
    Node square = x.square();
    Node y = square.plus(1);
    Node known = Node.input("known", N);
    Rewriting rewriting = Rewriting.replacing(Graph.of(y), Map.of(square, known));

    assertThat(rewriting.image(square)).isSameAs(known);
    assertThat(rewriting.graph().contains(x)).isFalse();
    assertThatThrownBy(() -> rewriting.image(known)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whereNothingChangesTheGraphIsTheSame() {
    Graph graph = Graph.of(Node.input("X", N).plus(1));
    assertThat(Pipeline.EXACT.apply(graph).graph()).isSameAs(graph);
  }
}
