package dev.adjoint.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.autodiff.Gradient;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Gather;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.rewrite.Thicket;
import dev.adjoint.source.AdjointException;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ProgramTest {
  private static final Dim N = Dim.named("n");
  private static final Dim M = Dim.named("m");

  @Provide
  Arbitrary<Thicket> graphs() {
    return Thicket.smooth();
  }

  @Property(tries = 500)
  void givesWhatTheInterpreterGives(@ForAll("graphs") Thicket thicket) {
    List<Tensor> expected = new Interpreter().run(thicket.graph(), thicket.leaves());
    List<Tensor> found = Program.compile(thicket.graph().outputs()).run(thicket.leaves());

    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.get(i).shape()).isEqualTo(expected.get(i).shape());
      for (int at = 0; at < expected.get(i).shape().count(); at++) {
        // Products may add in another order; everything else is the same to the last bit.
        assertThat(Math.abs(found.get(i).at(at) - expected.get(i).at(at))).isLessThan(1e-12);
      }
    }
  }

  @Property(tries = 500)
  void fixedValuesChangeNoBit(@ForAll("graphs") Thicket thicket, @ForAll int choice) {
    Map<Node, Tensor> fixed = new LinkedHashMap<>();
    Map<Node, Tensor> free = new LinkedHashMap<>();
    int bit = 0;
    for (Map.Entry<Node, Tensor> leaf : thicket.leaves().entrySet()) {
      ((choice >> bit++ & 1) == 1 ? fixed : free).put(leaf.getKey(), leaf.getValue());
    }
    Program program = Program.compile(thicket.graph().outputs());

    assertThat(program.given(fixed).run(free)).isEqualTo(program.run(thicket.leaves()));
    assertThat(program.given(fixed).given(free).run(Map.of()))
        .isEqualTo(program.run(thicket.leaves()));
  }

  @Test
  void whatFollowsFromFixedValuesIsComputedOnce() {
    Node x = Node.input("X", N, M);
    Node w = Node.parameter("w", Dim.ONE, N);
    Program program = Program.compile(w.matmul(x.over(255)).minus(x.sum()), x.square());
    assertThat(program.computed()).isEqualTo(8);

    Program rest = program.given(Map.of(x, row(255, 510)));
    assertThat(rest.computed()).isEqualTo(2); // the product and the difference
    assertThat(rest.run(Map.of(w, row(2))))
        .containsExactly(row(2 - 765, 4 - 765), row(255 * 255, 510 * 510));
  }

  @Test
  void whatDependsOnTheSizeOfABatchIsNotFixed() {
    Dim batch = Dim.named("m", 100); // as data had bound it once
    Node x = Node.input("X", Dim.ONE, batch);
    Node b = Node.parameter("b");
    Node ones = Broadcast.to(Node.constant(1), List.of(Dim.ONE, batch));
    Program program =
        Program.compile(ones.sum().times(b).plus(x.sum()), b.number(batch))
            .given(Map.of(b, Tensor.scalar(10)));

    assertThat(program.run(Map.of(x, row(1, 2))))
        .containsExactly(Tensor.scalar(23), Tensor.scalar(2));
    assertThat(program.run(Map.of(x, row(1, 2, 3))))
        .containsExactly(Tensor.scalar(36), Tensor.scalar(3));
  }

  private static Tensor row(double... values) {
    return Tensor.of(Shape.of(1, values.length), values);
  }

  @Test
  void sizesOfFixedValuesStayKnown() {
    Node x = Node.input("X", N, M);
    Node b = Node.parameter("b");
    Program program =
        Program.compile(Broadcast.to(b, List.of(N)).plus(x.number(M)).plus(x.sum()))
            .given(Map.of(x, Tensor.full(DType.F64, Shape.of(2, 5), 0)));
    assertThat(program.run(Map.of(b, Tensor.scalar(1)))).containsExactly(Tensor.vector(6, 6));
  }

  @Test
  void aMissingValueIsAnError() {
    Node x = Node.input("X", N);
    Node y = Node.input("Y", N);
    Program program = Program.compile(x.plus(y));
    assertThatThrownBy(() -> program.run(Map.of(x, Tensor.vector(1))))
        .isInstanceOf(AdjointException.class)
        .hasMessageContaining("there is no value for Y: [n]");
    assertThatThrownBy(() -> program.run(Map.of(x, Tensor.vector(1), y, Tensor.vector(1, 2))))
        .isInstanceOf(AdjointException.class)
        .hasMessageContaining("a tensor of [2] does not fit");
  }

  @Test
  void fixedAndComputedNodesTakeNoValue() {
    Node x = Node.input("X");
    Node y = x.square();
    Program program = Program.compile(y);
    Map<Node, Tensor> one = Map.of(x, Tensor.scalar(1));
    assertThatThrownBy(() -> program.given(one).run(one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("X: scalar takes no value: it is fixed");
    assertThatThrownBy(() -> program.run(Map.of(x, Tensor.scalar(1), y, Tensor.scalar(1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("square: scalar takes no value: it is computed");
  }

  @Test
  void valuesOfOtherLeavesDoNotMatter() {
    Node x = Node.input("X", N);
    Node other = Node.input("other", N);
    Map<Node, Tensor> values = Map.of(x, Tensor.vector(1), other, Tensor.vector(1, 2));
    assertThat(Program.compile(x.sum()).run(values)).containsExactly(Tensor.scalar(1));
    assertThat(Program.compile(x.sum()).given(values).run(Map.of()))
        .containsExactly(Tensor.scalar(1));
  }

  @Test
  void outputsMayBeLeavesAndMayRepeat() {
    Node x = Node.input("X");
    Tensor two = Tensor.scalar(2);
    assertThat(Program.compile(x, x.square(), x).run(Map.of(x, two)))
        .containsExactly(two, Tensor.scalar(4), two);
    assertThat(Program.compile(List.of()).run(Map.of())).isEmpty();
  }

  @Test
  void anErrorInTheNumbersIsToldAndTheProgramStaysGood() {
    Node x = Node.input("X", N);
    Node places = Node.input("places", M);
    Program program = Program.compile(Gather.of(x, places, 0));
    Tensor values = Tensor.vector(5, 6);
    assertThatThrownBy(() -> program.run(Map.of(x, values, places, Tensor.vector(2))))
        .isInstanceOf(AdjointException.class)
        .hasMessageContaining("index 2");
    assertThat(program.run(Map.of(x, values, places, Tensor.vector(1))))
        .containsExactly(Tensor.vector(6));
  }

  @Test
  void manyThreadsMayRunOneProgram() {
    Node w = Node.parameter("W", N, M);
    Node x = Node.input("X", M, Dim.of(30));
    Program program =
        Program.compile(Gradient.of(UnaryFunction.TANH.of(w.matmul(x)).sum()).wrt(w))
            .given(Map.of(x, Tensor.generate(DType.F64, Shape.of(20, 30), Math::sin)));
    List<List<Tensor>> found =
        IntStream.range(0, 200).parallel().mapToObj(i -> program.run(Map.of(w, start(i)))).toList();
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i)).isEqualTo(program.run(Map.of(w, start(i))));
    }
  }

  private static Tensor start(int seed) {
    return Tensor.generate(DType.F64, Shape.of(10, 20), i -> Math.cos(i + seed));
  }

  /// A recursive walk anywhere would overflow the stack of the thread that runs the tests.
  @Test
  void aLongChainIsDifferentiatedCompiledAndRun() {
    Node x = Node.input("x");
    Node y = x;
    for (int i = 0; i < 150_000; i++) {
      y = UnaryFunction.TANH.of(y).times(x);
    }
    Program program = Program.compile(y, Gradient.of(y).wrt(x));
    // y = tanh(y) x has the fixed point y = 1.0..., and dy/dx = tanh(y) / (1 - x (1 - tanh(y)^2)).
    List<Tensor> values = program.run(Map.of(x, Tensor.scalar(1.5)));
    double fixed = values.getFirst().item();
    double slope = Math.tanh(fixed) / (1 - 1.5 * (1 - Math.pow(Math.tanh(fixed), 2)));
    assertThat(1.5 * Math.tanh(fixed)).isEqualTo(fixed);
    assertThat(values.getLast().item())
        .isCloseTo(slope, org.assertj.core.api.Assertions.within(1e-12));
    assertThat(program.given(Map.of(x, Tensor.scalar(1.5))).run(Map.of())).isEqualTo(values);
  }

  @Test
  void theSameNodesAreCompiledOnce() {
    Node x = Node.parameter("x");
    Node y = x.square();
    assertThat(Program.compile(y)).isSameAs(Program.compile(y));
    assertThat(Program.compile(List.of(y), Map.of(x, y))).isNotSameAs(Program.compile(y));
    assertThat(Program.compile(x.square())).isNotSameAs(Program.compile(y));
  }
}
