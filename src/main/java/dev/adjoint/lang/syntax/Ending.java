package dev.adjoint.lang.syntax;

import dev.adjoint.lang.syntax.antlr.AdjointParser;
import dev.adjoint.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/// Whether a program that is entered line by line can end here.
public final class Ending {
  private Ending() {}

  /// Whether another line must follow: a bracket is open, the last sign needs something to its
  /// right, or a block or the rest of a choice is missing. What is wrong so far can end: no line
  /// would mend it.
  public static boolean isOpen(SourceText source) {
    List<Token> tokens = new ArrayList<>(Tokens.of(source, 0, source.text().length()));
    tokens.removeIf(token -> token.getType() == AdjointParser.NEWLINE);
    tokens.removeLast(); // the end of file
    List<Token> open = new ArrayList<>();
    List<Token> statement = new ArrayList<>(); // the last one, without what is in its brackets
    int line = 0;
    for (Token token : tokens) {
      switch (token.getType()) {
        case AdjointParser.LEFT_PAREN, AdjointParser.LEFT_BRACKET, AdjointParser.LEFT_BRACE ->
            open.add(token);
        case AdjointParser.RIGHT_PAREN, AdjointParser.RIGHT_BRACKET, AdjointParser.RIGHT_BRACE -> {
          if (open.isEmpty() || !belong(open.removeLast(), token)) {
            return false;
          }
        }
        case AdjointParser.UNTERMINATED, AdjointParser.TRIPLE_QUOTE -> {
          return false;
        }
        default -> {}
      }
      if (open.isEmpty() || token == open.getLast() && open.size() == 1) {
        boolean isNext =
            token.getLine() > line
                && !statement.isEmpty()
                && !Tokens.NEEDS_RIGHT.contains(statement.getLast().getType())
                && !Tokens.NEEDS_LEFT.contains(token.getType())
                && !isCloser(token);
        if (isNext || token.getType() == AdjointParser.SEMICOLON) {
          statement.clear();
        }
        if (token.getType() != AdjointParser.SEMICOLON) {
          statement.add(token);
        }
      }
      line = token.getLine();
    }
    return !open.isEmpty()
        || !statement.isEmpty()
            && (Tokens.NEEDS_RIGHT.contains(statement.getLast().getType())
                || lacksBlock(statement)
                || lacksChoice(statement));
  }

  private static boolean belong(Token opener, Token closer) {
    return switch (closer.getType()) {
      case AdjointParser.RIGHT_PAREN -> opener.getType() == AdjointParser.LEFT_PAREN;
      case AdjointParser.RIGHT_BRACKET -> opener.getType() == AdjointParser.LEFT_BRACKET;
      default -> opener.getType() == AdjointParser.LEFT_BRACE;
    };
  }

  private static boolean isCloser(Token token) {
    int type = token.getType();
    return type == AdjointParser.RIGHT_BRACE || FormatText.isCloser(type);
  }

  /// Whether the statement has a block, and it has not begun.
  private static boolean lacksBlock(List<Token> statement) {
    return switch (statement.getFirst().getType()) {
      case AdjointParser.FOR, AdjointParser.LAYER, AdjointParser.REPEAT, AdjointParser.EVERY ->
          statement.size() > 1
              && isHead(statement.get(1).getType())
              && !has(statement, AdjointParser.LEFT_BRACE);
      case AdjointParser.FN ->
          statement.size() > 1
              && statement.get(1).getType() == AdjointParser.NAME
              && !has(statement, AdjointParser.LEFT_BRACE)
              && !has(statement, AdjointParser.ASSIGN);
      default -> false;
    };
  }

  /// Whether a word before this is a keyword: `repeat = 3` gives a name its value.
  private static boolean isHead(int next) {
    return next == AdjointParser.NAME || Tokens.STARTS_VALUE.contains(next);
  }

  private static boolean lacksChoice(List<Token> statement) {
    return !has(statement, AdjointParser.LEFT_BRACE)
        && count(statement, AdjointParser.IF) > count(statement, AdjointParser.ELSE);
  }

  private static boolean has(List<Token> tokens, int type) {
    return count(tokens, type) > 0;
  }

  private static long count(List<Token> tokens, int type) {
    return tokens.stream().filter(token -> token.getType() == type).count();
  }
}
