package dev.adjoint.draw.chart;

import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;

/// Where a field on a grid is above 0, by marching squares: in each square of the grid the field is
/// taken to run straight along the edges.
///
/// @param inside where it is above 0
/// @param boundary where it is 0
record Contour(Path2D inside, List<Line2D> boundary) {
  /// A number at each point of a grid.
  @FunctionalInterface
  interface Field {
    double at(int row, int column);
  }

  /// Where a point of the grid lies.
  @FunctionalInterface
  interface Place {
    Point2D of(int row, int column);
  }

  static Contour of(int rows, int columns, Field field, Place place) {
    Contour contour = new Contour(new Path2D.Double(), new ArrayList<>());
    for (int row = 0; row + 1 < rows; row++) {
      int start = 0; // of a run of squares that are inside as a whole
      for (int column = 0; column + 1 < columns; column++) {
        if (!isInside(field, row, column)) {
          contour.run(row, start, column, place);
          contour.square(row, column, field, place);
          start = column + 1;
        }
      }
      contour.run(row, start, columns - 1, place);
    }
    return contour;
  }

  private static boolean isInside(Field field, int row, int column) {
    return field.at(row, column) > 0
        && field.at(row, column + 1) > 0
        && field.at(row + 1, column) > 0
        && field.at(row + 1, column + 1) > 0;
  }

  private void run(int row, int from, int to, Place place) {
    if (from < to) {
      polygon(
          List.of(
              place.of(row, from),
              place.of(row, to),
              place.of(row + 1, to),
              place.of(row + 1, from)));
    }
  }

  /// The part of a square that is inside, corner by corner around it.
  private void square(int row, int column, Field field, Place place) {
    int[][] corners = {{row, column}, {row, column + 1}, {row + 1, column + 1}, {row + 1, column}};
    double[] values = new double[4];
    for (int i = 0; i < 4; i++) {
      values[i] = field.at(corners[i][0], corners[i][1]);
      if (!Double.isFinite(values[i])) {
        return;
      }
    }
    List<Point2D> around = new ArrayList<>();
    List<Point2D> exits = new ArrayList<>();
    List<Point2D> entries = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int j = (i + 1) % 4;
      Point2D here = place.of(corners[i][0], corners[i][1]);
      if (values[i] > 0) {
        around.add(here);
      }
      if (values[i] > 0 != values[j] > 0) {
        Point2D next = place.of(corners[j][0], corners[j][1]);
        Point2D crossing = between(here, next, values[i] / (values[i] - values[j]));
        around.add(crossing);
        (values[i] > 0 ? exits : entries).add(crossing);
      }
    }
    if (!around.isEmpty()) {
      polygon(around);
    }
    for (int i = 0; i < exits.size(); i++) {
      int entry = values[0] > 0 ? i : (i + 1) % exits.size(); // the next one around the square
      boundary.add(new Line2D.Double(exits.get(i), entries.get(entry)));
    }
  }

  private static Point2D between(Point2D a, Point2D b, double share) {
    return new Point2D.Double(
        a.getX() + share * (b.getX() - a.getX()), a.getY() + share * (b.getY() - a.getY()));
  }

  private void polygon(List<Point2D> corners) {
    inside.moveTo(corners.getFirst().getX(), corners.getFirst().getY());
    corners.stream().skip(1).forEach(p -> inside.lineTo(p.getX(), p.getY()));
    inside.closePath();
  }
}
