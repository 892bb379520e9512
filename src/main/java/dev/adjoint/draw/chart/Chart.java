package dev.adjoint.draw.chart;

import dev.adjoint.draw.chart.Plot.Series;
import dev.adjoint.draw.ink.Drawing;
import dev.adjoint.draw.ink.Ink;
import dev.adjoint.draw.ink.Ink.Pen;
import dev.adjoint.draw.sketch.DrawError;
import dev.adjoint.draw.sketch.Glyphs;
import dev.adjoint.draw.sketch.Numbers;
import dev.adjoint.draw.sketch.Sketch.Style;
import dev.adjoint.draw.sketch.Sketch.Text;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.IntStream;

/// A plot with its axes, ready to be drawn.
///
/// @param area where the lines are
public record Chart(Plot plot, Axis across, Axis up, Rectangle2D area) implements Drawing {
  private static final double WIDTH = 600;
  private static final double HEIGHT = 370;
  private static final double MARGIN = 14;
  private static final double RIGHT = 26;
  private static final double BELOW = 46;
  private static final int NAME = 40;
  private static final Pen FRAME = new Pen("", "#6b7280", 1);
  private static final Pen GRID = new Pen("", "#e1e4e8", 0.8);
  // Colours that most colour-blind readers can tell apart (Okabe and Ito), each with its dashes.
  private static final List<Pen> PENS =
      List.of(
          new Pen("", "#0072b2", 1.8),
          new Pen("", "#d55e00", 1.8, List.of(7.0, 3.0)),
          new Pen("", "#007a59", 1.8, List.of(2.0, 2.0)),
          new Pen("", "#b0508a", 1.8, List.of(9.0, 3.0, 2.0, 3.0)),
          new Pen("", "#111827", 1.8, List.of(12.0, 4.0)),
          new Pen("", "#b87e00", 1.8, List.of(4.0, 2.0)),
          new Pen("", "#3a93cc", 1.8, List.of(1.0, 3.0)));

  public static Chart of(Plot plot) {
    double[] shown =
        plot.series().stream()
            .flatMapToDouble(series -> java.util.Arrays.stream(series.values().toDoubles()))
            .filter(value -> Axis.holds(value, plot.logarithmic()))
            .sorted()
            .toArray();
    if (shown.length == 0) {
      String where = plot.logarithmic() ? "on a logarithmic axis" : "in a plot";
      throw DrawError.NOT_PLOTTED.thrown("none of the values has a place " + where);
    }
    double low = shown[0];
    double high = shown[shown.length - 1];
    Axis up = plot.logarithmic() ? Axis.logarithmic(low, high) : Axis.linear(low, high);
    double[] ends =
        plot.series().stream()
            .filter(series -> series.values().shape().count() > 0)
            .flatMapToDouble(Chart::ends)
            .sorted()
            .toArray();
    double spacing = plot.series().stream().mapToDouble(Series::step).min().orElse(1);
    Axis across = Axis.exact(ends[0], ends[ends.length - 1], spacing);
    double labels = up.ticks().stream().mapToDouble(tick -> label(tick).width()).max().orElse(0);
    double left = MARGIN + labels + 6;
    double top = MARGIN + Style.TYPE.height() + 6;
    if (!plot.title().isEmpty()) {
      top += Style.TITLE.height() + 4;
    }
    Rectangle2D area =
        new Rectangle2D.Double(left, top, WIDTH - left - RIGHT, HEIGHT - top - BELOW);
    return new Chart(plot, across, up, area);
  }

  private static java.util.stream.DoubleStream ends(Series series) {
    int last = series.values().shape().count() - 1;
    return java.util.stream.DoubleStream.of(series.place(0), series.place(last));
  }

  private static Text label(double tick) {
    return new Text(Numbers.print(tick), Style.TYPE);
  }

  @Override
  public double width() {
    return WIDTH;
  }

  @Override
  public double height() {
    return HEIGHT;
  }

  @Override
  public String title() {
    return plot.title().isEmpty() ? plot.up() + " over " + plot.across() : plot.title();
  }

  @Override
  public void draw(Ink ink) {
    ink.draw(new Rectangle2D.Double(0, 0, WIDTH, HEIGHT), new Pen("#ffffff", "", 0));
    if (!plot.title().isEmpty()) {
      Text title = new Text(Glyphs.cut(plot.title(), 2 * NAME), Style.TITLE);
      ink.write(title, WIDTH / 2, MARGIN + Style.TITLE.size, true);
    }
    axes(ink);
    for (int i = 0; i < plot.series().size(); i++) {
      ink.begin("series", "s" + i, Glyphs.line(plot.series().get(i).name()));
      line(ink, plot.series().get(i), PENS.get(i % PENS.size()));
      ink.end();
    }
    if (plot.series().stream().anyMatch(series -> !series.name().isEmpty())) {
      legend(ink);
    }
  }

