package dev.adjoint.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShapeTest {
  @Test
  void countsAndStrides() {
    Shape shape = Shape.of(2, 3, 4);
    assertThat(shape.rank()).isEqualTo(3);
    assertThat(shape.count()).isEqualTo(24);
    assertThat(shape.strides()).containsExactly(12, 4, 1);
    assertThat(shape.offset(1, 2, 3)).isEqualTo(23);
    assertThat(shape.offset(0, 1, 0)).isEqualTo(4);
    assertThat(shape).hasToString("[2, 3, 4]").isEqualTo(Shape.of(2, 3, 4));
    assertThat(shape).isNotEqualTo(Shape.of(2, 12)).hasSameHashCodeAs(Shape.of(2, 3, 4));
  }

  @Test
  void aScalarHasOneElement() {
    assertThat(Shape.of()).isSameAs(Shape.SCALAR).hasToString("[]");
    assertThat(Shape.SCALAR.count()).isEqualTo(1);
    assertThat(Shape.SCALAR.offset()).isZero();
  }

  @Test
  void zeroSizesMakeNothingHoweverLargeTheRest() {
    assertThat(Shape.of(0).count()).isZero();
    assertThat(Shape.of(3, 0, 5).count()).isZero();
    assertThat(Shape.of(Integer.MAX_VALUE, Integer.MAX_VALUE, 0).count()).isZero();
  }

  @Test
  void refusesWhatNoArrayHolds() {
    assertThat(Shape.of(Integer.MAX_VALUE).count()).isEqualTo(Integer.MAX_VALUE);
    for (int[] sizes :
        new int[][] {{1 << 16, 1 << 15}, {1 << 16, 1 << 16}, {2, 1 << 30, 1 << 30, 4}}) {
      assertThatThrownBy(() -> Shape.of(sizes))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageEndingWith("has more than 2147483647 elements");
    }
    assertThatThrownBy(() -> Shape.of(2, -1)).hasMessage("a size is at least 0, not -1");
    assertThatThrownBy(() -> Shape.of(-1, 0)).hasMessage("a size is at least 0, not -1");
  }

  @Test
  void indicesLieWithin() {
    Shape shape = Shape.of(2, 3);
    assertThatThrownBy(() -> shape.offset(2, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> shape.offset(0, -1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> shape.offset(1))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("shape [2, 3] takes 2 indices, not 1");
  }

  @Test
  void doesNotShareItsSizes() {
    int[] sizes = {2, 3};
    Shape shape = Shape.of(sizes);
    sizes[0] = 9;
    shape.sizes()[1] = 9;
    assertThat(shape).isEqualTo(Shape.of(2, 3));
  }
}
