package dev.adjoint.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ResizeTest {
  /// A row of grey pixels, as a picture of three channels.
  private static double[] grey(double... values) {
    return Arrays.stream(values).flatMap(v -> Arrays.stream(new double[] {v, v, v})).toArray();
  }

  private static void assertRow(double[] from, int width, double... expected) {
    double[] resized = Resize.of(grey(from), 1, from.length, 1, width);
    assertThat(resized).containsExactly(grey(expected), within(1e-12));
  }

  @Test
  void growingIsBilinear() {
    assertRow(new double[] {0, 4}, 4, 0, 1, 3, 4);
  }

  /// Pillow's `Image.resize((n, 1), Image.BILINEAR)` on a picture of floats gives these.
  @Test
  void shrinkingIsAMeanOfAll() {
    assertRow(new double[] {0, 100, 200, 40}, 2, 100 * 3 / 7.0 + 200 / 7.0, 820 / 7.0);
    assertRow(new double[] {1, 2, 3}, 1, 2);
    assertRow(new double[] {0, 0, 0, 9, 0, 0, 0}, 3, 0, 63 / 17.0, 0);
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void propertiesOfAWeightedMean(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 9) int height,
      @ForAll @IntRange(min = 1, max = 9) int width,
      @ForAll @IntRange(min = 1, max = 20) int toHeight,
      @ForAll @IntRange(min = 1, max = 20) int toWidth) {
    double[] pixels = new Random(seed).doubles(3L * height * width, 0, 255).toArray();
    double[] resized = Resize.of(pixels, height, width, toHeight, toWidth);
    double min = Arrays.stream(pixels).min().orElseThrow();
    double max = Arrays.stream(pixels).max().orElseThrow();
    assertThat(resized).hasSize(3 * toHeight * toWidth);
    assertThat(Arrays.stream(resized)).allMatch(v -> v >= min - 1e-9 && v <= max + 1e-9);
    assertThat(Resize.of(pixels, height, width, height, width)).isEqualTo(pixels);
    assertThat(Resize.of(mirrored(pixels, height, width), height, width, toHeight, toWidth))
        .containsExactly(mirrored(resized, toHeight, toWidth), within(1e-9));
  }

  private static double[] mirrored(double[] pixels, int height, int width) {
    return IntStream.range(0, height * width)
        .map(i -> i / width * width + (width - 1 - i % width))
        .flatMap(i -> IntStream.range(3 * i, 3 * i + 3))
        .mapToDouble(i -> pixels[i])
        .toArray();
  }
}
