package dev.adjoint.draw.layout;

import dev.adjoint.draw.ink.Drawing;
import dev.adjoint.draw.ink.Ink;
import dev.adjoint.draw.ink.Ink.Pen;
import dev.adjoint.draw.sketch.Glyphs;
import dev.adjoint.draw.sketch.Sketch;
import dev.adjoint.draw.sketch.Sketch.Card;
import dev.adjoint.draw.sketch.Sketch.Frame;
import dev.adjoint.draw.sketch.Sketch.Role;
import dev.adjoint.draw.sketch.Sketch.Style;
import dev.adjoint.draw.sketch.Sketch.Text;
import dev.adjoint.draw.sketch.Sketch.Wire;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;

/// A sketch with its places, ready to be drawn.
public record Painting(Sketch sketch, Placement placement) implements Drawing {
  private static final double ARROW = 8;
  private static final double BASELINE = 0.79; // of the line's height
  private static final double FOLD = 9;
  private static final double BAR = 5;
  private static final double CHAMFER = 7;

  @Override
  public String title() {
    return sketch.title().isEmpty() ? "computation graph" : sketch.title();
  }

  @Override
  public double width() {
    return placement.width();
  }

  @Override
  public double height() {
    return placement.height();
  }

  @Override
  public void draw(Ink ink) {
    ink.draw(new Rectangle2D.Double(0, 0, width(), height()), new Pen("#ffffff", "", 0));
    lines(ink, sketch.heading(), width() / 2, 10);
    for (int i = 0; i < sketch.frames().size(); i++) {
      frame(ink, sketch.frames().get(i), placement.frames().get(i));
    }
    for (int i = 0; i < sketch.wires().size(); i++) {
      Wire wire = sketch.wires().get(i);
      List<Double> dashes = wire.kind() == Wire.Kind.ACROSS ? List.of(5.0, 3.0) : List.of();
      ink.draw(placement.wires().get(i), new Pen("", wire.colour(), 1.2, dashes));
    }
    for (int i = 0; i < sketch.frames().size(); i++) {
      heading(ink, sketch.frames().get(i), placement.frames().get(i));
    }
    for (int i = 0; i < sketch.wires().size(); i++) {
      arrow(ink, sketch.wires().get(i), Paths.flattened(placement.wires().get(i)));
    }
    sketch.cards().forEach(card -> card(ink, card, placement.cards().get(card.index())));
  }

  private static void frame(Ink ink, Frame frame, Rectangle2D box) {
    ink.begin("frame", "f" + frame.index(), frame.label());
    ink.draw(rounded(box, 8), new Pen(paper(frame), "#9ca3af", 1));
    ink.end();
  }

  private static String paper(Frame frame) {
    return frame.depth() % 2 == 0 ? "#f6f7f9" : "#ebedf1";
  }

  /// The name of a frame, on top of the wires that pass.
  private static void heading(Ink ink, Frame frame, Rectangle2D box) {
    Text text = new Text(frame.label(), Style.FRAME);
    for (int length = frame.label().length(); text.width() > box.getWidth() - 14 && length > 1; ) {
      length--;
      text = new Text(Glyphs.cut(frame.label(), length), Style.FRAME);
    }
    Rectangle2D behind =
        new Rectangle2D.Double(box.getX() + 5, box.getY() + 2, text.width() + 4, 14);
    ink.draw(behind, new Pen(paper(frame), "", 0));
    ink.write(text, box.getX() + 7, box.getY() + 13, false);
  }

  private void card(Ink ink, Card card, Rectangle2D place) {
    Role role = card.role();
    ink.begin(role.label, card.id(), card.tip());
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
      case PARAMETER, CONSTANT, OPERATION, BACKWARD -> {}
    }
    double y = box.getCenterY() - (Card.height(card.head()) + Card.height(card.body())) / 2;
    boolean ruled = !card.head().isEmpty() && !card.body().isEmpty();
    y = lines(ink, card.head(), box.getCenterX(), ruled ? y - Card.RULE / 2 : y);
    if (ruled) {
      double rule = y + Card.RULE / 2;
      Shape line = new Line2D.Double(box.getMinX() + 8, rule, box.getMaxX() - 8, rule);
      ink.draw(line, new Pen("", role.stroke, 0.5));
      y += Card.RULE;
    }
    lines(ink, card.body(), box.getCenterX(), y);
    ink.end();
  }

  private static double lines(Ink ink, List<Text> lines, double middle, double from) {
    double y = from;
    for (Text line : lines) {
      ink.write(line, middle, y + line.style().height() * BASELINE, true);
      y += line.style().height();
    }
    return y;
  }

  private static Shape outline(Role role, Rectangle2D box) {
    return switch (role) {
      case DATA -> sheet(box);
      case PARAMETER -> rounded(box, 11);
      case CONSTANT, OPERATION, OUTPUT, GROUP, RUN -> rounded(box, 3);
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

  private static Shape rounded(Rectangle2D box, double radius) {
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

  /// What stands at the end of a wire.
  private void arrow(Ink ink, Wire wire, List<Point2D> points) {
    ink.draw(
        arrow(Paths.before(points, ARROW), points.getLast()),
        new Pen(wire.colour(), wire.colour(), 0.6));
    if (!wire.hint().isEmpty()) {
      Text hint = new Text(wire.hint(), Style.HINT);
      Point2D at = Paths.before(points, 2.2 * ARROW);
      Rectangle2D behind =
          new Rectangle2D.Double(
              at.getX() - hint.width() / 2 - 1, at.getY() - 5, hint.width() + 2, 10);
      ink.draw(behind, new Pen("#ffffff", "", 0));
      ink.write(hint, at.getX(), at.getY() + 3, true);
    }
  }

  private static Shape arrow(Point2D from, Point2D tip) {
    double angle = Math.atan2(tip.getY() - from.getY(), tip.getX() - from.getX());
    Path2D head = new Path2D.Double();
    head.moveTo(0, 0);
    head.lineTo(-ARROW, 0.4 * ARROW);
    head.lineTo(-ARROW, -0.4 * ARROW);
    head.closePath();
    AffineTransform place = AffineTransform.getTranslateInstance(tip.getX(), tip.getY());
    place.rotate(angle);
    head.transform(place);
    return head;
  }
}
