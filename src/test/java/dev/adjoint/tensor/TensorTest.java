package dev.adjoint.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TensorTest {
  private static final Tensor A = Tensor.matrix(new double[][] {{1, 2, 3}, {4, 5, 6}});

  @Test
  void isRowMajor() {
    assertThat(A.shape()).isEqualTo(Shape.of(2, 3));
    assertThat(A.at(3)).isEqualTo(4);
    assertThat(A.get(1, 2)).isEqualTo(6);
    assertThat(A.toDoubles()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(Tensor.generate(DType.F64, Shape.of(2, 3), i -> i + 1)).isEqualTo(A);
    assertThat(A.reshape(Shape.of(3, 2)).get(1, 0)).isEqualTo(3);
  }

  @Test
  void copiesWhatItIsGiven() {
    double[] values = {1, 2};
    float[] floats = {1, 2};
    Tensor wide = Tensor.of(Shape.of(2), values);
    Tensor narrow = Tensor.of(Shape.of(2), floats);
    values[0] = 9;
    floats[0] = 9;
    wide.toDoubles()[1] = 9;
    assertThat(wide.toDoubles()).containsExactly(1, 2);
    assertThat(narrow.toDoubles()).containsExactly(1, 2);
  }

  @Test
  void roundsToItsPrecision() {
    Tensor narrow = Tensor.scalar(0.1).as(DType.F32);
    assertThat(narrow.dtype()).isEqualTo(DType.F32);
    assertThat(narrow.item()).isEqualTo(0.1f);
    assertThat(narrow).isNotEqualTo(Tensor.scalar(0.1f));
    assertThat(narrow.as(DType.F64)).isEqualTo(Tensor.scalar(0.1f));
    assertThat(A.as(DType.F64)).isSameAs(A);
    assertThat(Tensor.full(DType.F32, Shape.of(2), 1e300).at(0)).isInfinite();
    assertThat(DType.F32.round(0.1)).isEqualTo(0.1f);
    assertThat(DType.F64.round(0.1)).isEqualTo(0.1);
  }

  @Test
  void equalityIsOfBits() {
    assertThat(Tensor.vector(Double.NaN)).isEqualTo(Tensor.vector(Double.NaN));
    assertThat(Tensor.vector(0.0)).isNotEqualTo(Tensor.vector(-0.0));
    assertThat(Tensor.vector(1, 2)).isNotEqualTo(Tensor.matrix(new double[][] {{1, 2}}));
    assertThat(A).hasSameHashCodeAs(A.reshape(Shape.of(3, 2)).reshape(Shape.of(2, 3)));
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> Tensor.of(Shape.of(3), 1.0, 2.0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("shape [3] holds 3 elements, not 2");
    assertThatThrownBy(() -> A.reshape(Shape.of(4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("shape [4] holds 4 elements, not 6");
    assertThatThrownBy(() -> Tensor.matrix(new double[][] {{1, 2}, {3}}))
        .hasMessage("a matrix's rows are of one length, not 2 and 1");
    assertThatThrownBy(A::item).hasMessage("a tensor [2, 3] is not one number");
    assertThatThrownBy(A::floats).hasMessage("this tensor is f64");
    assertThatThrownBy(() -> A.as(DType.F32).doubles()).hasMessage("this tensor is f32");
    assertThat(Tensor.matrix(new double[0][]).shape()).isEqualTo(Shape.of(0, 0));
  }

  @Test
  void slabsAreTakenAlongAnAxis() {
    Tensor cube = Tensor.generate(DType.F32, Shape.of(2, 3, 2), i -> i);
    assertThat(cube.take(0, 1)).isEqualTo(Tensor.of(Shape.of(1, 3, 2), 6f, 7, 8, 9, 10, 11));
    assertThat(cube.take(1, 2, 0))
        .isEqualTo(Tensor.of(Shape.of(2, 2, 2), 4f, 5, 0, 1, 10, 11, 6, 7));
    assertThat(cube.take(2, 1, 1, 0).shape()).isEqualTo(Shape.of(2, 3, 3));
    assertThat(cube.take(2, 1, 1, 0).get(1, 0, 2)).isEqualTo(6);
    assertThat(cube.take(1).shape()).isEqualTo(Shape.of(2, 0, 2));
    assertThat(Tensor.full(DType.F64, Shape.of(0, 3), 1).take(1, 0, 2).shape())
        .isEqualTo(Shape.of(0, 2));
    assertThatThrownBy(() -> cube.take(1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> cube.take(1, -1)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
