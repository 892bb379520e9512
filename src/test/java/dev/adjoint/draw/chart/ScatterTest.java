package dev.adjoint.draw.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.source.AdjointException;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ScatterTest {
  private static Tensor points(Random random, int count) {
    return Tensor.generate(DType.F64, Shape.of(2, count), _ -> 3 * random.nextGaussian());
  }

  private static Tensor labels(Random random, int count, int classes) {
    return Tensor.generate(DType.F64, Shape.of(1, count), _ -> random.nextInt(classes));
  }

  /// A classifier with a row for each function.
  private static UnaryOperator<Tensor> classifier(List<DoubleBinaryOperator> rows) {
    return plane -> {
      int count = plane.shape().size(1);
      return Tensor.generate(
          DType.F64,
          Shape.of(rows.size(), count),
          i -> rows.get(i / count).applyAsDouble(plane.at(i % count), plane.at(count + i % count)));
    };
  }

  private static DoubleBinaryOperator sigmoid(DoubleBinaryOperator score) {
    return (x, y) -> 1 / (1 + Math.exp(-score.applyAsDouble(x, y)));
  }

  @Property(tries = 50)
  void theRegionIsWhatTheClassifierSays(@ForAll long seed) {
    Random random = new Random(seed);
    double a = random.nextGaussian();
    double b = random.nextGaussian();
    DoubleBinaryOperator score = (x, y) -> a * x + b * y + x * y / 3 - 0.5;
    Scatter scatter =
        Scatter.of(points(random, 50), labels(random, 50, 2))
            .region(classifier(List.of(sigmoid(score))));
    PointChart chart = PointChart.of(scatter);
    assertThat(chart.contours()).hasSize(2);
    Frame frame = chart.frame();
    int judged = 0;
    for (int i = 0; i < 200; i++) {
      double x = frame.across().low() + random.nextDouble() * range(frame.across());
      double y = frame.up().low() + random.nextDouble() * range(frame.up());
      double found = score.applyAsDouble(x, y);
      if (Math.abs(found) > 0.3) { // not within a square of the line
        Point2D at = frame.at(x, y);
        assertThat(chart.contours().get(1).inside().contains(at)).isEqualTo(found > 0);
        assertThat(chart.contours().get(0).inside().contains(at)).isEqualTo(found < 0);
        judged++;
      }
    }
    assertThat(judged).isPositive();
  }

  private static double range(Axis axis) {
    return axis.high() - axis.low();
  }

  /// For a linear score the line is where it is 0, to rounding: log-odds are linear too.
  @Test
  void theLineIsAtOneHalf() {
    DoubleBinaryOperator score = (x, y) -> 2 * x - 3 * y + 0.7;
    Scatter scatter =
        Scatter.of(points(new Random(1), 50), labels(new Random(2), 50, 2))
            .region(classifier(List.of(sigmoid(score))));
    PointChart chart = PointChart.of(scatter);
    assertThat(chart.contours().get(1).boundary()).hasSizeGreaterThan(50);
    Axis across = chart.frame().across();
    Axis up = chart.frame().up();
    Rectangle2D area = chart.frame().area();
    chart
        .contours()
        .get(1)
        .boundary()
        .forEach(
            line -> {
              double x = (line.getX1() - area.getMinX()) / area.getWidth();
              double y = (area.getMaxY() - line.getY1()) / area.getHeight();
              assertThat(
                      score.applyAsDouble(
                          across.low() + x * range(across), up.low() + y * range(up)))
                  .isBetween(-1e-9, 1e-9);
            });
  }

  /// Every point of the plane belongs to the class with the largest score, and to no other.
  @Property(tries = 30)
  void regionsOfSeveralClassesShareThePlane(@ForAll long seed, @ForAll boolean asProbabilities) {
    Random random = new Random(seed);
    List<DoubleBinaryOperator> scores =
        random
            .ints(4, 0, 1000)
            .mapToObj(
                k -> (DoubleBinaryOperator) (x, y) -> x * Math.sin(k) + y * Math.cos(k) + k % 3)
            .map(
                s ->
                    asProbabilities
                        ? (DoubleBinaryOperator) (x, y) -> Math.exp(s.applyAsDouble(x, y) - 20)
                        : s)
            .toList();
    PointChart chart =
        PointChart.of(
            Scatter.of(points(random, 20), labels(random, 20, 4)).region(classifier(scores)));
    Frame frame = chart.frame();
    for (int i = 0; i < 200; i++) {
      double x = frame.across().low() + random.nextDouble() * range(frame.across());
      double y = frame.up().low() + random.nextDouble() * range(frame.up());
      double[] found =
          scores.stream()
              .mapToDouble(s -> s.applyAsDouble(x, y))
              .map(s -> asProbabilities ? Math.log(s) : s)
              .toArray();
      double[] sorted = Arrays.stream(found).sorted().toArray();
      if (sorted[3] - sorted[2] > 0.5) {
        for (int k = 0; k < 4; k++) {
          assertThat(chart.contours().get(k).inside().contains(frame.at(x, y)))
              .isEqualTo(found[k] == sorted[3]);
        }
      }
    }
  }

  @Property(tries = 100)
  void textIsLegibleAndTheLegendCoversNoPoint(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int count) {
    Random random = new Random(seed);
    int classes = 2 + random.nextInt(8);
    Scatter scatter =
        Scatter.of(points(random, count), labels(random, count, classes))
            .title("Some points")
            .classes(List.of("first", "a class with a long name"));
    new Svg(scatter.svg()).assertLegible();
    PointChart chart = PointChart.of(scatter);
    assertThat(chart.dots()).noneMatch(dot -> chart.place().contains(dot.at()));
    assertThat(chart.dots()).allMatch(dot -> chart.frame().area().contains(dot.at()));
  }

  @Test
  void classesAreNamedAndMarked() {
    Tensor x = Tensor.matrix(new double[] {0, 1, 2}, new double[] {0, 1, 0});
    Tensor oneHot =
        Tensor.matrix(new double[] {1, 0, 0}, new double[] {0, 1, 0}, new double[] {0, 0, 1});
    String svg = Scatter.of(x, oneHot).classes(List.of("cat", "dog")).svg();
    assertThat(new Svg(svg).lines())
        .extracting(Svg.Line::text)
        .contains("cat", "dog", "class 2", "x1", "x2");
    assertThat(PointChart.of(Scatter.of(x, oneHot)).dots())
        .extracting(PointChart.Dot::of)
        .containsExactly(0, 1, 2);
    assertThat(svg).isEqualTo(Scatter.of(x, oneHot).classes(List.of("cat", "dog")).svg());
  }

  @Test
  void aThousandPointsInOnePlaceAreOne() {
    Tensor x = Tensor.full(DType.F64, Shape.of(2, 1000), 7);
    Tensor y = Tensor.full(DType.F64, Shape.of(1, 1000), 0);
    assertThat(PointChart.of(Scatter.of(x, y)).dots()).hasSize(1);
    new Svg(Scatter.of(x, y).svg()).assertLegible();
  }

  @Test
  void whatIsNoPointHasNoPlace() {
    Tensor x = Tensor.matrix(new double[] {0, Double.NaN, 2}, new double[] {0, 1, 0});
    Tensor y = Tensor.vector(0, 1, 1);
    assertThat(PointChart.of(Scatter.of(x, y)).dots()).hasSize(2);
    Tensor none = Tensor.full(DType.F64, Shape.of(2, 3), Double.NaN);
    assertThatThrownBy(() -> Scatter.of(none, y).svg())
        .isInstanceOf(AdjointException.class)
        .hasMessageContaining("E0407");
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Tensor x = Tensor.full(DType.F64, Shape.of(2, 3), 1);
    Tensor y = Tensor.vector(0, 1, 2);
    assertThatThrownBy(() -> Scatter.of(x.reshape(Shape.of(3, 2)), y))
        .hasMessageContaining("[3, 2]");
    assertThatThrownBy(() -> Scatter.of(x, Tensor.vector(0, 1))).hasMessageContaining("3 points");
    assertThatThrownBy(() -> Scatter.of(x, y).region(plane -> plane.take(1, 0, 1)))
        .hasMessageContaining("its answer is [2, 2]");
    assertThatThrownBy(() -> Scatter.of(x, y).region(classifier(List.of((_, _) -> 0.2))).svg())
        .hasMessageContaining("3 classes");
    assertThatThrownBy(() -> Scatter.of(x, Tensor.vector(0, 1.5, 2)).svg())
        .hasMessageContaining("1.5 is no class");
  }

  @Test
  void pixelsAreTwoToAPoint() throws IOException {
    Tensor x = Tensor.matrix(new double[] {0, 1}, new double[] {0, 1});
    Scatter scatter =
        Scatter.of(x, Tensor.vector(0, 1)).region(classifier(List.of(sigmoid((a, _) -> a - 0.5))));
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(scatter.png()));
    Svg svg = new Svg(scatter.svg());
    assertThat(image.getWidth()).isEqualTo((int) (2 * svg.width()));
    assertThat(image.getHeight()).isEqualTo((int) (2 * svg.height()));
    Frame frame = PointChart.of(scatter).frame();
    assertThat(colour(image, frame, 0.05, 0.93)).isEqualTo(Palette.shade(0));
    assertThat(colour(image, frame, 0.6, 0.07)).isEqualTo(Palette.shade(1));
  }

  private static String colour(BufferedImage image, Frame frame, double x, double y) {
    int rgb = image.getRGB((int) (2 * frame.x(x)), (int) (2 * frame.y(y)));
    return "#%06x".formatted(rgb & 0xffffff);
  }
}
