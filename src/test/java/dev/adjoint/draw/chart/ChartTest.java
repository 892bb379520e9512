package dev.adjoint.draw.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.draw.chart.Plot.Scale;
import dev.adjoint.draw.chart.Plot.Series;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.awt.Color;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Where things lie in a plot.
class ChartTest {
  /// Curves of random lengths and sizes, some with holes.
  private static Plot random(long seed, int curves, double decades, Scale scale) {
    Random random = new Random(seed);
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < curves; i++) {
      double start = Math.pow(10, decades * (2 * random.nextDouble() - 1));
      double slope = 0.05 * random.nextGaussian();
      double hole = random.nextDouble() < 0.3 ? random.nextInt(200) : -1;
      Tensor values =
          Tensor.generate(
              DType.F64,
              Shape.of(1 + random.nextInt(200)),
              k ->
                  k == hole ? Double.NaN : start * Math.exp(slope * k + random.nextGaussian() / 9));
      String name = "curve ".repeat(1 + random.nextInt(3)) + i;
      series.add(new Series(name, random.nextInt(3), 1 + random.nextInt(100), values));
    }
    series.add(Series.of("level", Tensor.vector(1, 1)));
    return new Plot("A title ".repeat(random.nextInt(20)), "iteration", "cost", scale, series);
  }

  @Property(tries = 300)
  void textIsLegibleAndTheLegendCoversNothing(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 20) int curves,
      @ForAll @DoubleRange(min = 0, max = 30) double decades,
      @ForAll Scale scale) {
    Plot plot = random(seed, curves, decades, scale);
    new Svg(plot.svg()).assertLegible();
    Chart chart = Chart.of(plot);
    Rectangle2D legend = chart.place().orElseThrow();
    assertThat(chart.curves()).noneMatch(curve -> curve.meets(legend));
    assertThat(new Rectangle2D.Double(0, 0, chart.width(), chart.height()).contains(legend))
        .isTrue();
  }

  @Test
  void theLegendGoesWhereThereIsRoom() {
    Tensor falls = Tensor.generate(DType.F64, Shape.of(100), i -> Math.exp(-i / 10.0));
    Tensor rises = Tensor.generate(DType.F64, Shape.of(100), i -> 1 - Math.exp(-i / 10.0));
    Rectangle2D area = Chart.of(Plot.of(Series.of("a", falls))).frame().area();
    Rectangle2D above = place(Plot.of(Series.of("a", falls)));
    assertThat(above.getMaxX()).isGreaterThan(area.getMaxX() - 10);
    assertThat(above.getMinY()).isLessThan(area.getMinY() + 10);
    Rectangle2D before = place(Plot.of(Series.of("a", rises)));
    assertThat(before.getMinX()).isLessThan(area.getMinX() + 10);
    Tensor everywhere = Tensor.generate(DType.F64, Shape.of(1000), i -> i % 2);
    assertThat(place(Plot.of(Series.of("a", everywhere))).getMinX()).isGreaterThan(area.getMaxX());
  }

  private static Rectangle2D place(Plot plot) {
    return Chart.of(plot).place().orElseThrow();
  }

  @Test
  void aCurveThatDivergesSaysWhere() {
    Tensor values = Tensor.vector(1, 10, 100, Double.POSITIVE_INFINITY, Double.NaN);
    Plot plot = Plot.of(new Series("rate 10", 0, 100, values));
    Curve curve = Chart.of(plot).curves().getFirst();
    assertThat(curve.label()).isEqualTo("rate 10: diverged at 300");
    assertThat(curve.last()).hasValue(Chart.of(plot).frame().at(200, 100));
    assertThat(new Svg(plot.svg()).lines()).extracting(Svg.Line::text).contains(curve.label());
    assertThat(label(1, Double.NEGATIVE_INFINITY, 2)).isEqualTo("-inf at 1");
    assertThat(label(Double.NaN, 2)).isEqualTo("nan at 0");
    assertThat(label()).isEqualTo("no values");
  }

  private static String label(double... values) {
    Series level = Series.of("", Tensor.vector(1, 1));
    Plot plot = Plot.of(Series.of("", Tensor.vector(values)), level);
    return Chart.of(plot).curves().getFirst().label();
  }

  /// Its last values would press the others flat.
  @ParameterizedTest
  @EnumSource(Scale.class)
  void aCurveThatDivergesLeavesOthersTheirRoom(Scale scale) {
    Tensor away =
        Tensor.generate(
            DType.F64, Shape.of(50), i -> i > 40 ? Double.NaN : 5 * Math.exp(i * i / 4.0));
    Tensor down = Tensor.generate(DType.F64, Shape.of(100), i -> 5 * Math.exp(-i / 20.0));
    Plot plot = Plot.of(new Series("a", 1, 1, away), new Series("b", 1, 1, down)).scale(scale);
    Chart chart = Chart.of(plot);
    Frame frame = chart.frame();
    assertThat(frame.up().high()).isLessThan(11);
    List<Point2D> points =
        chart.curves().getFirst().pieces().stream().flatMap(List::stream).toList();
    Rectangle2D area = frame.area();
    assertThat(points)
        .hasSizeGreaterThan(1)
        .allMatch(p -> p.getY() >= area.getMinY() && p.getX() <= area.getCenterX());
    assertThat(points.getLast().getY()).isEqualTo(area.getMinY());
    assertThat(chart.curves().getFirst().last()).hasValue(points.getLast());
    assertThat(chart.curves().getFirst().label()).isEqualTo("a: diverged at 42");
    Tensor below = Tensor.generate(DType.F64, Shape.of(50), i -> -away.at(i));
    Chart mirrored = Chart.of(Plot.of(Series.of("a", below), Series.of("b", down)));
    assertThat(mirrored.curves().getFirst().last().orElseThrow().getY())
        .isEqualTo(mirrored.frame().area().getMaxY());
  }

  @Test
  void manyCurvesDiffer() {
    List<String> looks =
        IntStream.range(0, 49).mapToObj(i -> Palette.line(i).toString()).distinct().toList();
    assertThat(looks).hasSize(49);
    Series[] series =
        IntStream.range(0, 100)
            .mapToObj(i -> Series.of("curve " + i, Tensor.vector(i, i)))
            .toArray(Series[]::new);
    Svg svg = new Svg(Plot.of(series).svg());
    svg.assertLegible();
    assertThat(svg.lines()).extracting(Svg.Line::text).contains("curve 39", "and 60 more");
  }

  @ParameterizedTest
  @EnumSource(Scale.class)
  void placesRiseAlongTheirAxis(Scale scale) {
    Frame frame = Chart.of(random(1, 3, 2, scale)).frame();
    double[] across = {1, 10, 100};
    for (int i = 1; i < across.length; i++) {
      assertThat(frame.x(across[i])).isGreaterThan(frame.x(across[i - 1]));
      assertThat(frame.y(across[i])).isLessThan(frame.y(across[i - 1]));
    }
    double first = frame.x(10) - frame.x(1);
    double second = frame.x(100) - frame.x(10);
    assertThat(second / first).isBetween(scale.across ? 0.99 : 9.99, scale.across ? 1.01 : 10.01);
  }

  @Test
  void onALogarithmicAxisToTheRightIterationZeroHasNoPlace() {
    Plot plot = Plot.of(Series.of("", Tensor.vector(3, 2, 1))).scale(Scale.LOG_ACROSS);
    assertThat(Chart.of(plot).curves().getFirst().pieces().getFirst()).hasSize(2);
  }

  @Test
  void pixelsAreTwoToAPoint() throws IOException {
    Plot plot = Plot.of(Series.of("a", Tensor.vector(1, 0)));
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(plot.png()));
    Svg svg = new Svg(plot.svg());
    assertThat(image.getWidth()).isEqualTo((int) (2 * svg.width()));
    assertThat(image.getHeight()).isEqualTo((int) (2 * svg.height()));
    Frame frame = Chart.of(plot).frame();
    Color middle =
        new Color(image.getRGB((int) (2 * frame.x(0.5)) + 1, (int) (2 * frame.y(0.5)) + 1));
    assertThat(middle.getBlue()).isGreaterThan(middle.getRed() + 80);
  }

  @Property
  void ticksHaveNamesOfTheirOwn(
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double low,
      @ForAll @DoubleRange(min = -6, max = 6) double size) {
    Axis axis = Axis.linear(low, low + Math.pow(10, size));
    assertThat(axis.ticks().stream().map(axis::label)).doesNotHaveDuplicates();
    axis.ticks()
        .forEach(
            tick ->
                assertThat(axis.place(Double.parseDouble(axis.label(tick))))
                    .isBetween(axis.place(tick) - 1e-3, axis.place(tick) + 1e-3));
  }

  @Property
  void logarithmicTicksHaveNamesOfTheirOwn(
      @ForAll @DoubleRange(min = -290, max = 290) double low,
      @ForAll @DoubleRange(min = -5, max = 0.9) double ratio) {
    Axis axis = Axis.logarithmic(Math.pow(10, low), Math.pow(10, low + Math.pow(10, ratio)));
    assertThat(axis.ticks().stream().map(axis::label)).doesNotHaveDuplicates();
    assertThat(axis.ticks()).isSorted().hasSizeBetween(2, 16);
    for (double tick : axis.ticks()) {
      assertThat(Double.parseDouble(axis.label(tick)) / tick).isBetween(0.99, 1.01);
    }
  }
}
