package dev.adjoint.lang.syntax;

import dev.adjoint.lang.syntax.antlr.AdjointParser;
import java.util.BitSet;
import java.util.Set;

/// How many blanks stand between two tokens of one line.
///
/// One, but none beside brackets, points and signs; none around `^` and `..`, nor around the
/// operators of an index or a range (`W[l-1]`, `1..L-1`). A `*` or `/` that its author wrote close,
/// as in `1/m * X`, stays so. The rows of a table of numbers keep their columns.
final class Spacing {
  private static final Set<Integer> NONE_BEFORE =
      Set.of(
          AdjointParser.RIGHT_PAREN,
          AdjointParser.RIGHT_BRACKET,
          AdjointParser.COMMA,
          AdjointParser.COLON,
          AdjointParser.DOT);

  private static final Set<Integer> NONE_AFTER =
      Set.of(
          AdjointParser.LEFT_PAREN,
          AdjointParser.LEFT_BRACKET,
          AdjointParser.DOT,
          AdjointParser.DIFF,
          AdjointParser.PARTIAL);

  private static final Set<Integer> CLOSE_ALWAYS =
      Set.of(AdjointParser.RANGE, AdjointParser.POWER, AdjointParser.STARS);

  private static final Set<Integer> CLOSE_IN_INDEX =
      Set.of(AdjointParser.PLUS, AdjointParser.MINUS, AdjointParser.TIMES, AdjointParser.OVER);

  /// What the ends of a range are made of, besides brackets.
  private static final Set<Integer> OF_SUM =
      Set.of(
          AdjointParser.NAME,
          AdjointParser.NUMBER,
          AdjointParser.DOT,
          AdjointParser.PLUS,
          AdjointParser.MINUS,
          AdjointParser.TIMES,
          AdjointParser.OVER,
          AdjointParser.MATMUL,
          AdjointParser.POWER,
          AdjointParser.STARS);

  private final FormatText text;

  /// Operators without blanks around them.
  private final BitSet close = new BitSet();

  /// The `d`s and `∂`s of the lower parts of derivatives.
  private final BitSet lowers = new BitSet();

  /// The opening brackets of the rows of tables.
  private final BitSet rows = new BitSet();

  Spacing(FormatText text) {
    this.text = text;
    for (int i = 0; i < text.size(); i++) {
      mark(i);
    }
  }

  private void mark(int i) {
    int type = text.type(i);
    if (CLOSE_ALWAYS.contains(type) || isInIndex(i) || isWrittenClose(i)) {
      close.set(i);
    }
    switch (type) {
      case AdjointParser.RANGE -> {
        markSum(i, -1);
        markSum(i, 1);
      }
      case AdjointParser.DIFF -> markOver(i, text.partner(i + 1) + 1);
      case AdjointParser.PARTIAL -> markOver(i, endOfPartial(i));
      case AdjointParser.LEFT_BRACKET -> {
        if (isRow(i)) {
          rows.set(i);
        }
      }
      default -> {}
    }
  }

  private boolean isInIndex(int i) {
    int opener = text.opener(i);
    return CLOSE_IN_INDEX.contains(text.type(i))
        && !text.isSign(i)
        && opener >= 0
        && text.type(opener) == AdjointParser.LEFT_BRACKET
        && text.isTrailer(opener);
  }

  private boolean isWrittenClose(int i) {
    int type = text.type(i);
    return (type == AdjointParser.TIMES || type == AdjointParser.OVER)
        && text.isTouching(i)
        && text.isTouching(i + 1);
  }

  /// Marks the operators of the end of a range on one side of its `..`.
  private void markSum(int range, int direction) {
    int i = range + direction;
    while (i >= 0 && i < text.size()) {
      int partner = text.partner(i);
      boolean isGroup = partner >= 0 && (partner - i) * direction > 0 && !isBrace(i);
      if (!isGroup && !OF_SUM.contains(text.type(i))) {
        return;
      }
      if (CLOSE_IN_INDEX.contains(text.type(i)) && !text.isSign(i)) {
        close.set(i);
      }
      if (direction < 0 && text.starts(i)) {
        return;
      }
      i = isGroup ? partner + direction : i + direction;
      if (direction > 0 && i < text.size() && text.starts(i)) {
        return;
      }
    }
  }

  private boolean isBrace(int i) {
    int type = text.type(i);
    return type == AdjointParser.LEFT_BRACE || type == AdjointParser.RIGHT_BRACE;
  }

  /// The index behind `∂J`, with the fields, calls and indices that hang on it.
  private int endOfPartial(int partial) {
    int i = partial + 1;
    i = text.partner(i) > i ? text.partner(i) + 1 : i + 1;
    while (i < text.size() && (text.type(i) == AdjointParser.DOT || text.isTrailer(i))) {
      i = text.type(i) == AdjointParser.DOT ? i + 2 : text.partner(i) + 1;
    }
    return i;
  }

  /// Marks the `/` of a derivative, between the end of its upper part and the sign of its lower one.
  private void markOver(int sign, int over) {
    if (!lowers.get(sign)) {
      close.set(over);
      lowers.set(over + 1);
    }
  }

  /// Whether a `[` opens a row of numbers in a list that stands on several lines.
  private boolean isRow(int i) {
    int outer = text.opener(i);
    int end = text.partner(i);
    if (outer < 0
        || text.type(outer) != AdjointParser.LEFT_BRACKET
        || text.isTrailer(outer)
        || text.isOneLine(outer, text.partner(outer))
        || !text.isOneLine(i, end)) {
      return false;
    }
    for (int k = i + 1; k < end; k++) {
      int type = text.type(k);
      if (type != AdjointParser.NUMBER
          && type != AdjointParser.MINUS
          && type != AdjointParser.COMMA) {
        return false;
      }
    }
    return true;
  }

  /// Whether a token stands in a row of a table.
  boolean isInRow(int i) {
    int opener = text.opener(i);
    return opener >= 0 && rows.get(opener);
  }

  /// The blanks before a token that does not begin a line.
  int before(int i) {
    int normal = normal(i);
    return isInRow(i) && !text.isSign(i - 1) ? Math.max(normal, text.before(i).spaces()) : normal;
  }

  private int normal(int i) {
    int left = text.type(i - 1);
    int right = text.type(i);
    if (left == AdjointParser.COMMA) {
      return FormatText.isCloser(right) ? 0 : 1;
    }
    if (left == AdjointParser.RANGE && text.text(i).startsWith(".")) {
      return 1; // `...` is another sign
    }
    boolean isSlice =
        left == AdjointParser.COLON
            && !text.isInBlock(i)
            && text.type(text.opener(i)) == AdjointParser.LEFT_BRACKET;
    boolean isEmptyBlock = left == AdjointParser.LEFT_BRACE && right == AdjointParser.RIGHT_BRACE;
    boolean isClose =
        NONE_BEFORE.contains(right)
            || NONE_AFTER.contains(left)
            || close.get(i - 1)
            || close.get(i)
            || text.isSign(i - 1)
            || text.isTrailer(i)
            || isSlice
            || isEmptyBlock;
    return isClose ? 0 : 1;
  }
}
