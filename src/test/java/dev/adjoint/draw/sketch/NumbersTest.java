package dev.adjoint.draw.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import org.junit.jupiter.api.Test;

class NumbersTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  @Test
  void aFewInFull() {
    assertThat(Numbers.of("", Tensor.scalar(33))).containsExactly("= 33");
    assertThat(Numbers.of("∂J/∂b", Tensor.scalar(0.001455578136784208)))
        .containsExactly("∂J/∂b = 0.001455578");
    assertThat(Numbers.of("", Tensor.vector(1, 2.34567, 1e-7)))
        .containsExactly("= [1, 2.346, 1e-07]");
    assertThat(Numbers.of("", Tensor.matrix(new double[] {1, 2}, new double[] {3, 4})))
        .containsExactly("= [[1, 2],", "[3, 4]]");
    assertThat(Numbers.of("", Tensor.matrix(new double[] {1}, new double[] {2})))
        .containsExactly("= [[1], [2]]");
    assertThat(Numbers.of("", Tensor.of(Shape.of(0, 3), new double[0])))
        .containsExactly("= no elements");
  }

  @Test
  void manyInShort() {
    assertThat(Numbers.of("", Tensor.vector(1, 2, 3, 4, 5, 6, 7.5)))
        .containsExactly("min 1, mean 4.07, max 7.5");
    assertThat(Numbers.of("∂J/∂b", Tensor.vector(1, 2, 3, 4, 5, 6, 7.5)))
        .containsExactly("∂J/∂b: min 1, mean 4.07, max 7.5");
    assertThat(Numbers.of("", Tensor.full(DType.F64, Shape.of(9), 0)))
        .containsExactly("= 0 everywhere");
  }

  @Test
  void oddOnesAreCounted() {
    assertThat(Numbers.of("", Tensor.vector(1, 2, 3, 4, 5, Double.NaN, INF, -INF)))
        .containsExactly("1 nan; 2 inf; min 1, mean 3, max 5");
    assertThat(Numbers.of("", Tensor.full(DType.F64, Shape.of(9), Double.NaN)))
        .containsExactly("= all nan");
    assertThat(Numbers.of("", Tensor.vector(7, 7, 7, 7, 7, 7, INF)))
        .containsExactly("1 inf; 7 elsewhere");
    assertThat(Numbers.isSound(Tensor.vector(1, INF))).isFalse();
    assertThat(Numbers.isSound(Tensor.vector(1, 2))).isTrue();
  }
}
