package dev.adjoint.draw.layout;

import dev.adjoint.draw.ink.Ink;
import dev.adjoint.draw.ink.Ink.Pen;
import dev.adjoint.draw.sketch.Sketch.Card;
import dev.adjoint.draw.sketch.Sketch.Role;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;

/// The shapes of boxes, which tell their roles without colour.
final class Outlines {
  private static final double FOLD = 9;
  private static final double BAR = 5;
  private static final double CHAMFER = 7;

  private Outlines() {}

  /// Draws the outline of a box that has this place.
  ///
  /// @return the part of the place that its text is on
  static Rectangle2D draw(Ink ink, Role role, Rectangle2D place) {
    double width = role == Role.PARAMETER ? 1.8 : 1.1;
    List<Double> dashes = role == Role.CONSTANT ? List.of(4.0, 3.0) : List.of();
    Pen pen = new Pen(role.fill, role.stroke, width, dashes);
    Rectangle2D box = front(role, place);
    for (int i = role == Role.RUN ? Card.SHEETS : 0; i > 0; i--) {
      ink.draw(rounded(moved(box, i * Card.SHEET, -i * Card.SHEET), 3), pen);
    }
    ink.draw(outline(role, box), pen);
    switch (role) {
      case DATA -> ink.draw(fold(box), new Pen("#ffffff", role.stroke, 1.1));
      case OUTPUT, DERIVATIVE ->
          ink.draw(outline(role, inset(box, 2.6)), new Pen("", role.stroke, 1.1));
      case GROUP, RUN -> bars(ink, role, box);
      case PARAMETER, CONSTANT, OPERATION, BACKWARD, PROBLEM, UNKNOWN -> {}
    }
    return box;
  }

  private static Shape outline(Role role, Rectangle2D box) {
    return switch (role) {
      case DATA -> sheet(box);
      case PARAMETER -> rounded(box, 11);
      case CONSTANT, OPERATION, OUTPUT, GROUP, RUN, PROBLEM, UNKNOWN -> rounded(box, 3);
      case BACKWARD, DERIVATIVE -> chamfered(box);
    };
  }

  /// The part of a card's place that its text is on: the front sheet of a stack.
  private static Rectangle2D front(Role role, Rectangle2D place) {
    double behind = role == Role.RUN ? Card.SHEETS * Card.SHEET : 0;
    return new Rectangle2D.Double(
        place.getX(), place.getY() + behind, place.getWidth() - behind, place.getHeight() - behind);
  }

  /// The sign of something that is told elsewhere: a line inside the left and right edges.
  private static void bars(Ink ink, Role role, Rectangle2D box) {
    for (double x : new double[] {box.getMinX() + BAR, box.getMaxX() - BAR}) {
      ink.draw(
          new Line2D.Double(x, box.getMinY(), x, box.getMaxY()), new Pen("", role.stroke, 1.1));
    }
  }

  private static Rectangle2D moved(Rectangle2D box, double dx, double dy) {
    return new Rectangle2D.Double(
        box.getX() + dx, box.getY() + dy, box.getWidth(), box.getHeight());
  }

  /// A box with its corners cut off.
  private static Shape chamfered(Rectangle2D box) {
    Path2D path = new Path2D.Double();
    path.moveTo(box.getMinX() + CHAMFER, box.getMinY());
    path.lineTo(box.getMaxX() - CHAMFER, box.getMinY());
    path.lineTo(box.getMaxX(), box.getMinY() + CHAMFER);
    path.lineTo(box.getMaxX(), box.getMaxY() - CHAMFER);
    path.lineTo(box.getMaxX() - CHAMFER, box.getMaxY());
    path.lineTo(box.getMinX() + CHAMFER, box.getMaxY());
    path.lineTo(box.getMinX(), box.getMaxY() - CHAMFER);
    path.lineTo(box.getMinX(), box.getMinY() + CHAMFER);
    path.closePath();
    return path;
  }

  static Shape rounded(Rectangle2D box, double radius) {
    return new RoundRectangle2D.Double(
        box.getX(), box.getY(), box.getWidth(), box.getHeight(), 2 * radius, 2 * radius);
  }

  private static Rectangle2D inset(Rectangle2D box, double by) {
    return new Rectangle2D.Double(
        box.getX() + by, box.getY() + by, box.getWidth() - 2 * by, box.getHeight() - 2 * by);
  }

  /// A sheet of paper with a corner turned down.
  private static Shape sheet(Rectangle2D box) {
    Path2D path = new Path2D.Double();
    path.moveTo(box.getMinX(), box.getMinY());
    path.lineTo(box.getMaxX() - FOLD, box.getMinY());
    path.lineTo(box.getMaxX(), box.getMinY() + FOLD);
    path.lineTo(box.getMaxX(), box.getMaxY());
    path.lineTo(box.getMinX(), box.getMaxY());
    path.closePath();
    return path;
  }

  private static Shape fold(Rectangle2D box) {
    Path2D path = new Path2D.Double();
    path.moveTo(box.getMaxX() - FOLD, box.getMinY());
    path.lineTo(box.getMaxX() - FOLD, box.getMinY() + FOLD);
    path.lineTo(box.getMaxX(), box.getMinY() + FOLD);
    path.closePath();
    return path;
  }
}
