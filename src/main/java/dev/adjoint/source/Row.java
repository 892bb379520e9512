package dev.adjoint.source;

import java.util.ArrayList;
import java.util.List;

/// One line of a rendered diagnostic, written column by column. A column holds one code point.
///
/// A character that a terminal would obey rather than show, such as an escape or a change of
/// direction, is shown as `\uFFFD`: a program is text to look at, never a command.
final class Row {
  private record Cell(int codePoint, Ink ink) {}

  private static final Cell BLANK = new Cell(' ', Ink.PLAIN);

  private static final int HIDDEN = 0xFFFD;

  private final List<Cell> cells = new ArrayList<>();

  int width() {
    return cells.size();
  }

  /// Writes `text` from `column` on, over what was there.
  Row put(int column, String text, Ink ink) {
    int[] codePoints = text.codePoints().toArray();
    while (cells.size() < column + codePoints.length) {
      cells.add(BLANK);
    }
    for (int i = 0; i < codePoints.length; i++) {
      cells.set(column + i, new Cell(isShown(codePoints[i]) ? codePoints[i] : HIDDEN, ink));
    }
    return this;
  }

  Row append(String text, Ink ink) {
    return put(width(), text, ink);
  }

  private static boolean isShown(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /// The row as text, without blanks at its end.
  String text(boolean coloured) {
    int end = cells.size();
    while (end > 0 && cells.get(end - 1).codePoint() == ' ') {
      end--;
    }
    var out = new StringBuilder();
    for (int i = 0; i < end; ) {
      Ink ink = cells.get(i).ink();
      var run = new StringBuilder();
      for (; i < end && cells.get(i).ink() == ink; i++) {
        run.appendCodePoint(cells.get(i).codePoint());
      }
      out.append(coloured ? ink.paint(run.toString()) : run);
    }
    return out.toString();
  }
}
