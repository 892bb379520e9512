package dev.adjoint.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DimTest {
  private static final Dim N = Dim.named("n");
  private static final Dim M = Dim.named("m");

  /// Polynomials in n, m and k.
  @Provide
  Arbitrary<Dim> dims() {
    Arbitrary<Dim> names = Arbitraries.of("n", "m", "k").map(Dim::named);
    Arbitrary<Dim> numbers = Arbitraries.integers().between(-3, 5).map(Dim::of);
    Arbitrary<Dim> factors = Arbitraries.oneOf(names, numbers);
    Arbitrary<Dim> products = factors.list().ofMinSize(1).ofMaxSize(3).map(Dim::product);
    return products.list().ofMaxSize(3).map(terms -> terms.stream().reduce(Dim.ZERO, Dim::plus));
  }

  @Provide
  Arbitrary<Map<String, Integer>> sizes() {
    Arbitrary<Integer> size = Arbitraries.integers().between(0, 20);
    return Combinators.combine(size, size, size).as((n, m, k) -> Map.of("n", n, "m", m, "k", k));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void formARing(@ForAll("dims") Dim a, @ForAll("dims") Dim b, @ForAll("dims") Dim c) {
    assertThat(a.plus(b)).isEqualTo(b.plus(a)).hasSameHashCodeAs(b.plus(a));
    assertThat(a.times(b)).isEqualTo(b.times(a)).hasSameHashCodeAs(b.times(a));
    assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
    assertThat(a.times(b).times(c)).isEqualTo(a.times(b.times(c)));
    assertThat(a.times(b.plus(c))).isEqualTo(a.times(b).plus(a.times(c)));
    assertThat(a.plus(Dim.ZERO)).isEqualTo(a);
    assertThat(a.times(Dim.ONE)).isEqualTo(a);
    assertThat(a.times(Dim.ZERO)).isEqualTo(Dim.ZERO);
    assertThat(a.minus(a)).isEqualTo(Dim.ZERO);
    assertThat(a.plus(b).minus(b)).isEqualTo(a);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void areNumbersOnceTheirNamesAre(
      @ForAll("dims") Dim a, @ForAll("dims") Dim b, @ForAll("sizes") Map<String, Integer> sizes) {
    assertThat(a.plus(b).evaluate(sizes)).isEqualTo(a.evaluate(sizes) + b.evaluate(sizes));
    assertThat(a.times(b).evaluate(sizes)).isEqualTo(a.evaluate(sizes) * b.evaluate(sizes));
    assertThat(a.minus(b).evaluate(sizes)).isEqualTo(a.evaluate(sizes) - b.evaluate(sizes));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void substituteThenEvaluate(
      @ForAll("dims") Dim a, @ForAll("dims") Dim b, @ForAll("sizes") Map<String, Integer> any) {
    Map<String, Integer> sizes = new HashMap<>(any);
    sizes.replaceAll((_, size) -> size % 5); // to the ninth power, an int must hold it
    Dim substituted = a.substitute(Map.of("n", b, "m", N));
    Map<String, Integer> then =
        Map.of("n", b.evaluate(sizes), "m", sizes.get("n"), "k", sizes.get("k"));
    assertThat(substituted.evaluate(sizes)).isEqualTo(a.evaluate(then));
    assertThat(a.substitute(Map.of())).isEqualTo(a);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void divisionUndoesMultiplication(@ForAll("dims") Dim a, @ForAll("dims") Dim b) {
    a.dividedBy(b).ifPresent(quotient -> assertThat(quotient.times(b)).isEqualTo(a));
    for (Dim term : List.of(N, N.times(M), Dim.of(3), M.times(Dim.of(-2)))) {
      assertThat(a.times(term).dividedBy(term)).contains(a);
    }
  }

  @Test
  void division() {
    Dim both = N.plus(M);
    assertThat(both.dividedBy(both)).contains(Dim.ONE);
    assertThat(N.dividedBy(M)).isEmpty();
    assertThat(N.dividedBy(Dim.of(2))).isEmpty();
    assertThat(N.dividedBy(Dim.ZERO)).isEmpty();
    assertThat(Dim.of(12).dividedBy(Dim.of(4))).contains(Dim.of(3));
    assertThat(Dim.of(12).dividedBy(Dim.of(5))).isEmpty();
    assertThat(Dim.named("n", 12).dividedBy(Dim.named("k", 4))).contains(Dim.of(3));
    assertThat(Dim.named("n", 12).dividedBy(Dim.of(5))).isEmpty();
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void matchesIsReflexiveAndSymmetric(@ForAll("dims") Dim a, @ForAll("dims") Dim b) {
    assertThat(a.matches(a)).isTrue();
    assertThat(a.matches(b)).isEqualTo(b.matches(a));
    assertThat(a.matches(b)).isEqualTo(a.equals(b)); // no name is bound here
  }

  @Test
  void aBoundNameIsItsNumberButNoOtherName() {
    Dim n = Dim.named("n", 5);
    Dim m = Dim.named("m", 5);
    Dim five = Dim.of(5);

    assertThat(n.matches(five)).isTrue();
    assertThat(five.matches(m)).isTrue();
    assertThat(n.matches(m)).isFalse(); // so matching is not transitive
    assertThat(n.matches(Dim.of(6))).isFalse();
    assertThat(N.matches(five)).isFalse();
    assertThat(n.matches(N)).isTrue();
    assertThat(n.plus(Dim.ONE).matches(Dim.of(6))).isTrue();
    assertThat(n.times(m).matches(Dim.of(25))).isTrue();
    assertThat(n.times(m).matches(n.times(five))).isTrue();
    assertThat(n.times(five).matches(m.times(five))).isFalse();
  }

  @Test
  void oneIsTheLiteralAlone() {
    assertThat(Dim.ONE.isOne()).isTrue();
    assertThat(N.minus(N).plus(Dim.ONE).isOne()).isTrue();
    assertThat(Dim.named("n", 1).isOne()).isFalse();
    assertThat(Dim.of(2).isOne()).isFalse();
  }

  @Test
  void whatIsKnown() {
    Dim n = Dim.named("n", 5);
    assertThat(n.literal()).isEmpty();
    assertThat(n.value()).isEqualTo(OptionalInt.of(5));
    assertThat(n.plus(M).value()).isEmpty();
    assertThat(n.times(Dim.of(2)).minus(Dim.ONE).value()).isEqualTo(OptionalInt.of(9));
    assertThat(n.minus(n).literal()).isEqualTo(OptionalInt.of(0));
    assertThat(n.name()).contains("n");
    assertThat(n.times(Dim.of(2)).name()).isEmpty();
    assertThat(n.plus(Dim.ONE).name()).isEmpty();
    assertThat(N.times(M).names()).containsExactlyInAnyOrder("n", "m");
    assertThat(n.evaluate(Map.of("n", 7))).isEqualTo(7);
    assertThat(n.evaluate(Map.of())).isEqualTo(5);
    assertThatThrownBy(() -> N.evaluate(Map.of("m", 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dimension n has no size yet");
  }

  @Test
  void overflowIsAnErrorAndNotAnotherSize() {
    Dim huge = Dim.of(1L << 62);
    Map<String, Integer> large = Map.of("n", 1 << 16);
    assertThatThrownBy(() -> huge.times(Dim.of(4))).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> huge.plus(huge)).isInstanceOf(ArithmeticException.class);
    Dim lowest = Dim.of(Long.MIN_VALUE);
    assertThatThrownBy(() -> lowest.plus(lowest)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> N.times(N).evaluate(large)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> N.times(N).times(N).times(N).times(N).evaluate(large))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void printedAsOneWritesIt() {
    Dim k = Dim.named("k");
    assertThat(List.of(Dim.ZERO, Dim.of(12288), Dim.of(-1), N, N.plus(N), N.times(Dim.of(-1))))
        .extracting(Dim::toString)
        .containsExactly("0", "12288", "-1", "n", "2*n", "-n");
    assertThat(M.times(N).plus(N.times(Dim.of(2))).plus(Dim.of(3))).hasToString("m*n + 2*n + 3");
    assertThat(N.minus(Dim.ONE)).hasToString("n - 1");
    assertThat(Dim.ONE.minus(N)).hasToString("-n + 1");
    assertThat(k.minus(M).minus(N.times(Dim.of(3)))).hasToString("k - m - 3*n");
    assertThat(N.times(N)).hasToString("n*n");
    assertThat(Dim.named("n", 5)).hasToString("n");
  }
}
