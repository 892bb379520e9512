package dev.adjoint.draw.chart;

import dev.adjoint.draw.ink.Drawing;
import dev.adjoint.draw.ink.Ink;
import dev.adjoint.draw.ink.Ink.Pen;
import dev.adjoint.draw.sketch.Sketch.Style;
import java.awt.geom.Rectangle2D;

/// A chart on a sheet of paper, white also where the picture is laid on something dark.
interface Sheet extends Drawing {
  double MARGIN = 14;

  /// Draws what stands on the paper.
  void fill(Ink ink);

  @Override
  default void draw(Ink ink) {
    ink.begin("chart", "", "");
    ink.begin("paper", "", "");
    ink.draw(new Rectangle2D.Double(0, 0, width(), height()), new Pen(Palette.PAPER, "", 0));
    ink.end();
    fill(ink);
    ink.end();
  }

  /// Writes a heading above all, in the middle of so much width; nothing where it is empty.
  static void heading(Ink ink, String title, double width) {
    if (!title.isEmpty()) {
      ink.write(
          Frame.fit(title, Style.TITLE, width - 2 * MARGIN),
          width / 2,
          MARGIN + Style.TITLE.size,
          true);
    }
  }
}
