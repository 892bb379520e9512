package dev.adjoint.draw.chart;

import dev.adjoint.draw.ink.Ink;
import dev.adjoint.draw.ink.Ink.Pen;
import dev.adjoint.draw.sketch.Glyphs;
import dev.adjoint.draw.sketch.Sketch.Style;
import dev.adjoint.draw.sketch.Sketch.Text;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;

/// Two axes with their names, their numbers and a heading, around an area to draw in.
///
/// @param title the heading, or empty
/// @param right the name of the axis to the right
/// @param above the name of the axis upwards
/// @param area what lies between the axes
/// @param width of the picture to the right of which a legend may come
record Frame(
    String title,
    String right,
    String above,
    Axis across,
    Axis up,
    Rectangle2D area,
    double width,
    double height) {
  private static final double MARGIN = Sheet.MARGIN;
  private static final double RIGHT = 26;
  private static final double BELOW = 46;
  private static final double APART = 8; // of two numbers along an axis
  private static final Pen LINE = new Pen("", "#6b7280", 1);
  private static final Pen GRID = new Pen("", "#e1e4e8", 0.8);

  /// A frame of this size in all.
  static Frame of(
      String title, String right, String above, Axis across, Axis up, double width, double height) {
    double labels =
        up.ticks().stream().mapToDouble(tick -> number(up, tick).width()).max().orElse(0);
    double left = MARGIN + labels + 6;
    double top = MARGIN + Style.TYPE.height() + 6;
    if (!title.isEmpty()) {
      top += Style.TITLE.height() + 4;
    }
    Rectangle2D area =
        new Rectangle2D.Double(left, top, width - left - RIGHT, height - top - BELOW);
    return new Frame(title, right, above, across, up, area, width, height);
  }

  private static Text number(Axis axis, double tick) {
    return new Text(axis.label(tick), Style.TYPE);
  }

  /// A line of text cut to a width.
  static Text fit(String text, Style style, double room) {
    return new Text(Glyphs.fit(Glyphs.line(text), style.size, style.bold, room), style);
  }

  double x(double value) {
    return area.getMinX() + across.place(value) * area.getWidth();
  }

  double y(double value) {
    return area.getMaxY() - up.place(value) * area.getHeight();
  }

  Point2D at(double x, double y) {
    return new Point2D.Double(x(x), y(y));
  }

  void draw(Ink ink) {
    Sheet.heading(ink, title, width);
    ink.begin("axes", "", "");
    for (double tick : up.ticks()) {
      ink.draw(new Line2D.Double(area.getMinX(), y(tick), area.getMaxX(), y(tick)), GRID);
    }
    numbersAcross(ink);
    numbersUp(ink);
    Path2D corner = new Path2D.Double();
    corner.moveTo(area.getMinX(), area.getMinY());
    corner.lineTo(area.getMinX(), area.getMaxY());
    corner.lineTo(area.getMaxX(), area.getMaxY());
    ink.draw(corner, LINE);
    ink.write(fit(above, Style.FRAME, width - 2 * MARGIN), MARGIN, area.getMinY() - 9, false);
    ink.write(fit(right, Style.FRAME, area.getWidth()), area.getCenterX(), height - MARGIN, true);
    ink.end();
  }

  /// Numbers that would run into the one before are left out; their ticks are not.
  private void numbersAcross(Ink ink) {
    double free = 0;
    for (double tick : across.ticks()) {
      double x = x(tick);
      ink.draw(new Line2D.Double(x, area.getMaxY(), x, area.getMaxY() + 4), LINE);
      Text text = number(across, tick);
      double middle = Math.min(x, width - 2 - text.width() / 2);
      if (middle - text.width() / 2 >= free) {
        ink.write(text, middle, area.getMaxY() + 16, true);
        free = middle + text.width() / 2 + APART;
      }
    }
  }

  private void numbersUp(Ink ink) {
    double free = Double.POSITIVE_INFINITY;
    for (double tick : up.ticks()) {
      Text text = number(up, tick);
      double baseline = y(tick) + 3.5;
      if (baseline <= free) {
        ink.write(text, area.getMinX() - 6 - text.width(), baseline, false);
        free = baseline - Style.TYPE.size - 2;
      }
    }
  }
}
