package dev.adjoint.draw.chart;

import dev.adjoint.draw.ink.Ink;
import dev.adjoint.draw.ink.Ink.Pen;
import dev.adjoint.draw.sketch.DrawError;
import dev.adjoint.draw.sketch.Sketch.Style;
import dev.adjoint.draw.sketch.Sketch.Text;
import java.awt.geom.Rectangle2D;
import java.util.List;

/// A confusion matrix with its cells in place: a cell is the darker the more of its row it has, and
/// never so dark that its text could not be read.
record Matrix(Confusion confusion, List<Text> names, double side, double left, double top)
    implements Sheet {
  private static final int MOST = 100; // classes
  private static final double WIDEST = 120;
  private static final double LINE = 20;
  private static final int[] DARKEST = {0xb8, 0xd8, 0xf0};
  private static final Pen EDGE = new Pen("", "#9ca3af", 0.8);

  static Matrix of(Confusion confusion) {
    if (confusion.classes().size() > MOST) {
      throw DrawError.NOT_PLOTTED.thrown(
          "nobody could read a matrix of %d classes: %d are the most"
              .formatted(confusion.classes().size(), MOST),
          "a label is the number of a class, and so the largest label says how many there are");
    }
    List<Text> names =
        confusion.classes().stream().map(name -> Frame.fit(name, Style.FRAME, WIDEST)).toList();
    double widest = names.stream().mapToDouble(Text::width).max().orElse(0);
    double count =
        confusion.counts().stream()
            .flatMap(List::stream)
            .mapToDouble(c -> new Text(c.toString(), Style.VALUE).width())
            .max()
            .orElse(0);
    double least = names.size() <= 3 ? 84 : 56;
    double side = Math.ceil(Math.max(least, Math.max(widest, count) + 12));
    double left = MARGIN + LINE + Math.ceil(Math.max(widest, 52)) + 8;
    double title = confusion.title().isEmpty() ? 0 : Style.TITLE.height() + 8;
    return new Matrix(confusion, names, side, left, MARGIN + title + 2 * LINE);
  }

  private int size() {
    return names.size();
  }

  private double cellHeight() {
    return size() <= 3 ? 60 : 42;
  }

  @Override
  public double width() {
    return left + (size() + 1) * side + MARGIN;
  }

  @Override
  public double height() {
    return Math.ceil(top + size() * cellHeight() + 2 * LINE + MARGIN);
  }

  @Override
  public String title() {
    return confusion.title().isEmpty() ? "Confusion matrix" : confusion.title();
  }

  @Override
  public void fill(Ink ink) {
    Sheet.heading(ink, confusion.title(), width());
    heads(ink);
    for (int row = 0; row < size(); row++) {
      for (int column = 0; column < size(); column++) {
        cell(ink, row, column);
      }
    }
    ink.draw(new Rectangle2D.Double(left, top, size() * side, size() * cellHeight()), EDGE);
  }

  private void heads(Ink ink) {
    Text hint = new Text("taken for", Style.HINT);
    ink.write(hint, left + size() * side / 2, top - LINE - 4, true);
    ink.write(new Text("recall", Style.HINT), left + (size() + 0.5) * side, top - 7, true);
    Text is = new Text("is", Style.HINT);
    ink.write(is, left - 8 - is.width(), top - 7, false);
    double below = top + size() * cellHeight() + LINE - 4;
    Text precision = new Text("precision", Style.HINT);
    ink.write(precision, left - 8 - precision.width(), below, false);
    for (int k = 0; k < size(); k++) {
      double across = left + (k + 0.5) * side;
      double down = top + (k + 0.5) * cellHeight() + 4;
      ink.write(names.get(k), across, top - 7, true);
      ink.write(names.get(k), left - 8 - names.get(k).width(), down, false);
      ink.write(share(confusion.recall(k)), left + (size() + 0.5) * side, down, true);
      ink.write(share(confusion.precision(k)), across, below, true);
    }
    Text accuracy = new Text(Confusion.percent(confusion.accuracy()), Style.FRAME);
    ink.write(accuracy, left + (size() + 0.5) * side, below, true);
    ink.write(new Text("accuracy", Style.HINT), left + (size() + 0.5) * side, below + 13, true);
  }

  private static Text share(double share) {
    return new Text(Confusion.percent(share), Style.TYPE);
  }

  private void cell(Ink ink, int row, int column) {
    int count = confusion.counts().get(row).get(column);
    double share = confusion.examples(row) == 0 ? 0 : (double) count / confusion.examples(row);
    double x = left + column * side;
    double y = top + row * cellHeight();
    ink.begin(
        "cell",
        "c" + row + "-" + column,
        "%d of class %s taken for %s"
            .formatted(count, names.get(row).text(), names.get(column).text()));
    ink.draw(
        new Rectangle2D.Double(x, y, side, cellHeight()), new Pen(shade(share), Palette.PAPER, 1));
    double middle = y + cellHeight() / 2;
    ink.write(
        new Text(
            String.valueOf(count),
            count == 0 ? Style.TYPE : row == column ? Style.FRAME : Style.VALUE),
        x + side / 2,
        middle - 2,
        true);
    if (count > 0) {
      ink.write(new Text(Confusion.percent(share), Style.TYPE), x + side / 2, middle + 12, true);
    }
    ink.end();
  }

  static String shade(double share) {
    StringBuilder shade = new StringBuilder("#");
    for (int channel : DARKEST) {
      long value = Math.round(0xfa + share * (channel - 0xfa));
      shade.append(String.format("%02x", value));
    }
    return shade.toString();
  }
}
