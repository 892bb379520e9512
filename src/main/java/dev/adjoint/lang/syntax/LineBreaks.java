package dev.adjoint.lang.syntax;

import dev.adjoint.lang.syntax.antlr.AdjointParser;
import java.util.BitSet;
import java.util.Set;

/// Where the lines of a formatted program begin: where its author began them, as far as the layout
/// of blocks allows it, and where a line would be too long.
final class LineBreaks {
  /// How long a line may be that can be broken.
  static final int WIDTH = 100;

  /// A long line may end behind these, if it cannot behind a comma.
  private static final Set<Integer> SPLITTING =
      Set.of(AdjointParser.PLUS, AdjointParser.MINUS, AdjointParser.AND, AdjointParser.OR);

  private final FormatText text;
  private final Spacing spacing;

  /// The braces of blocks whose statements stand on lines of their own.
  private final BitSet tall = new BitSet();

  /// Those among them that their author wrote on one line.
  private final BitSet unfolded = new BitSet();

  /// The tokens before which a long line was broken.
  private final BitSet added = new BitSet();

  LineBreaks(FormatText text, Spacing spacing) {
    this.text = text;
    this.spacing = spacing;
    for (int i = 0; i < text.size(); i++) {
      if (text.type(i) == AdjointParser.LEFT_BRACE && !text.isOneLine(i, text.partner(i))) {
        tall.set(i);
      }
    }
  }

  /// Whether a line begins with the token.
  boolean isBefore(int i) {
    FormatText.Gap gap = text.before(i);
    if (i == 0 || i == text.size() || gap.hasComments()) {
      return true;
    }
    int left = text.type(i - 1);
    boolean isJoined =
        switch (text.type(i)) {
          case AdjointParser.LEFT_BRACE, AdjointParser.COMMA -> true;
          case AdjointParser.ELSE -> left == AdjointParser.RIGHT_BRACE;
          default -> false;
        };
    if (isJoined) {
      return false;
    }
    int opener = text.opener(i);
    if (left == AdjointParser.LEFT_BRACE || text.type(i) == AdjointParser.RIGHT_BRACE) {
      return tall.get(opener) && opener + 1 != text.partner(opener);
    }
    return gap.newline()
        || added.get(i)
        || text.starts(i) && opener >= 0 && unfolded.get(opener)
        || left == AdjointParser.COMMA && text.before(i - 1).newline();
  }

  /// Whether a bracket that closes begins a line, and what it holds begins one too.
  boolean isHanging(int closer) {
    return isBefore(closer) && isBefore(text.partner(closer) + 1);
  }

  /// The text of a token, with the comma that stands before a closing bracket on a line of its own.
  String text(int i) {
    boolean isLast =
        i + 1 < text.size()
            && FormatText.isCloser(text.type(i + 1))
            && text.type(i) != AdjointParser.COMMA
            && text.hasComma(text.opener(i + 1))
            && isHanging(i + 1);
    return isLast ? text.text(i) + "," : text.text(i);
  }

  /// The text between two tokens of a line.
  String between(int i) {
    boolean isNext = text.starts(i) && text.type(i - 1) != AdjointParser.LEFT_BRACE;
    return isNext ? "; " : " ".repeat(spacing.before(i));
  }

  /// Breaks the line that begins with a token, if it is too long and can be broken.
  void fit(int first, int indent) {
    int end = tooLong(first, indent);
    while (end >= 0 && unfold(first, end)) {
      end = tooLong(first, indent);
    }
    if (end >= 0) {
      int at = best(first, end);
      if (at < 0) {
        at = next(end);
      }
      if (at >= 0) {
        added.set(at);
      }
    }
  }

  /// The index of the token of the line that ends too far to the right, or -1.
  private int tooLong(int first, int indent) {
    int width = indent;
    for (int i = first; i < text.size() && (i == first || !isBefore(i)); i++) {
      width += i == first ? 0 : between(i).length();
      String shown = text(i);
      width += shown.codePointCount(0, shown.length());
      if (width > WIDTH) {
        return i;
      }
    }
    return -1;
  }

  /// Gives the statements of a block lines of their own, the first block that the line has up to
  /// `end`, and of the branches that follow it.
  private boolean unfold(int first, int end) {
    for (int i = first; i <= end; i++) {
      boolean isFolded =
          text.type(i) == AdjointParser.LEFT_BRACE && !tall.get(i) && i + 1 != text.partner(i);
      if (isFolded) {
        unfoldAll(i);
        return true;
      }
    }
    return false;
  }

  private void unfoldAll(int brace) {
    int i = brace;
    while (true) {
      if (!tall.get(i)) {
        tall.set(i);
        unfolded.set(i);
      }
      i = text.partner(i) + 1;
      if (i >= text.size() || text.type(i) != AdjointParser.ELSE) {
        return;
      }
      while (text.type(i) != AdjointParser.LEFT_BRACE) {
        i++;
      }
    }
  }

  /// The last place in the fewest brackets where the line can go on below, of those after `first`
  /// and up to `end`; -1 if there is none.
  private int best(int first, int end) {
    int best = -1;
    int least = Integer.MAX_VALUE;
    int depth = 0;
    for (int i = first; i < end; i++) {
      depth += text.partner(i) < 0 ? 0 : text.partner(i) > i ? 2 : -2;
      if (canEnd(i)) {
        int rank = text.type(i) == AdjointParser.COMMA ? depth : depth + 1;
        if (rank <= least) {
          least = rank;
          best = i + 1;
        }
      }
    }
    return best;
  }

  /// The first place from `end` on where the line can go on below, or -1.
  private int next(int end) {
    for (int i = end; i + 1 < text.size() && !isBefore(i + 1); i++) {
      if (canEnd(i)) {
        return i + 1;
      }
    }
    return -1;
  }

  private boolean canEnd(int i) {
    int type = text.type(i);
    return type == AdjointParser.COMMA && !spacing.isInRow(i)
        || SPLITTING.contains(type) && !text.isInBlock(i) && spacing.before(i + 1) > 0;
  }
}