  private double x(double value) {
    return area.getMinX() + across.place(value) * area.getWidth();
  }

  private double y(double value) {
    return area.getMaxY() - up.place(value) * area.getHeight();
  }

  private void axes(Ink ink) {
    for (double tick : up.ticks()) {
      Text text = label(tick);
      ink.draw(new Line2D.Double(area.getMinX(), y(tick), area.getMaxX(), y(tick)), GRID);
      ink.write(text, area.getMinX() - 6 - text.width(), y(tick) + 3.5, false);
    }
    for (double tick : across.ticks()) {
      double x = x(tick);
      ink.draw(new Line2D.Double(x, area.getMaxY(), x, area.getMaxY() + 4), FRAME);
      ink.write(label(tick), x, area.getMaxY() + 16, true);
    }
    Path2D corner = new Path2D.Double();
    corner.moveTo(area.getMinX(), area.getMinY());
    corner.lineTo(area.getMinX(), area.getMaxY());
    corner.lineTo(area.getMaxX(), area.getMaxY());
    ink.draw(corner, FRAME);
    Text name = new Text(Glyphs.cut(plot.up(), NAME), Style.FRAME);
    ink.write(name, MARGIN, area.getMinY() - 9, false);
    Text below = new Text(Glyphs.cut(plot.across(), NAME), Style.FRAME);
    ink.write(below, area.getCenterX(), HEIGHT - MARGIN, true);
  }

  /// The line of a series, with gaps. Of the values that share a column of half a point only the
  /// smallest and the largest are drawn: nobody sees the others.
  private void line(Ink ink, Series series, Pen pen) {
    Path2D path = new Path2D.Double();
    boolean drawing = false;
    int end;
    for (int i = 0; i < series.values().shape().count(); i = end) {
      end = column(series, i);
      if (end == i) {
        drawing = false;
        end++;
      } else if (!drawing && end == i + 1 && column(series, end) == end) {
        ink.draw(dot(x(series.place(i)), y(series.values().at(i))), new Pen(pen.stroke(), "", 0));
      } else {
        for (int at : extremes(series, i, end)) {
          Point2D to = new Point2D.Double(x(series.place(at)), y(series.values().at(at)));
          if (drawing) {
            path.lineTo(to.getX(), to.getY());
          } else {
            path.moveTo(to.getX(), to.getY());
          }
          drawing = true;
        }
      }
    }
    if (path.getCurrentPoint() != null) {
      ink.draw(path, pen);
    }
  }

  /// The end, exclusive, of the values from `start` on that have a place, all in one column; `start`
  /// itself if that value has none.
  private int column(Series series, int start) {
    int end = start;
    while (end < series.values().shape().count()
        && Axis.holds(series.values().at(end), plot.logarithmic())
        && Math.round(2 * x(series.place(end))) == Math.round(2 * x(series.place(start)))) {
      end++;
    }
    return end;
  }

  /// Where the smallest and the largest of some values are, in their order.
  private static int[] extremes(Series series, int start, int end) {
    int least = start;
    int most = start;
    for (int i = start; i < end; i++) {
      least = series.values().at(i) < series.values().at(least) ? i : least;
      most = series.values().at(i) > series.values().at(most) ? i : most;
    }
    return IntStream.of(least, most).sorted().distinct().toArray();
  }

  private static Shape dot(double x, double y) {
    return new Ellipse2D.Double(x - 2, y - 2, 4, 4);
  }

  /// In the upper right corner, where a falling cost leaves room.
  private void legend(Ink ink) {
    List<Text> names =
        plot.series().stream()
            .map(series -> new Text(Glyphs.cut(series.name(), NAME), Style.TYPE))
            .toList();
    double width = names.stream().mapToDouble(Text::width).max().orElse(0) + 44;
    double line = Style.TYPE.height() + 2;
    double x = area.getMaxX() - width - 4;
    double y = area.getMinY() + 4;
    ink.draw(
        new Rectangle2D.Double(x, y, width, names.size() * line + 8),
        new Pen("#ffffff", "#d1d5db", 0.8));
    for (int i = 0; i < names.size(); i++) {
      double middle = y + 4 + (i + 0.5) * line;
      ink.draw(new Line2D.Double(x + 8, middle, x + 32, middle), PENS.get(i % PENS.size()));
      ink.write(names.get(i), x + 38, middle + 3.5, false);
    }
  }
}
