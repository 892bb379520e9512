package dev.adjoint.draw.chart;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/// Small shapes that tell things apart where colours cannot.
enum Marker {
  CIRCLE(0, 1, 0),
  TRIANGLE(3, 0.5, 0),
  SQUARE(4, Math.sqrt(0.5), 0.125),
  DIAMOND(4, Math.sqrt(0.5), 0),
  STAR(5, 0.45, 0),
  WEDGE(3, 0.5, 0.5),
  PLUS(4, 0.38, 0),
  HEXAGON(6, Math.sqrt(0.75), 0),
  CROSS(4, 0.38, 0.125),
  ASTERISK(6, 0.4, 0);

  private final int tips;
  private final double inner; // how far in it goes between two tips
  private final double turn; // of a whole one

  Marker(int tips, double inner, double turn) {
    this.tips = tips;
    this.inner = inner;
    this.turn = turn;
  }

  /// The marker of the thing with this number; there are ten, and then they come again.
  static Marker of(int index) {
    return values()[Math.floorMod(index, values().length)];
  }

  /// The shape around a point, about as large as a circle of this radius.
  Shape at(double x, double y, double radius) {
    if (tips == 0) {
      return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }
    double reach = radius * (tips == 3 || inner < 0.5 ? 1.35 : 1.15);
    Path2D path = new Path2D.Double();
    for (int i = 0; i < 2 * tips; i++) {
      double angle = 2 * Math.PI * (turn + i / (2.0 * tips));
      double length = reach * (i % 2 == 0 ? 1 : inner);
      double px = x + length * Math.sin(angle);
      double py = y - length * Math.cos(angle);
      if (i == 0) {
        path.moveTo(px, py);
      } else {
        path.lineTo(px, py);
      }
    }
    path.closePath();
    return path;
  }
}
