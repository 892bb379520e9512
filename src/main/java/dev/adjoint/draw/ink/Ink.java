package dev.adjoint.draw.ink;

import dev.adjoint.draw.sketch.Sketch;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/// Something to draw on: an SVG document, or pixels.
public interface Ink {
  /// Begins what belongs together.
  ///
  /// @param kind the kind of thing it is
  /// @param id what it is called within the document, or empty
  /// @param tip what there is to say when the pointer rests on it, or empty
  void begin(String kind, String id, String tip);

  /// Ends what was begun last.
  void end();

  /// Draws a shape.
  void draw(Shape shape, Pen pen);

  /// Writes one line of text.
  ///
  /// @param x its left end, or its middle if it is centred
  /// @param baseline the y its letters stand on
  void write(Sketch.Text text, double x, double baseline, boolean centred);

  /// Draws a picture into a rectangle. Each of its pixels is a sharp square where there is room.
  void draw(BufferedImage picture, Rectangle2D place);

  /// How a shape is drawn.
  ///
  /// @param fill the colour within as `#rrggbb`, or empty
  /// @param stroke the colour of its outline, or empty
  /// @param width the width of the outline
  /// @param dashes the lengths of dashes and gaps; none for an unbroken outline
  record Pen(String fill, String stroke, double width, List<Double> dashes) {
    public Pen(String fill, String stroke, double width) {
      this(fill, stroke, width, List.of());
    }
  }
}
