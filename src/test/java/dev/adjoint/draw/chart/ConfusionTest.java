package dev.adjoint.draw.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.source.AdjointException;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ConfusionTest {
  @Property(tries = 200)
  void countsAreThoseOfADirectCount(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 8) int classes,
      @ForAll @IntRange(min = 1, max = 60) int examples) {
    Random random = new Random(seed);
    int[] is = random.ints(examples, 0, classes).toArray();
    int[] taken = random.ints(examples, 0, classes).toArray();
    Tensor scores =
        Tensor.generate(
            DType.F64,
            Shape.of(classes, examples),
            i -> random.nextDouble() + (taken[i % examples] == i / examples ? 1 : 0));
    Tensor oneHot =
        Tensor.generate(
            DType.F64, Shape.of(classes, examples), i -> is[i % examples] == i / examples ? 1 : 0);
    Confusion found = Confusion.of(scores, oneHot);
    int right = 0;
    for (int row = 0; row < classes; row++) {
      for (int column = 0; column < classes; column++) {
        int count = 0;
        for (int i = 0; i < examples; i++) {
          count += is[i] == row && taken[i] == column ? 1 : 0;
        }
        assertThat(found.counts().get(row).get(column)).isEqualTo(count);
        right += row == column ? count : 0;
      }
    }
    assertThat(found.accuracy()).isCloseTo((double) right / examples, within(1e-12));
    new Svg(found.title("A title that is long enough to be cut").svg()).assertLegible();
  }

  @Test
  void whatIsNotANumberIsOfNoClass() {
    Tensor y = Tensor.vector(0, 1);
    assertThatThrownBy(() -> Confusion.of(Tensor.vector(0.2, Double.NaN), y))
        .isInstanceOf(AdjointException.class)
        .hasMessageContaining("example 2 of 2 has no class");
    Tensor scores = Tensor.matrix(new double[] {1, 0}, new double[] {Double.NaN, 1});
    assertThatThrownBy(() -> Confusion.of(scores, y))
        .hasMessageContaining("example 1 of 2 has no class");
  }

  @Test
  void probabilitiesCountAsOneAboveOneHalf() {
    Tensor a = Tensor.matrix(new double[] {0.5, 0.51, 0.9, 0.2, 0.7});
    Tensor y = Tensor.vector(0, 1, 0, 1, 1);
    Confusion found = Confusion.of(a, y).classes(List.of("dog", "cat"));
    assertThat(found.counts()).containsExactly(List.of(1, 1), List.of(1, 2));
    assertThat(found.text())
        .isEqualTo(
            """
            is \\ taken for     dog     cat  recall
            dog                  1       1  50.0 %
            cat                  1       2  66.7 %
            precision       50.0 %  66.7 %  60.0 %
            """);
  }

  @Test
  void wholeNumbersAreClasses() {
    Confusion found = Confusion.of(Tensor.vector(0, 2, 2), Tensor.vector(0, 1, 2));
    assertThat(found.counts())
        .containsExactly(List.of(1, 0, 0), List.of(0, 0, 1), List.of(0, 0, 1));
    assertThat(found.recall(1)).isZero();
    assertThat(found.precision(1)).isNaN();
    assertThat(found.text()).contains("–");
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> Confusion.of(Tensor.vector(1, 0), Tensor.vector(1)))
        .isInstanceOf(AdjointException.class)
        .hasMessageContaining("for 2 examples, and labels of 1");
    assertThatThrownBy(() -> Confusion.of(Tensor.vector(3.7, -2), Tensor.vector(1, 0)))
        .hasMessageContaining("`sigmoid`");
    assertThatThrownBy(
            () ->
                Confusion.of(Tensor.vector(1, 0), Tensor.vector(1, 0))
                    .classes(List.of("a", "b", "c")))
        .hasMessageContaining("3 names");
  }

  /// Text on the darkest cell has the contrast of 4.5 that WCAG 2.1 asks for.
  @Test
  void textContrastsWithItsCell() {
    assertThat(contrast(Matrix.shade(1), "#555b66")).isGreaterThan(4.5);
    assertThat(contrast(Matrix.shade(0), "#555b66")).isGreaterThan(4.5);
  }

  private static double contrast(String light, String dark) {
    return (luminance(light) + 0.05) / (luminance(dark) + 0.05);
  }

  private static double luminance(String colour) {
    double[] weights = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double c = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
      sum += weights[i] * (c <= 0.03928 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
  }
}
