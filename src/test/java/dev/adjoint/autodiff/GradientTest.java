package dev.adjoint.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Fragment;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.GraphText;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Origin;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.SourceText;
import dev.adjoint.source.Span;
import dev.adjoint.tensor.Tensor;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GradientTest {
  private static final Dim N = Dim.named("n");

  private static double run(Node node, Map<Node, Tensor> leaves) {
    return new Interpreter().run(Graph.of(node), leaves).getFirst().item();
  }

  @Test
  void theGraphOfTheNotes() {
    Node a = Node.input("a");
    Node b = Node.input("b");
    Node c = Node.input("c");
    Node u = b.times(c);
    Node v = a.plus(u);
    Node j = v.times(3);
    Map<Node, Tensor> at = Map.of(a, Tensor.scalar(5), b, Tensor.scalar(3), c, Tensor.scalar(2));

    assertThat(run(j, at)).isEqualTo(33);
    List<Node> derivatives = Gradient.of(j).wrt(List.of(a, b, c, u, v, j));
    assertThat(derivatives.stream().map(d -> run(d, at))).containsExactly(3., 6., 9., 3., 3., 1.);
  }

  @Test
  void ofWhatDoesNotCountIsZeros() {
    Node x = Node.input("x", N);
    Node y = Node.input("y", N);
    Tensor two = Tensor.vector(1, 2);

    Node unused = Gradient.of(x.sum()).wrt(y);
    assertThat(unused.type()).isEqualTo(y.type());
    assertThat(new Interpreter().run(Graph.of(unused), Map.of(y, two)))
        .containsExactly(Tensor.vector(0, 0));
    Node stopped = Gradient.of(UnaryFunction.STOP.of(x).sum()).wrt(x);
    assertThat(new Interpreter().run(Graph.of(stopped), Map.of(x, two)))
        .containsExactly(Tensor.vector(0, 0));
  }

  @Test
  void onlyWhatLiesBetweenTakesPart() {
    Node x = Node.input("x");
    Node y = Node.input("y");
    Node gradient = Gradient.of(UnaryFunction.EXP.of(y).times(x)).wrt(x);

    assertThat(Graph.of(gradient).nodes()).extracting(Node::label).doesNotContain("x");
    assertThat(Graph.of(gradient).nodes()).hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void theOneItBeginsWithLeavesNoTrace() {
    Node x = Node.input("x");
    Node y = Node.input("y");

    assertThat(GraphText.of(Graph.of(Gradient.of(UnaryFunction.EXP.of(x).times(y)).wrt(x))))
        .isEqualTo(
            """
            %0 y: scalar = input
            %1 x: scalar = input
            %2: scalar = exp(%1 x)
            %3: scalar = *(%0 y, %2)
            -> %3
            """);
  }

  @Test
  void isANodeOfItsOwn() {
    Node x = Node.input("x");
    Node y = Node.input("y");
    Node named = Gradient.of(x.times(y).plus(x)).wrt(y).named("dy");

    assertThat(named.op()).isNotInstanceOf(Input.class);
    assertThat(run(named, Map.of(x, Tensor.scalar(3)))).isEqualTo(3);
  }

  @Test
  void sharesMeetInTheOperandsOwnDims() {
    Node w = Node.parameter("w", Dim.of(2));
    Node x = Node.input("x", Dim.named("n", 2));
    Node y = Node.input("y", Dim.named("m", 2));
    Node gradient = Gradient.of(w.times(x).sum().plus(w.times(y).sum())).wrt(w);

    assertThat(gradient.type()).isEqualTo(w.type());
    Map<Node, Tensor> at =
        Map.of(w, Tensor.vector(0, 0), x, Tensor.vector(1, 2), y, Tensor.vector(10, 20));
    assertThat(new Interpreter().run(Graph.of(gradient), at))
        .containsExactly(Tensor.vector(11, 22));
  }

  @Test
  void aLiteralOneStretchesToAnyLaterSize() {
    Node b = Node.parameter("b", Dim.ONE);
    Node x = Node.input("x", Dim.named("m", 1)); // the first data had one example
    Node y = b.times(x);
    Node gradient = Gradient.of(y.sum()).wrt(b);

    assertThat(y.type().dim(0).name()).contains("m");
    assertThat(x.times(b).type().dim(0).name()).contains("m");
    Map<Node, Tensor> at = Map.of(b, Tensor.vector(2), x, Tensor.vector(1, 2, 3));
    assertThat(new Interpreter().run(Graph.of(y, gradient), at))
        .containsExactly(Tensor.vector(2, 4, 6), Tensor.vector(6));
  }

  @Test
  void anyNumberButZeroIsTrue() {
    Node condition = Node.input("condition", N);
    Node s = Node.input("s");
    Node y = Select.of(condition, s, s.negate()).sum();
    Map<Node, Tensor> at = Map.of(condition, Tensor.vector(-1, 1, 0), s, Tensor.scalar(3));

    assertThat(run(y, at)).isEqualTo(3);
    assertThat(run(Gradient.of(y).wrt(s), at)).isEqualTo(1);
  }

  @Test
  void ofATensorIsRefused() {
    Node z = Node.input("z", N).named("Z");

    assertThatThrownBy(() -> Gradient.of(z))
        .isInstanceOf(AdjointException.class)
        .hasMessageContaining("error[E0221]: a derivative is of one number, and Z is [n]")
        .hasMessageContaining("help: `d(sum(…))/d(…)`, or `mean`, has a scalar on top");
  }

  /// Every node of a gradient comes from where a forward node comes from.
  @Test
  void originsAreInherited() {
    SourceText text = new SourceText("t.adj", "Z = x * y\nJ = sum(exp(Z))");
    Fragment layer = Origin.NONE.within(() -> Fragment.enter("hidden", "dense"));
    Origin first = Origin.NONE.at(new Span(text, 0, 9)).in(layer);
    Origin second = Origin.NONE.at(new Span(text, 10, 25));
    Node x = Node.input("x", N);
    Node y = Node.input("y", N);
    Node z = first.within(() -> x.times(y)).named("Z");
    Node j = second.within(() -> UnaryFunction.EXP.of(z).sum());

    Set<Node> forward = new HashSet<>(Graph.of(j).nodes());
    List<Node> made =
        Graph.of(Gradient.of(j).wrt(List.of(x, y))).nodes().stream()
            .filter(node -> !forward.contains(node))
            .toList();

    assertThat(made).isNotEmpty();
    assertThat(made)
        .allSatisfy(
            node -> {
              assertThat(node.origin().name()).isNull();
              assertThat(node.origin().derivative()).isTrue();
              assertThat(placed(node)).isIn(first, second);
            });
    assertThat(made).anySatisfy(node -> assertThat(placed(node)).isEqualTo(first));
    assertThat(made).anySatisfy(node -> assertThat(placed(node)).isEqualTo(second));
  }

  private static Origin placed(Node node) {
    return Origin.NONE.at(node.origin().span()).in(node.origin().fragment());
  }
}
