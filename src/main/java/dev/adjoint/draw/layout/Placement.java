package dev.adjoint.draw.layout;

import dev.adjoint.draw.sketch.Sketch;
import dev.adjoint.draw.sketch.Sketch.Frame;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Where everything of a sketch lies: points from the top left corner of the picture, y downwards.
///
/// @param cards by the index of the card
/// @param wires in the order of the wires
/// @param frames by the index of the frame
/// @param legend below all that
public record Placement(
    double width,
    double height,
    List<Rectangle2D> cards,
    List<Path2D> wires,
    List<Rectangle2D> frames,
    Legend legend) {

  private static final double MARGIN = 12;

  /// The placement for cards and wires that lie anywhere: the frames are drawn round their cards,
  /// and all is moved to the corner.
  public static Placement of(Sketch sketch, List<Rectangle2D> cards, List<Path2D> wires) {
    Map<Frame, Rectangle2D> boxes = new HashMap<>();
    for (Frame frame : sketch.frames().reversed()) { // inner ones first
      Stream<Rectangle2D> inside =
          Stream.concat(
              sketch.in(frame).stream().map(card -> cards.get(card.index())),
              sketch.framesIn(frame).stream().map(boxes::get));
      boxes.put(frame, around(union(inside)));
    }
    Stream<Rectangle2D> drawn =
        Stream.of(cards.stream(), boxes.values().stream(), wires.stream().map(Path2D::getBounds2D))
            .flatMap(boxed -> boxed);
    Rectangle2D all = union(drawn);
    double heading = sketch.heading().isEmpty() ? 0 : Sketch.Card.height(sketch.heading()) + 8;
    double title = sketch.heading().stream().mapToDouble(Sketch.Text::width).max().orElse(0);
    Legend legend = Legend.of(sketch, Math.max(title, all.getWidth()));
    double spare = Math.max(0, Math.max(title, legend.width()) - all.getWidth()) / 2;
    double dx = MARGIN + spare - all.getX();
    double dy = MARGIN + heading - all.getY();
    return new Placement(
        Math.ceil(all.getWidth() + 2 * (MARGIN + spare)),
        Math.ceil(all.getHeight() + heading + legend.height() + 3 * MARGIN),
        cards.stream().map(box -> moved(box, dx, dy)).toList(),
        wires.stream().map(wire -> moved(wire, dx, dy)).toList(),
        sketch.frames().stream().map(frame -> moved(boxes.get(frame), dx, dy)).toList(),
        legend.at(MARGIN, heading + all.getHeight() + 2 * MARGIN));
  }

  private static Rectangle2D union(Stream<Rectangle2D> boxes) {
    return boxes.reduce(Rectangle2D::createUnion).orElseGet(Rectangle2D.Double::new);
  }

  /// The frame around what takes this room.
  private static Rectangle2D around(Rectangle2D room) {
    return new Rectangle2D.Double(
        room.getX() - Frame.PADDING,
        room.getY() - Frame.HEADING,
        room.getWidth() + 2 * Frame.PADDING,
        room.getHeight() + Frame.HEADING + Frame.PADDING);
  }

  private static Rectangle2D moved(Rectangle2D box, double dx, double dy) {
    return new Rectangle2D.Double(
        box.getX() + dx, box.getY() + dy, box.getWidth(), box.getHeight());
  }

  private static Path2D moved(Path2D path, double dx, double dy) {
    return new Path2D.Double(path, java.awt.geom.AffineTransform.getTranslateInstance(dx, dy));
  }
}
