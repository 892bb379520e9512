package dev.adjoint.draw.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.draw.chart.Plot.Series;
import dev.adjoint.source.AdjointException;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotTest {
  private static final Tensor COSTS =
      Tensor.generate(DType.F64, Shape.of(2000), i -> 0.69 * Math.exp(-i / 300.0) + 0.01);

  private static List<String> texts(String svg) {
    return Pattern.compile(">([^<]+)</text>").matcher(svg).results().map(m -> m.group(1)).toList();
  }

  /// The `d` of the lines, in the order of the series.
  private static List<String> lines(String svg) {
    return Pattern.compile("<g class=\"series\".*?</g>", Pattern.DOTALL)
        .matcher(svg)
        .results()
        .map(m -> m.group())
        .toList();
  }

  @Test
  void axesAreNamedAndTicksAreRound() {
    String svg = Plot.of(Series.of("", COSTS)).title("Cost").svg();
    assertThat(texts(svg))
        .containsExactlyInAnyOrder(
            "Cost",
            "cost",
            "iteration",
            "0",
            "0.2",
            "0.4",
            "0.6",
            "0.8",
            "0",
            "500",
            "1000",
            "1500",
            "2000");
  }

  @Test
  void severalLinesHaveALegend() {
    Plot plot =
        Plot.of(Series.of("fast <&>", COSTS), new Series("slow", 0, 100, Tensor.vector(1, 0.5)));
    assertThat(texts(plot.svg())).contains("fast &lt;&amp;&gt;", "slow");
    assertThat(lines(plot.svg())).hasSize(2);
    assertThat(lines(plot.svg()).get(0)).doesNotContain("dasharray");
    assertThat(lines(plot.svg()).get(1)).contains("dasharray");
  }

  @Test
  void ratiosOnALogarithmicAxis() {
    Plot plot = Plot.of(Series.of("", Tensor.vector(100, 1, 0.01))).scale(Plot.Scale.LOG);
    assertThat(texts(plot.svg())).contains("0.01", "0.1", "1", "10", "100");
    assertThat(Axis.logarithmic(0.01, 100).place(1)).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void whatHasNoPlaceIsAGap() {
    Tensor values = Tensor.vector(1, 2, Double.NaN, 3, 4, Double.POSITIVE_INFINITY, 5, 0, 6, 7);
    String line = lines(Plot.of(Series.of("", values)).svg()).getFirst();
    String first = line.substring(line.indexOf("<path"), line.indexOf("/>"));
    assertThat(first.chars().filter(c -> c == 'M')).hasSize(3);
    String logarithmic =
        lines(Plot.of(Series.of("", values)).scale(Plot.Scale.LOG).svg()).getFirst();
    assertThat(Pattern.compile("<path").matcher(logarithmic).results())
        .hasSize(3); // 5 is a dot, the last a cross
    assertThatThrownBy(
            () -> Plot.of(Series.of("", Tensor.vector(-1, 0))).scale(Plot.Scale.LOG).svg())
        .isInstanceOf(AdjointException.class)
        .hasMessageContaining("E0407");
    assertThatThrownBy(() -> Plot.of().svg()).isInstanceOf(AdjointException.class);
  }

  @Test
  void aLongHistoryKeepsItsPeaks() {
    Tensor many = Tensor.generate(DType.F64, Shape.of(1_000_000), i -> i == 654_321 ? 1000 : i % 2);
    String svg = Plot.of(Series.of("", many)).svg();
    assertThat(svg.length()).isLessThan(80_000);
    assertThat(texts(svg)).contains("1000");
    String top = texts(svg).contains("1000") ? lines(svg).getFirst() : "";
    double highest =
        Pattern.compile("[ML][0-9.]+ ([0-9.]+)")
            .matcher(top)
            .results()
            .mapToDouble(m -> Double.parseDouble(m.group(1)))
            .min()
            .orElseThrow();
    assertThat(highest).isLessThan(60); // the top of the plot
  }

  @Test
  void theSameBytesAgain(@TempDir Path folder) {
    Plot plot = Plot.of(Series.of("a", COSTS)).title("Cost");
    assertThat(plot.svg()).isEqualTo(Plot.of(Series.of("a", COSTS)).title("Cost").svg());
    assertThat(plot.png()).isEqualTo(plot.png());
    plot.write(folder.resolve("cost.svg"));
    assertThat(folder.resolve("cost.svg")).content().isEqualTo(plot.svg());
    assertThatThrownBy(() -> plot.write(folder.resolve("cost.dot")))
        .hasMessageContaining(".png, .svg");
  }

  @Property
  void linearAxesHoldTheirNumbers(
      @ForAll @DoubleRange(min = -1e12, max = 1e12) double a,
      @ForAll @DoubleRange(min = -1e12, max = 1e12) double b) {
    assertHolds(Axis.linear(Math.min(a, b), Math.max(a, b)), a, b);
  }

  @Property
  void smallRangesFarFromZero(
      @ForAll @DoubleRange(min = -1e12, max = 1e12) double a,
      @ForAll @DoubleRange(min = 0, max = 1) double range) {
    assertHolds(Axis.linear(a, a + range), a, a + range);
  }

  @Property
  void logarithmicAxesHoldTheirNumbers(
      @ForAll @DoubleRange(min = -299, max = 299) double a,
      @ForAll @DoubleRange(min = -299, max = 299) double b) {
    double low = Math.pow(10, Math.min(a, b));
    double high = Math.pow(10, Math.max(a, b));
    assertHolds(Axis.logarithmic(low, high), low, high);
  }

  private static void assertHolds(Axis axis, double a, double b) {
    assertThat(axis.place(a)).isBetween(-1e-6, 1 + 1e-6);
    assertThat(axis.place(b)).isBetween(-1e-6, 1 + 1e-6);
    assertThat(axis.ticks()).isSorted().hasSizeBetween(2, 16).doesNotHaveDuplicates();
    assertThat(axis.ticks()).allMatch(t -> axis.place(t) > -1e-6 && axis.place(t) < 1 + 1e-6);
  }
}
