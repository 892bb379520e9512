package dev.adjoint.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.graph.Binary;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import org.junit.jupiter.api.Test;

class FoldIdentitiesTest {
  private static final Node A = Node.input("a", Dim.named("n"));
  private static final Node B = Node.input("b", Dim.named("n"));

  /// By way of `(-a) + b`.
  @Test
  void foldsWhatFoldingMakes() {
    Node difference = A.negate().minus(B.negate());
    Node folded = new FoldIdentities().apply(Graph.of(difference)).graph().outputs().getFirst();
    assertThat(folded.op()).isEqualTo(new Binary(BinaryFunction.SUB));
    assertThat(folded.operands()).containsExactly(B, A);
  }
}
