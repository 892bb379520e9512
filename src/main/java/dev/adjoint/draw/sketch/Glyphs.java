package dev.adjoint.draw.sketch;

/// How wide text is, and which characters a drawing may hold.
///
/// The widths are those of Helvetica, to which Arial and Liberation Sans are metric-compatible. We
/// measure with a table of our own, so that a picture does not depend on the fonts of the machine
/// that lays it out.
public final class Glyphs {
  // Of the characters from space to ~, in thousandths of the font size.
  private static final int[] REGULAR = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, //
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, //
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, //
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, //
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, //
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
  };
  private static final int[] BOLD = {
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, //
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, //
    975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778, //
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, //
    333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, //
    611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
  };
  private static final int OTHER = 620; // Greek, Cyrillic, mathematics
  private static final int FIRST_WIDE = 0x2e80; // from here on it is East Asian, or a pictograph
  private static final int WIDE = 1000;

  private Glyphs() {}

  /// The width of one line of text, in units of the font size's unit.
  public static double width(String text, double size, boolean bold) {
    int[] table = bold ? BOLD : REGULAR;
    long sum = text.codePoints().mapToLong(c -> width(c, table)).sum();
    return sum * size / 1000;
  }

  private static int width(int c, int[] table) {
    if (c >= ' ' && c <= '~') {
      return table[c - ' '];
    }
    return c >= FIRST_WIDE ? WIDE : OTHER;
  }

  /// `text` as one line that XML, DOT and every font engine take: whatever ends a line, controls
  /// the terminal or is half a character becomes a space or U+FFFD.
  public static String line(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> out.appendCodePoint(clean(c)));
    return out.toString();
  }

  private static int clean(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          Character.isWhitespace(c) ? ' ' : 0xfffd;
      case Character.SURROGATE, Character.UNASSIGNED -> 0xfffd;
      default -> c;
    };
  }

  /// `text` cut to at most so many characters, with an ellipsis in place of what is cut.
  public static String cut(String text, int length) {
    return text.codePointCount(0, text.length()) <= length
        ? text
        : text.substring(0, text.offsetByCodePoints(0, length - 1)) + "…";
  }

  /// `text` cut to a width, with an ellipsis in place of what is cut.
  public static String fit(String text, double size, boolean bold, double room) {
    String cut = text;
    for (int length = text.codePointCount(0, text.length());
        length > 1 && width(cut, size, bold) > room;
        length--) {
      cut = cut(text, length - 1);
    }
    return cut;
  }
}
