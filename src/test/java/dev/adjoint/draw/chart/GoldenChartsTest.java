package dev.adjoint.draw.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.draw.chart.ImageGrid.Tile;
import dev.adjoint.draw.chart.Plot.Scale;
import dev.adjoint.draw.chart.Plot.Series;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Charts, byte for byte. After a change of their looks `-Dadjoint.golden=write` draws them anew: look
/// at each.
class GoldenChartsTest {
  private static final Path FOLDER = Path.of("src/test/resources/draw/charts");

  /// How small these are packed is a matter of the machine's zlib.
  private static final Pattern PIXELS = Pattern.compile("base64,[^\"]*");

  private static final boolean WRITES = "write".equals(System.getProperty("adjoint.golden"));

  static Stream<String> names() {
    return charts().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void isDrawnAsBefore(String name) throws IOException {
    String svg = charts().get(name).get();
    new Svg(svg).assertLegible();
    svg = PIXELS.matcher(svg).replaceAll("base64,…");
    Path golden = FOLDER.resolve(name + ".svg");
    if (WRITES) {
      Files.writeString(golden, svg);
    }
    assertThat(svg).isEqualTo(Files.readString(golden));
  }

  static Map<String, Supplier<String>> charts() {
    Map<String, Supplier<String>> charts = new LinkedHashMap<>();
    charts.put("rates", () -> rates(Scale.LOG).svg());
    charts.put("rates-log-log", () -> rates(Scale.LOG_LOG).svg());
    charts.put("one-curve", () -> Plot.of(Series.of("", curve(5, i -> 1 / (1.0 + i)))).svg());
    charts.put("many-curves", () -> many().svg());
    charts.put("two-classes", () -> two().svg());
    charts.put("five-classes", () -> five().svg());
    charts.put("images", () -> images().svg());
    charts.put("one-image", () -> ImageGrid.of(Tile.of(glyph(3), "cat, y = 0.93")).svg());
    charts.put("confusion", () -> confusion(2).classes(List.of("dog", "cat")).svg());
    charts.put("confusion-of-ten", () -> ten().svg());
    return charts;
  }

  private static Tensor curve(int count, IntToDoubleFunction value) {
    return Tensor.generate(DType.F64, Shape.of(count), value::applyAsDouble);
  }

  /// The same digits on any processor.
  private static double exp(double x) {
    return StrictMath.exp(x);
  }

  private static Plot rates(Scale scale) {
    Tensor lost = curve(40, i -> i > 36 ? Double.POSITIVE_INFINITY : 0.7 * exp(i * i / 30.0));
    return Plot.of(
            Series.of("α = 10", lost),
            Series.of("α = 0.5", curve(120, i -> 0.7 * exp(-i / 25.0) + 0.004)),
            Series.of("α = 0.05, with momentum", curve(120, i -> 0.7 * exp(-i / 60.0))),
            new Series("every tenth", 0, 10, curve(12, i -> 0.7 - 0.01 * i)))
        .title("Vier Lernraten, größte zuerst: χ² < 0.7 & mehr")
        .scale(scale);
  }

  private static Plot many() {
    return Plot.of(
            IntStream.range(0, 16)
                .mapToObj(k -> Series.of("width " + (k + 1), curve(30, i -> exp(-i / (k + 2.0)))))
                .toArray(Series[]::new))
        .title("A heading that is far too long for the width of the picture that it stands above")
        .axes("iteration", "cost");
  }

  /// A grid of the plane from -1 to 1.
  private static Tensor plane(int columns, int rows) {
    int count = columns * rows;
    return Tensor.generate(
        DType.F64,
        Shape.of(2, count),
        i ->
            i < count
                ? -1 + 2.0 * (i % columns) / (columns - 1)
                : -1 + 2.0 * ((i - count) / columns) / (rows - 1));
  }

  /// Points on a spiral.
  private static Tensor points(int count) {
    return Tensor.generate(
        DType.F64,
        Shape.of(2, count),
        i -> {
          double t = i % count / 6.0;
          double turn = i < count ? StrictMath.cos(t) : StrictMath.sin(t);
          return 0.9 * turn * StrictMath.sqrt((i % count + 1.0) / count);
        });
  }

  private static Scatter two() {
    Tensor x = points(60);
    Tensor y = curve(60, i -> x.at(i) * x.at(60 + i) > 0.05 == i % 9 > 0 ? 1 : 0);
    Tensor plane = plane(15, 11);
    Tensor scores =
        Tensor.generate(
            DType.F64,
            Shape.of(1, 165),
            i -> 1 / (1 + exp(1 - 20 * plane.at(i) * plane.at(165 + i))));
    return new Scatter(
        "Where x1 · x2 is large",
        "petal width in cm",
        "petal length in cm",
        x,
        y,
        List.of("versicolor", "virginica"),
        Optional.of(new Scatter.Region(plane, 15, scores)));
  }

  /// Each point of the plane is given to the nearest of five places.
  private static Scatter five() {
    Tensor x = points(150);
    Tensor plane = plane(21, 16);
    Tensor found = nearest(x);
    Tensor labels =
        Tensor.generate(
            DType.F64,
            Shape.of(5, 150),
            i -> IntStream.range(0, 5).allMatch(k -> at(found, k, i % 150) <= found.at(i)) ? 1 : 0);
    return new Scatter(
        "",
        "x1",
        "x2",
        x,
        labels,
        List.of("core", "a class whose name is longer than there is room for in a legend"),
        Optional.of(new Scatter.Region(plane, 21, nearest(plane))));
  }

  private static double at(Tensor rows, int row, int column) {
    return rows.at(row * rows.shape().size(1) + column);
  }

  /// Scores that are linear, as far as they differ.
  private static Tensor nearest(Tensor x) {
    int count = x.shape().size(1);
    return Tensor.generate(
        DType.F64,
        Shape.of(5, count),
        i -> {
          double r = i / count == 0 ? 0.1 : 0.8;
          double a = r * StrictMath.cos(1.5 * (i / count));
          double b = r * StrictMath.sin(1.5 * (i / count));
          return 2 * a * at(x, 0, i % count) + 2 * b * at(x, 1, i % count) - r * r;
        });
  }

  private static Tensor glyph(int k) {
    return Tensor.generate(
        DType.F64, Shape.of(6, 6), i -> (i / 6 * (k + 1) + i % 6 * (k + 2)) % 7 / 6.0);
  }

  private static ImageGrid images() {
    List<String> captions =
        List.of("7", "cat, is dog", "an animal with a very long name indeed, is none", "", "é");
    Tile[] tiles =
        IntStream.range(0, 5)
            .mapToObj(k -> Tile.of(glyph(k), captions.get(k)))
            .toArray(Tile[]::new);
    return ImageGrid.of(tiles).title("5 of 40 are wrong");
  }

  private static Confusion confusion(int classes) {
    Tensor labels = curve(1000, i -> i % classes);
    Tensor taken = curve(1000, i -> i % 7 == 0 ? (i + i / 7) % classes : i % classes);
    return Confusion.of(taken, labels);
  }

  private static Confusion ten() {
    return confusion(10)
        .title("Digits of new hands: 87 % right")
        .classes(List.of("0", "one", "2", "drei", "a fourth with a name that is too long"));
  }
}
