package dev.adjoint.draw.layout;

import dev.adjoint.draw.ink.Drawing;
import dev.adjoint.draw.ink.Ink;
import dev.adjoint.draw.ink.Ink.Pen;
import dev.adjoint.draw.sketch.Glyphs;
import dev.adjoint.draw.sketch.Sketch;
import dev.adjoint.draw.sketch.Sketch.Bars;
import dev.adjoint.draw.sketch.Sketch.Card;
import dev.adjoint.draw.sketch.Sketch.Frame;
import dev.adjoint.draw.sketch.Sketch.Line;
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
import java.util.List;

/// A sketch with its places, ready to be drawn.
public record Painting(Sketch sketch, Placement placement) implements Drawing {
  private static final double ARROW = 8;
  private static final double BASELINE = 0.79; // of the line's height

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
    placement.legend().draw(ink);
    for (int i = 0; i < sketch.frames().size(); i++) {
      frame(ink, sketch.frames().get(i), placement.frames().get(i));
    }
    for (int i = 0; i < sketch.wires().size(); i++) {
      Wire wire = sketch.wires().get(i);
      List<Double> dashes = wire.kind() == Wire.Kind.ACROSS ? List.of(5.0, 3.0) : List.of();
      Path2D path = placement.wires().get(i);
      told(ink, wire, () -> ink.draw(path, new Pen("", wire.colour(), 1.2, dashes)));
    }
    for (int i = 0; i < sketch.frames().size(); i++) {
      heading(ink, sketch.frames().get(i), placement.frames().get(i));
    }
    for (int i = 0; i < sketch.wires().size(); i++) {
      Wire wire = sketch.wires().get(i);
      List<Point2D> points = Paths.flattened(placement.wires().get(i));
      told(ink, wire, () -> arrow(ink, wire, points));
    }
    sketch.cards().forEach(card -> card(ink, card, placement.cards().get(card.index())));
  }

  /// Draws a part of a wire with what there is to say of it.
  private static void told(Ink ink, Wire wire, Runnable part) {
    if (wire.tip().isEmpty()) {
      part.run();
    } else {
      ink.begin("wire", "", wire.tip());
      part.run();
      ink.end();
    }
  }

  private static void frame(Ink ink, Frame frame, Rectangle2D box) {
    ink.begin("frame", "f" + frame.index(), frame.label());
    ink.draw(Outlines.rounded(box, 8), new Pen(paper(frame), "#9ca3af", 1));
    ink.end();
  }

  private static String paper(Frame frame) {
    return frame.depth() % 2 == 0 ? "#f6f7f9" : "#ebedf1";
  }

  /// The name of a frame: at the left end, or at the right one where only that is clear of wires; else
  /// on top of those that pass.
  private void heading(Ink ink, Frame frame, Rectangle2D box) {
    double room = box.getWidth() - 14;
    Text text = new Text(frame.label(), Style.FRAME);
    if (text.width() > room) {
      text = new Text(frame.name(), Style.FRAME);
    }
    for (int length = frame.name().length(); text.width() > room && length > 1; ) {
      length--;
      text = new Text(Glyphs.cut(frame.name(), length), Style.FRAME);
    }
    Rectangle2D left = label(text, box.getMinX() + 5, box);
    Rectangle2D right = label(text, box.getMaxX() - 5 - left.getWidth(), box);
    Rectangle2D place = isClear(left) || !isClear(right) ? left : right;
    ink.draw(place, new Pen(paper(frame), "", 0));
    ink.write(text, place.getX() + 2, box.getY() + 13, false);
  }

  private static Rectangle2D label(Text text, double x, Rectangle2D box) {
    return new Rectangle2D.Double(x, box.getY() + 2, text.width() + 4, 14);
  }

  private boolean isClear(Rectangle2D place) {
    for (Path2D wire : placement.wires()) {
      List<Point2D> points = Paths.flattened(wire);
      for (int i = 1; i < points.size(); i++) {
        if (place.intersectsLine(new Line2D.Double(points.get(i - 1), points.get(i)))) {
          return false;
        }
      }
    }
    return true;
  }

  private void card(Ink ink, Card card, Rectangle2D place) {
    Role role = card.role();
    ink.begin(role.label, card.id(), card.tip());
    Rectangle2D box = Outlines.draw(ink, role, place);
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

  private static double lines(Ink ink, List<? extends Line> lines, double middle, double from) {
    double y = from;
    for (Line line : lines) {
      switch (line) {
        case Text text -> ink.write(text, middle, y + text.height() * BASELINE, true);
        case Bars bars -> bars(ink, bars, middle - bars.width() / 2, y + bars.height() - 3);
      }
      y += line.height();
    }
    return y;
  }

  private static void bars(Ink ink, Bars bars, double left, double bottom) {
    Path2D path = new Path2D.Double();
    path.append(new Rectangle2D.Double(left, bottom, bars.width(), 0.5), false);
    for (int i = 0; i < bars.counts().size(); i++) {
      double height = bars.height(i) * (bars.height() - 6);
      if (height > 0) {
        path.append(
            new Rectangle2D.Double(
                left + i * Bars.BAR + 0.4, bottom - height, Bars.BAR - 0.8, height),
            false);
      }
    }
    ink.draw(path, new Pen(bars.style().colour, "", 0));
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
