package dev.adjoint.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.source.SourceText;
import dev.adjoint.source.Span;
import dev.adjoint.tensor.DType;
import org.junit.jupiter.api.Test;

class WalkTest {
  private static final SourceText TEXT = new SourceText("t.adj", "Z = w * x");

  private final Node x = Node.input("x");
  private final Node there = x.negate().from(Origin.NONE.at(new Span(TEXT, 4, 9)).named("Z"));

  @Test
  void nodesComeFromWhereItStands() {
    Node[] made =
        Walk.through(
            walk -> {
              walk.to(there);
              Node first = x.negate();
              walk.to(x);
              return new Node[] {first, x.negate()};
            });

    assertThat(made[0].origin()).isEqualTo(there.origin().named(null));
    assertThat(made[1].origin()).isEqualTo(Origin.NONE);
    assertThat(x.negate().origin()).isEqualTo(Origin.NONE);
  }

  @Test
  void whatIsMadeTakesTheNameOnlyWhereItSettles() {
    Walk.through(
        walk -> {
          walk.to(there);
          Node made = x.negate();
          assertThat(walk.settled(x)).isSameAs(x);
          assertThat(walk.settled(made).origin()).isEqualTo(there.origin());
          assertThat(walk.settled(made).operand(0)).isSameAs(x);
          return null;
        });
  }

  @Test
  void equalNumbersOfOneOriginAreOneNode() {
    Walk.through(
        walk -> {
          walk.to(there);
          Node one = x.number(1);
          assertThat(x.number(1)).isSameAs(one);
          assertThat(x.number(2)).isNotSameAs(one);
          assertThat(x.number(-0.0)).isNotSameAs(x.number(0.0));
          assertThat(Node.input("f", DType.F32).number(1)).isNotSameAs(one);
          walk.to(x);
          assertThat(x.number(1)).isNotSameAs(one);
          assertThat(x.number(1).origin()).isEqualTo(Origin.NONE);
          return null;
        });
    assertThat(x.number(1)).isNotSameAs(x.number(1));
  }
}
