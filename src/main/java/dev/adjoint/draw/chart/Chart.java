package dev.adjoint.draw.chart;

import dev.adjoint.draw.chart.Plot.Scale;
import dev.adjoint.draw.chart.Plot.Series;
import dev.adjoint.draw.ink.Ink;
import dev.adjoint.draw.ink.Ink.Pen;
import dev.adjoint.draw.sketch.DrawError;
import dev.adjoint.draw.sketch.Glyphs;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// A plot with its axes, ready to be drawn.
///
/// @param place where the legend lies, within the frame or to its right
record Chart(Frame frame, List<Curve> curves, Legend legend, Optional<Rectangle2D> place)
    implements Sheet {
  private static final double WIDTH = 600;
  private static final double HEIGHT = 370;

  static Chart of(Plot plot) {
    Frame frame =
        Frame.of(plot.title(), plot.across(), plot.up(), across(plot), up(plot), WIDTH, HEIGHT);
    List<Curve> curves = plot.series().stream().map(series -> Curve.of(series, frame)).toList();
    List<String> names = curves.stream().map(Curve::label).toList();
    Legend legend = Legend.of(names);
    if (names.stream().allMatch(String::isEmpty)) {
      return new Chart(frame, curves, legend, Optional.empty());
    }
    Rectangle2D beside =
        new Rectangle2D.Double(WIDTH, frame.area().getMinY(), legend.width(), legend.height());
    Rectangle2D place =
        legend
            .inside(frame.area(), room -> curves.stream().anyMatch(curve -> curve.meets(room)))
            .orElse(beside);
    return new Chart(frame, curves, legend, Optional.of(place));
  }

  private static Axis up(Plot plot) {
    boolean logarithmic = plot.scale().up;
    DoubleSummaryStatistics shown =
        plot.series().stream()
            .flatMapToDouble(series -> seen(series, plot).mapToDouble(series.values()::at))
            .summaryStatistics();
    if (shown.getCount() == 0) {
      if (plot.series().stream().allMatch(series -> series.count() == 0)) {
        throw DrawError.NOT_PLOTTED.thrown("there are no values to plot");
      }
      throw DrawError.NOT_PLOTTED.thrown(
          "none of the values has a place "
              + (plot.scale() == Scale.LINEAR ? "in a plot" : "on a logarithmic axis"));
    }
    double low = shown.getMin();
    double high = shown.getMax();
    if (plot.series().stream().anyMatch(series -> isCut(series, plot))) { // it is seen to leave
      high = Axis.beyond(low, high, logarithmic);
    }
    return logarithmic ? Axis.logarithmic(low, high) : Axis.linear(low, high);
  }

  /// Whether only the beginning of a curve needs to have room: beside curves that stay, that of one
  /// that diverges, for its last values would press the others flat.
  private static boolean isCut(Series series, Plot plot) {
    return series.diverges()
        && plot.series().stream().anyMatch(other -> other.count() > 0 && !other.diverges());
  }

  /// The values that there must be room for.
  private static IntStream seen(Series series, Plot plot) {
    return isCut(series, plot) ? placed(series, plot).limit(1) : placed(series, plot);
  }

  /// The values that have a place on both axes, by their numbers.
  private static IntStream placed(Series series, Plot plot) {
    return IntStream.range(0, series.count())
        .filter(i -> Axis.holds(series.values().at(i), plot.scale().up))
        .filter(i -> Axis.holds(series.place(i), plot.scale().across));
  }

  /// From the first value to the last, also of those that are infinite.
  private static Axis across(Plot plot) {
    boolean logarithmic = plot.scale().across;
    DoubleSummaryStatistics places =
        plot.series().stream()
            .flatMapToDouble(Chart::ends)
            .filter(place -> Axis.holds(place, logarithmic))
            .summaryStatistics();
    if (places.getCount() == 0) {
      return Axis.linear(0, 1); // the other axis says that there is nothing
    }
    double low = places.getMin();
    double high = places.getMax();
    double spacing = plot.series().stream().mapToDouble(Series::step).min().orElse(1);
    return logarithmic
        ? Axis.logarithmic(low, high).within(low, high)
        : Axis.exact(low, high, spacing);
  }

  /// The first places and the last: on a logarithmic axis the first may have none.
  private static DoubleStream ends(Series series) {
    int count = series.count();
    return count == 0
        ? DoubleStream.empty()
        : IntStream.of(0, Math.min(1, count - 1), count - 1).mapToDouble(series::place);
  }

  @Override
  public double width() {
    return place.map(legend -> Math.max(WIDTH, Math.ceil(legend.getMaxX() + MARGIN))).orElse(WIDTH);
  }

  @Override
  public double height() {
    return place
        .map(legend -> Math.max(HEIGHT, Math.ceil(legend.getMaxY() + MARGIN)))
        .orElse(HEIGHT);
  }

  @Override
  public String title() {
    return frame.title().isEmpty() ? frame.above() + " over " + frame.right() : frame.title();
  }

  @Override
  public void fill(Ink ink) {
    frame.draw(ink);
    for (int i = 0; i < curves.size(); i++) {
      ink.begin("series", "s" + i, Glyphs.line(curves.get(i).label()));
      curves.get(i).draw(ink, i, curves.size());
      ink.end();
    }
    place.ifPresent(room -> legend.draw(ink, room, (i, x, y) -> key(ink, i, x, y)));
  }

  private void key(Ink ink, int index, double x, double y) {
    Pen pen = Palette.line(index);
    ink.draw(new Line2D.Double(x - 12, y, x + 12, y), pen);
    if (curves.size() > 1) {
      ink.draw(Palette.marker(index).at(x, y, 3), Palette.fill(index));
    }
  }
}
