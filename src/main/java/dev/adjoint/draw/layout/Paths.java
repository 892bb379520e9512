package dev.adjoint.draw.layout;

import java.awt.geom.FlatteningPathIterator;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// The geometry of wires.
public final class Paths {
  private static final double FLATNESS = 0.2;

  private Paths() {}

  /// A curve through control points `p0 c c p1 c c p2 …`; a polygon through any other number.
  public static Path2D curve(List<Point2D> points) {
    Path2D path = new Path2D.Double();
    path.moveTo(points.getFirst().getX(), points.getFirst().getY());
    if (points.size() % 3 != 1) {
      points.subList(1, points.size()).forEach(p -> path.lineTo(p.getX(), p.getY()));
      return path;
    }
    for (int i = 1; i + 2 < points.size(); i += 3) {
      Point2D a = points.get(i);
      Point2D b = points.get(i + 1);
      Point2D end = points.get(i + 2);
      path.curveTo(a.getX(), a.getY(), b.getX(), b.getY(), end.getX(), end.getY());
    }
    return path;
  }

  /// The path as a polygon.
  public static List<Point2D> flattened(Path2D path) {
    List<Point2D> points = new ArrayList<>();
    double[] p = new double[6];
    for (PathIterator at = new FlatteningPathIterator(path.getPathIterator(null), FLATNESS);
        !at.isDone();
        at.next()) {
      at.currentSegment(p);
      points.add(new Point2D.Double(p[0], p[1]));
    }
    return points;
  }

  public static double length(List<Point2D> points) {
    double length = 0;
    for (int i = 1; i < points.size(); i++) {
      length += points.get(i - 1).distance(points.get(i));
    }
    return length;
  }

  /// The point of a polygon that lies so far before its end, or its first.
  public static Point2D before(List<Point2D> points, double distance) {
    double left = distance;
    for (int i = points.size() - 1; i > 0; i--) {
      Point2D to = points.get(i);
      double length = to.distance(points.get(i - 1));
      if (length > left) {
        return between(to, points.get(i - 1), left / length);
      }
      left -= length;
    }
    return points.getFirst();
  }

  /// The part of the line between two boxes' centres that lies between the boxes.
  public static Line2D line(Rectangle2D from, Rectangle2D to) {
    Point2D a = new Point2D.Double(from.getCenterX(), from.getCenterY());
    Point2D b = new Point2D.Double(to.getCenterX(), to.getCenterY());
    return new Line2D.Double(leaving(from, a, b), leaving(to, b, a));
  }

  /// Where the line from a box's centre to a point outside leaves the box.
  private static Point2D leaving(Rectangle2D box, Point2D centre, Point2D outside) {
    double x = Math.abs(outside.getX() - centre.getX()) / (box.getWidth() / 2);
    double y = Math.abs(outside.getY() - centre.getY()) / (box.getHeight() / 2);
    return between(centre, outside, 1 / Math.max(1, Math.max(x, y)));
  }

  private static Point2D between(Point2D a, Point2D b, double t) {
    return new Point2D.Double(
        a.getX() + t * (b.getX() - a.getX()), a.getY() + t * (b.getY() - a.getY()));
  }
}
