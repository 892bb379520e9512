package dev.adjoint.source;

/// A line of a source text as it is shown: one column per code point, tabs as blanks.
final class SourceLine {
  private static final int TAB = 4;

  private final String text;
  private final int[] columns;

  private SourceLine(String text, int[] columns) {
    this.text = text;
    this.columns = columns;
  }

  static SourceLine of(String raw) {
    var shown = new StringBuilder();
    int[] columns = new int[raw.length() + 1];
    int column = 0;
    for (int i = 0; i < raw.length(); ) {
      int codePoint = raw.codePointAt(i);
      int length = Character.charCount(codePoint);
      for (int k = 0; k < length; k++) {
        columns[i + k] = column;
      }
      if (codePoint == '\t') {
        int width = TAB - column % TAB;
        shown.repeat(' ', width);
        column += width;
      } else {
        shown.appendCodePoint(codePoint);
        column++;
      }
      i += length;
    }
    columns[raw.length()] = column;
    return new SourceLine(shown.toString(), columns);
  }

  /// The column, from 0, at which the `offset`-th `char` of the line is shown.
  int column(int offset) {
    return columns[Math.min(offset, columns.length - 1)];
  }

  int width() {
    return columns[columns.length - 1];
  }

  /// The columns from `from` to `to` as text.
  String text(int from, int to) {
    return text.substring(
        text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, Math.min(to, width())));
  }

  /// The first column that is not blank, or 0.
  int indent() {
    int indent = 0;
    while (indent < text.length() && text.charAt(indent) == ' ') {
      indent++;
    }
    return indent < text.length() ? indent : 0;
  }
}
