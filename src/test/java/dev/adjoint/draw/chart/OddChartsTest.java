package dev.adjoint.draw.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.draw.chart.ImageGrid.Tile;
import dev.adjoint.draw.chart.Plot.Scale;
import dev.adjoint.draw.chart.Plot.Series;
import dev.adjoint.source.AdjointException;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What nobody plots on purpose gives a clear picture or a clear message.
class OddChartsTest {
  private static final double[] ODD = {
    0,
    -0.0,
    1,
    -1,
    1e-320,
    Double.MIN_VALUE,
    1e-300,
    1e-12,
    1 + 1e-15,
    1 - 1e-12,
    1e12,
    1e299,
    -1e299,
    1e300,
    1e308,
    -1e308,
    Double.MAX_VALUE,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };

  private static final List<String> NAMES =
      List.of(
          "",
          " ",
          "x",
          "größer",
          "学习率",
          "🙂🙂",
          "a\nb\tc",
          "\u0000",
          "\ud800",
          "<b>&amp;\"'",
          "]]>",
          "-".repeat(999));

  private static Tensor odd(Random random, Shape shape) {
    return Tensor.generate(DType.F64, shape, _ -> ODD[random.nextInt(ODD.length)]);
  }

  private static String name(Random random) {
    return NAMES.get(random.nextInt(NAMES.size()));
  }

  /// A document without a number that is none.
  private static void assertDrawn(String svg) {
    assertThat(svg).startsWith("<svg").endsWith("</svg>\n");
    assertThat(svg.replaceAll("<(title|text)[^>]*>[^<]*", "").replaceAll("base64,[^\"]*", ""))
        .doesNotContain("NaN", "Infinity", "Inf");
    new Svg(svg).assertLegible();
  }

  private static void assertDrawnOrRefused(Runnable draw) {
    try {
      draw.run();
    } catch (AdjointException e) {
      assertThat(e.getMessage()).startsWith("error[E0407]: ");
    }
  }

  @Property(tries = 300)
  void plots(@ForAll long seed, @ForAll Scale scale) {
    Random random = new Random(seed);
    Series[] series =
        IntStream.range(0, random.nextInt(4))
            .mapToObj(_ -> Series.of(name(random), odd(random, Shape.of(random.nextInt(5)))))
            .toArray(Series[]::new);
    Plot plot = Plot.of(series).title(name(random)).axes(name(random), name(random)).scale(scale);
    assertDrawnOrRefused(() -> assertDrawn(plot.svg()));
  }

  @Property(tries = 60)
  void points(@ForAll long seed) {
    Random random = new Random(seed);
    int count = random.nextInt(5);
    Tensor labels =
        random.nextBoolean()
            ? odd(random, Shape.of(1, count))
            : Tensor.generate(DType.F64, Shape.of(1, count), _ -> random.nextInt(4));
    assertDrawnOrRefused(
        () -> {
          Scatter scatter =
              Scatter.of(odd(random, Shape.of(2, count)), labels)
                  .title(name(random))
                  .axes(name(random), name(random))
                  .classes(List.of(name(random), name(random)));
          int rows = random.nextInt(4);
          assertDrawn(
              (rows == 0
                      ? scatter
                      : scatter.region(plane -> odd(random, Shape.of(rows, plane.shape().size(1)))))
                  .svg());
        });
  }

  @Property(tries = 100)
  void images(@ForAll long seed) {
    Random random = new Random(seed);
    assertDrawnOrRefused(
        () -> {
          Tile[] tiles =
              IntStream.range(0, random.nextInt(4))
                  .mapToObj(
                      _ -> {
                        Shape shape = Shape.of(random.nextInt(3), random.nextInt(5));
                        return Tile.of(odd(random, shape), name(random));
                      })
                  .toArray(Tile[]::new);
          assertDrawn(ImageGrid.of(tiles).title(name(random)).svg());
        });
  }

  @Property(tries = 100)
  void confusions(@ForAll long seed) {
    Random random = new Random(seed);
    int count = random.nextInt(5);
    assertDrawnOrRefused(
        () -> {
          Tensor a = odd(random, Shape.of(1 + random.nextInt(3), count));
          Tensor y = Tensor.generate(DType.F64, Shape.of(1, count), _ -> random.nextInt(4));
          Confusion found = Confusion.of(a, y).title(name(random));
          Confusion named = found.classes(List.of(name(random), name(random)));
          assertDrawn(named.svg());
          assertThat(named.text().lines()).hasSizeGreaterThan(2);
        });
  }

  @Test
  void nothingAtAllIsSaid() {
    assertThatThrownBy(() -> Plot.of(Series.of("a", Tensor.vector())).svg())
        .hasMessageContaining("there are no values to plot");
    assertThatThrownBy(() -> Plot.of(Series.of("a", Tensor.vector(Double.NaN, 1e305))).svg())
        .hasMessageContaining("none of the values has a place in a plot");
    assertThatThrownBy(() -> Plot.of(Series.of("a", Tensor.vector(0, -1))).scale(Scale.LOG).svg())
        .hasMessageContaining("none of the values has a place on a logarithmic axis");
    Tensor none = Tensor.full(DType.F64, Shape.of(2, 0), 0);
    assertThatThrownBy(() -> Scatter.of(none, Tensor.vector()).svg())
        .hasMessageContaining("there are no points to plot");
    assertThatThrownBy(() -> Confusion.of(Tensor.vector(), Tensor.vector()))
        .hasMessageContaining("there are no examples to count");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -3, 1e-300, 1e-12, 123456789.125, 1e299, -1e299})
  void oneNumberHasAnAxisOfItsOwn(double value) {
    for (int count : new int[] {1, 2, 100}) {
      assertDrawn(Plot.of(Series.of("a", Tensor.full(DType.F64, Shape.of(count), value))).svg());
    }
    if (value > 0) {
      Plot plot = Plot.of(Series.of("a", Tensor.vector(value)));
      assertDrawn(plot.scale(Scale.LOG).svg());
    }
    Tensor point = Tensor.full(DType.F64, Shape.of(2, 1), value);
    assertDrawn(Scatter.of(point, Tensor.vector(0)).svg());
  }

  @Test
  void thousandsOfPointsTakeNoMoreThanCanBeSeen() {
    Random random = new Random(1);
    int count = 50_000;
    Tensor x = Tensor.generate(DType.F64, Shape.of(2, count), _ -> random.nextGaussian());
    Tensor y = Tensor.generate(DType.F64, Shape.of(1, count), _ -> random.nextInt(2));
    String svg = Scatter.of(x, y).svg();
    assertDrawn(svg);
    assertThat(svg.length()).isLessThan(4_000_000);
  }

  @Test
  void aMatrixThatNobodyCouldReadIsRefused() {
    Confusion found = Confusion.of(Tensor.vector(999, 0), Tensor.vector(0, 1));
    assertThat(found.accuracy()).isZero();
    assertThatThrownBy(found::svg)
        .isInstanceOf(AdjointException.class)
        .hasMessageContaining("1000 classes");
  }
}
