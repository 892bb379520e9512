package dev.adjoint.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.source.SourceText;
import dev.adjoint.source.Span;
import org.junit.jupiter.api.Test;

class OriginTest {
  private static final SourceText TEXT = new SourceText("t.adj", "Z = w * x");

  @Test
  void isAmbientAndNests() {
    Origin outer = Origin.NONE.at(new Span(TEXT, 0, 9));
    Origin inner = Origin.NONE.at(new Span(TEXT, 4, 9));
    Node x = Node.input("x");

    Node[] made =
        outer.within(
            () -> {
              Node first = x.negate();
              Node second = inner.within(x::negate);
              return new Node[] {first, second, x.negate()};
            });

    assertThat(made[0].origin()).isEqualTo(outer);
    assertThat(made[1].origin()).isEqualTo(inner);
    assertThat(made[2].origin()).isEqualTo(outer);
    assertThat(x.negate().origin()).isEqualTo(Origin.NONE);
  }

  @Test
  void namesAreANodesOwn() {
    Node x = Node.input("x");
    Node z = x.negate().named("Z");
    Node made = z.origin().within(z::negate);

    assertThat(z.label()).isEqualTo("Z");
    assertThat(made.origin().name()).isNull();
    assertThat(made).hasToString("neg: scalar");
    assertThat(z).isNotEqualTo(z.named("Z"));
  }

  @Test
  void fragmentsNest() {
    Fragment net = Fragment.enter("net", "mlp");
    Fragment hidden = Origin.NONE.in(net).within(() -> Fragment.enter("hidden", "dense"));

    assertThat(net.parent()).isNull();
    assertThat(hidden.parent()).isSameAs(net);
    assertThat(hidden.path()).containsExactly(net, hidden);
    assertThat(hidden).hasToString("net.hidden");
    assertThat(hidden.kind()).isEqualTo("dense");
    assertThat(net.place()).isEmpty();
    Span call = new Span(new SourceText("net.adj", "A = hidden(X)"), 4, 13);
    Fragment said = Origin.NONE.at(call).within(() -> Fragment.enter("hidden", "dense"));
    assertThat(said.place()).contains(call);
    Node x = Origin.NONE.in(hidden).within(() -> Node.input("x"));
    assertThat(x.origin().fragment()).isSameAs(hidden);
  }
}
