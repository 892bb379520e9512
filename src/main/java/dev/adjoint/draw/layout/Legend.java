package dev.adjoint.draw.layout;

import dev.adjoint.draw.ink.Ink;
import dev.adjoint.draw.sketch.Glyphs;
import dev.adjoint.draw.sketch.Sketch;
import dev.adjoint.draw.sketch.Sketch.Card;
import dev.adjoint.draw.sketch.Sketch.Role;
import dev.adjoint.draw.sketch.Sketch.Style;
import dev.adjoint.draw.sketch.Sketch.Text;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// What the shapes of the boxes and the red numbers mean, in rows below a picture.
///
/// @param x the left end of the rows
/// @param y the upper end of the first
/// @param rows each of some entries
public record Legend(double x, double y, List<List<Entry>> rows) {
  private static final double ROW = 20;
  private static final double SAMPLE = 22; // the width of a sample box
  private static final double GAP = 6;
  private static final double APART = 18;
  private static final int NAME = 20;

  /// A sample of a role with its name, or a line of text where the role is null.
  public record Entry(Role role, Text text) {
    double width() {
      return (role == null ? 0 : SAMPLE + GAP) + text.width();
    }
  }

  /// The legend of a sketch in rows that are no wider than `room` where that can be.
  static Legend of(Sketch sketch, double room) {
    List<List<Entry>> rows = new ArrayList<>();
    double used = Double.POSITIVE_INFINITY;
    for (Entry entry : entries(sketch)) {
      if (used + APART + entry.width() > room) {
        rows.add(new ArrayList<>());
        used = -APART;
      }
      rows.getLast().add(entry);
      used += APART + entry.width();
    }
    return new Legend(0, 0, rows);
  }

  private static List<Entry> entries(Sketch sketch) {
    List<Entry> entries = new ArrayList<>();
    for (Role role : Role.values()) {
      if (sketch.cards().stream().map(Card::role).anyMatch(role::equals)) {
        entries.add(new Entry(role, new Text(role.legend, Style.TYPE)));
      }
    }
    if (!sketch.of().isEmpty()) {
      String of = Glyphs.cut(sketch.of(), NAME);
      String text = "∂%s/∂x: how much %s grows with x".formatted(of, of);
      entries.add(new Entry(null, new Text(text, Style.LEGEND)));
    }
    return entries;
  }

  double width() {
    return rows.stream().mapToDouble(Legend::width).max().orElse(0);
  }

  private static double width(List<Entry> row) {
    return row.stream().mapToDouble(Entry::width).sum() + APART * (row.size() - 1);
  }

  double height() {
    return ROW * rows.size();
  }

  Legend at(double x, double y) {
    return new Legend(x, y, rows);
  }

  void draw(Ink ink) {
    ink.begin("legend", "", "");
    double top = y;
    for (List<Entry> row : rows) {
      double left = x;
      for (Entry entry : row) {
        double text = left;
        if (entry.role != null) {
          Outlines.draw(ink, entry.role, new Rectangle2D.Double(left, top + 2, SAMPLE, ROW - 5));
          text += SAMPLE + GAP;
        }
        ink.write(entry.text, text, top + 13, false);
        left += entry.width() + APART;
      }
      top += ROW;
    }
    ink.end();
  }
}
