package dev.adjoint.lang.syntax;

import dev.adjoint.lang.syntax.antlr.AdjointParser;
import dev.adjoint.source.SourceText;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/// The text of a program taken apart to be formatted: its tokens, as the parser sees them, and what
/// stands between them. A comma before a bracket that closes on its line is left out already.
final class FormatText {
  /// @param column where it stands in its line, from 0
  /// @param isBelowBlank whether there is an empty line above it
  record Comment(String text, int column, boolean isBelowBlank) {}

  /// What stands before a token.
  ///
  /// @param trailing the comment behind the token before
  /// @param own comments on lines of their own
  /// @param newline whether the token begins a line
  /// @param blank whether there is an empty line right above the token
  /// @param spaces between two tokens of one line
  record Gap(
      Optional<Comment> trailing, List<Comment> own, boolean newline, boolean blank, int spaces) {
    boolean hasComments() {
      return trailing.isPresent() || !own.isEmpty();
    }
  }

  private static final int NONE = -1;

  private final SourceText source;
  private final List<Token> tokens = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private final BitSet starts = new BitSet();
  private final BitSet commas = new BitSet();
  private final int[] partners;
  private final int[] openers;

  private FormatText(SourceText source) {
    this.source = source;
    Layout.Result layout = Layout.statements(source, Tokens.of(source, 0, source.text().length()));
    layout.statements().forEach(this::add);
    gaps.add(gap(source.text().length()));
    this.partners = new int[tokens.size()];
    this.openers = new int[tokens.size()];
    pair();
  }

  /// @param source of a program that can be read
  static FormatText of(SourceText source) {
    return new FormatText(source);
  }

  /// The tokens of a statement outside blocks; ends of line in it have an empty text.
  private void add(List<Token> statement) {
    boolean isStart = true;
    for (int i = 0; i < statement.size() - 1; i++) {
      Token token = statement.get(i);
      if (token.getType() == AdjointParser.NEWLINE) {
        isStart = true;
      } else if (!isSuperfluous(token, statement.get(i + 1))) {
        starts.set(tokens.size(), isStart);
        gaps.add(gap(token.getStartIndex()));
        tokens.add(token);
        isStart = token.getType() == AdjointParser.LEFT_BRACE;
      }
    }
  }

  private boolean isSuperfluous(Token comma, Token next) {
    return comma.getType() == AdjointParser.COMMA
        && isCloser(next.getType())
        && source.lineOf(comma.getStartIndex()) == source.lineOf(next.getStartIndex());
  }

  static boolean isCloser(int type) {
    return type == AdjointParser.RIGHT_PAREN || type == AdjointParser.RIGHT_BRACKET;
  }

  static boolean isOpener(int type) {
    return type == AdjointParser.LEFT_PAREN || type == AdjointParser.LEFT_BRACKET;
  }

  /// What stands between the last token and `end`: blanks, comments, ends of lines, and the `;` and
  /// `,` that are not kept as tokens.
  private Gap gap(int end) {
    int start = tokens.isEmpty() ? 0 : tokens.getLast().getStopIndex() + 1;
    String[] lines = source.text().substring(start, end).split("\n", -1);
    Optional<Comment> trailing = Optional.empty();
    List<Comment> own = new ArrayList<>();
    boolean blank = false;
    int at = start;
    for (int i = 0; i < lines.length; i++) {
      int sign = lines[i].indexOf('#');
      if (sign >= 0) {
        Comment comment = comment(lines[i].substring(sign), at + sign, blank);
        if (i == 0 && !tokens.isEmpty()) {
          trailing = Optional.of(comment);
        } else {
          own.add(comment);
        }
        blank = false;
      } else if (i > 0 && i < lines.length - 1) {
        blank |= lines[i].isBlank();
      }
      at += lines[i].length() + 1;
    }
    boolean isOneLine = lines.length == 1;
    int spaces = isOneLine && lines[0].chars().allMatch(c -> c == ' ') ? lines[0].length() : 0;
    return new Gap(trailing, own, !isOneLine, blank, spaces);
  }

  private Comment comment(String text, int start, boolean isBelowBlank) {
    int line = start - (source.columnOf(start) - 1);
    int column = source.text().codePointCount(line, start);
    return new Comment(text.stripTrailing(), column, isBelowBlank);
  }

  private void pair() {
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      openers[i] = open.isEmpty() ? NONE : open.getLast();
      partners[i] = NONE;
      int type = type(i);
      if (type == AdjointParser.COMMA && !open.isEmpty()) {
        commas.set(open.getLast());
      }
      if (isOpener(type) || type == AdjointParser.LEFT_BRACE) {
        open.add(i);
      } else if (isCloser(type) || type == AdjointParser.RIGHT_BRACE) {
        partners[i] = open.removeLast();
        partners[partners[i]] = i;
      }
    }
  }

  int size() {
    return tokens.size();
  }

  int type(int index) {
    return tokens.get(index).getType();
  }

  String text(int index) {
    return tokens.get(index).getText();
  }

  /// What stands before a token, or, at the index behind the last, at the end of the program.
  Gap before(int index) {
    return gaps.get(index);
  }

  /// Whether a statement starts with the token.
  boolean starts(int index) {
    return starts.get(index);
  }

  /// The bracket that closes this one, or opens it.
  int partner(int index) {
    return partners[index];
  }

  /// The innermost bracket that the token stands in; of a closing bracket, its partner. -1 outside
  /// of all.
  int opener(int index) {
    return openers[index];
  }

  /// Whether there is a comma directly in the bracket that opens here or closes here.
  boolean hasComma(int bracket) {
    return commas.get(Math.min(bracket, partners[bracket]));
  }

  /// Whether the token stands directly in braces, or outside of all brackets.
  boolean isInBlock(int index) {
    return openers[index] == NONE || type(openers[index]) == AdjointParser.LEFT_BRACE;
  }

  /// Whether nothing stands before the token but the one before.
  boolean isTouching(int index) {
    return tokens.get(index).getStartIndex() == tokens.get(index - 1).getStopIndex() + 1;
  }

  /// Whether two tokens stand on one line of the source.
  boolean isOneLine(int first, int last) {
    return source.lineOf(tokens.get(first).getStartIndex())
        == source.lineOf(tokens.get(last).getStartIndex());
  }

  /// Whether a `-` is a sign, and not a difference.
  boolean isSign(int index) {
    return type(index) == AdjointParser.MINUS && !isBehindValue(index);
  }

  /// Whether a `(` or `[` calls or indexes what is before it.
  boolean isTrailer(int index) {
    return isOpener(type(index)) && isBehindValue(index);
  }

  private boolean isBehindValue(int index) {
    return !starts(index) && index > 0 && Tokens.ENDS_VALUE.contains(type(index - 1));
  }
}
