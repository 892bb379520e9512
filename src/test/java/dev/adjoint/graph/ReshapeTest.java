package dev.adjoint.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.source.AdjointException;
import org.junit.jupiter.api.Test;

class ReshapeTest {
  private static final Dim M = Dim.named("m");

  /// `m` has no size yet, and `n` has: 2*m elements are n*m elements.
  @Test
  void countsByTheSizesThatAreKnown() {
    Node x = Node.input("x", M, Dim.of(2));
    assertThat(x.reshape(M, Dim.named("n", 2), Dim.ONE).rank()).isEqualTo(3);
  }

  @Test
  void takesNoNameForAnother() {
    Node x = Node.input("x", M, Dim.of(2));
    assertThatThrownBy(() -> x.reshape(M, Dim.named("n", 3)))
        .isInstanceOf(AdjointException.class)
        .hasMessageContaining("has 2*m elements, and [m, n] would have");
    assertThatThrownBy(() -> x.reshape(M, Dim.named("n"))).isInstanceOf(AdjointException.class);
  }
}
