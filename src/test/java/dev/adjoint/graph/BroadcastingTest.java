package dev.adjoint.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.source.AdjointException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which shapes go together: a scalar with anything, a literal 1 with anything at the same rank.
class BroadcastingTest {
  /// `n 1 5`: names n, m, k; `N` is n bound to 5, `M` is m bound to 5, `O` is o bound to 1.
  private static Node input(String shape) {
    Dim[] dims =
        Arrays.stream(shape.split(" "))
            .filter(name -> !name.isEmpty())
            .map(BroadcastingTest::dim)
            .toArray(Dim[]::new);
    return Node.input("x", dims);
  }

  private static Dim dim(String name) {
    return switch (name) {
      case "N", "M" -> Dim.named(name.toLowerCase(java.util.Locale.ROOT), 5);
      case "O" -> Dim.named("o", 1);
      default ->
          Character.isDigit(name.charAt(0)) ? Dim.of(Integer.parseInt(name)) : Dim.named(name);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', scalar",
    "'', n, [n]",
    "'', n m, '[n, m]'",
    "n, n, [n]",
    "1, n, [n]",
    "n m, 1 m, '[n, m]'",
    "n m, n 1, '[n, m]'",
    "n m, 1 1, '[n, m]'",
    "k n m, 1 n 1, '[k, n, m]'",
    "5, 1, [5]",
    "0, 1, [0]",
    "N, 5, [n]",
    "N m, 5 m, '[n, m]'",
    "O, 1, [o]",
    "O m, 1 m, '[o, m]'"
  })
  void fits(String left, String right, String result) {
    assertThat(input(left).plus(input(right)).type()).hasToString(result);
    assertThat(input(right).plus(input(left)).type()).hasToString(result);
  }

  @ParameterizedTest
  @CsvSource({
    "n, m",
    "n, 5",
    "n, n m",
    "m, n m",
    "5, 4",
    "5, 0",
    "n m, m n",
    "1 m, n 1",
    "n 1 1, n m",
    "N, M",
    "O m, 1 k",
    "1 m, O 1"
  })
  void isRefused(String left, String right) {
    assertThatThrownBy(() -> input(left).plus(input(right))).isInstanceOf(AdjointException.class);
    assertThatThrownBy(() -> input(right).plus(input(left))).isInstanceOf(AdjointException.class);
  }

  @Test
  void leavesOperandsOfOneShapeAlone() {
    Node a = input("n m");
    Node b = input("n m");
    assertThat(a.plus(b).operands()).containsExactly(a, b);
    Node row = input("1 m");
    Node sum = row.plus(a);
    assertThat(sum.operand(0).op()).isEqualTo(new Broadcast(a.type().dims()));
    assertThat(sum.operand(0).operand(0)).isSameAs(row);
    assertThat(sum.operand(1)).isSameAs(a);
  }

  @Test
  void ofThreeOneMustHaveTheWholeShape() {
    assertThat(Select.of(input("1 m"), input("n 1"), input("n m")).type()).hasToString("[n, m]");
    assertThat(Select.of(input(""), input("n 1"), input("")).type()).hasToString("[n, 1]");
    assertThatThrownBy(() -> Select.of(input("1 m"), input("n 1"), input("")))
        .hasMessageContaining("this would stretch [1, m] and [n, 1] to [n, m]");
    assertThatThrownBy(() -> Select.of(input("5"), input("N"), input("M")))
        .hasMessageContaining("`where` needs operands of one shape, not [n] and [m]");
  }

  @Test
  void precisionsDoNotMix() {
    Node narrow = Node.input("x", dev.adjoint.tensor.DType.F32);
    assertThatThrownBy(() -> narrow.plus(Node.input("y")))
        .hasMessageContaining("error[E0202]: `+` needs operands of one precision, not f32 and f64");
    assertThat(narrow.plus(0.5).type().dtype()).isEqualTo(dev.adjoint.tensor.DType.F32);
    assertThat(List.of(narrow.times(2), narrow.pow(2), UnaryFunction.ERF.of(narrow)))
        .allSatisfy(
            node -> assertThat(node.type().dtype()).isEqualTo(dev.adjoint.tensor.DType.F32));
  }
}
