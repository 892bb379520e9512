package dev.adjoint.graph;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.testing.RandomGraphs;
import java.lang.reflect.Constructor;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class VerifierTest {
  private static final Dim N = Dim.named("n");

  /// A node of a type that its op does not infer: only by force, [Node#of] makes none.
  private static Node forged(Op op, TensorType type, Node... operands) throws Exception {
    Constructor<Node> constructor =
        Node.class.getDeclaredConstructor(Op.class, Operands.class, TensorType.class, Origin.class);
    constructor.setAccessible(true);
    return constructor.newInstance(op, Operands.of(List.of(operands)), type, Origin.NONE);
  }

  @Provide
  Arbitrary<RandomGraphs.Sample> graphs() {
    return RandomGraphs.any();
  }

  @Property(tries = 100)
  void passesWhatTheBuildersMake(@ForAll("graphs") RandomGraphs.Sample sample) {
    Verifier.verify(sample.graph());
  }

  @Test
  void findsAWrongType() throws Exception {
    Node x = Node.input("x", N);
    TensorType wrong = TensorType.of(x.type().dtype(), N, N);
    Node bad = forged(new Unary(UnaryFunction.EXP), wrong, x);

    assertThatThrownBy(() -> Verifier.verify(Graph.of(bad.negate())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("exp: [n, n] in f64 should be [n] in f64");
  }

  @Test
  void findsAWrongPrecision() throws Exception {
    Node x = Node.input("x", N);
    TensorType wrong = TensorType.of(dev.adjoint.tensor.DType.F32, N);
    Node bad = forged(new Unary(UnaryFunction.EXP), wrong, x);

    assertThatThrownBy(() -> Verifier.verify(Graph.of(bad)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("exp: [n] in f32 should be [n] in f64");
  }

  @Test
  void findsOperandsThatDoNotFit() throws Exception {
    Node x = Node.input("x", N);
    Node y = Node.input("y", Dim.named("m"));
    Node bad = forged(new Binary(BinaryFunction.ADD), x.type(), x, y);

    assertThatThrownBy(() -> Verifier.verify(Graph.of(bad)))
        .hasMessageContaining("`+` needs operands of one shape, not [n] and [m]");
  }
}
