package dev.adjoint.draw.chart;

import dev.adjoint.draw.ink.Ink;
import dev.adjoint.draw.ink.Ink.Pen;
import dev.adjoint.draw.sketch.Sketch.Style;
import dev.adjoint.draw.sketch.Sketch.Text;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The names of what a chart shows, a line each.
record Legend(List<Text> names) {
  private static final int MOST = 40; // names; more are counted
  private static final double WIDEST = 240;
  private static final double KEY = 38; // from the edge to the name
  private static final double PADDING = 6;
  private static final double GAP = 4; // to the edges of the area
  private static final double LINE = Style.TYPE.height() + 2;

  /// How the thing with a number is shown beside its name, around a point.
  @FunctionalInterface
  interface Key {
    void draw(int index, double x, double y);
  }

  static Legend of(List<String> names) {
    List<Text> texts = new ArrayList<>();
    names.stream().limit(MOST).forEach(name -> texts.add(Frame.fit(name, Style.TYPE, WIDEST)));
    if (names.size() > MOST) {
      texts.add(new Text("and %d more".formatted(names.size() - MOST), Style.TYPE));
    }
    return new Legend(texts);
  }

  double width() {
    return names.stream().mapToDouble(Text::width).max().orElse(0) + KEY + PADDING;
  }

  double height() {
    return names.size() * LINE + 2 * GAP;
  }

  /// A place in the area that covers nothing, the corners first, beginning where a falling cost
  /// leaves room; none if there is no such place.
  Optional<Rectangle2D> inside(Rectangle2D area, Predicate<Rectangle2D> covers) {
    if (width() > 0.6 * area.getWidth() || height() > 0.7 * area.getHeight()) {
      return Optional.empty();
    }
    for (double down : new double[] {0, 1, 0.5, 0.25, 0.75}) {
      for (double right : new double[] {1, 0, 0.5, 0.75, 0.25}) {
        Rectangle2D place = at(area, right, down);
        if (!covers.test(larger(place))) {
          return Optional.of(place);
        }
      }
    }
    return Optional.empty();
  }

  private static Rectangle2D larger(Rectangle2D place) {
    return new Rectangle2D.Double(
        place.getX() - GAP,
        place.getY() - GAP,
        place.getWidth() + 2 * GAP,
        place.getHeight() + 2 * GAP);
  }

  private Rectangle2D at(Rectangle2D area, double right, double down) {
    double x = area.getMinX() + GAP + right * (area.getWidth() - width() - 2 * GAP);
    double y = area.getMinY() + GAP + down * (area.getHeight() - height() - 2 * GAP);
    return new Rectangle2D.Double(x, y, width(), height());
  }

  void draw(Ink ink, Rectangle2D place, Key key) {
    ink.begin("legend", "", "");
    ink.draw(place, new Pen("#ffffff", "#d1d5db", 0.8));
    for (int i = 0; i < names.size(); i++) {
      double middle = place.getY() + GAP + (i + 0.5) * LINE;
      if (i < MOST) {
        key.draw(i, place.getX() + KEY / 2, middle);
      }
      ink.write(names.get(i), place.getX() + KEY, middle + 3.5, false);
    }
    ink.end();
  }
}
