package dev.adjoint.lang.syntax;

import dev.adjoint.lang.syntax.antlr.AdjointParser;
import dev.adjoint.source.SourceText;
import dev.adjoint.source.Span;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/// Where the parser could not go on: the token at `index` does not fit behind those before it.
record Slip(SourceText source, List<Token> tokens, int index) {

  /// The token that does not fit.
  Token found() {
    return tokens.get(index);
  }

  int foundType() {
    return found().getType();
  }

  /// The token `distance` places from the one that does not fit, or an end of file.
  Token at(int distance) {
    int at = index + distance;
    return at >= 0 && at < tokens.size() ? tokens.get(at) : tokens.getLast();
  }

  /// The token before the one that does not fit, or an end of file if that is the first.
  Token before() {
    return at(-1);
  }

  int beforeType() {
    return before().getType();
  }

  /// Whether the statement ends here: the last line of a block ends at its brace.
  boolean isAtEnd() {
    return Set.of(Token.EOF, AdjointParser.NEWLINE, AdjointParser.RIGHT_BRACE)
        .contains(foundType());
  }

  /// The index of the first token of the innermost statement.
  int headIndex() {
    int depth = 0;
    for (int i = index - 1; i >= 0; i--) {
      switch (tokens.get(i).getType()) {
        case AdjointParser.RIGHT_BRACE -> depth++;
        case AdjointParser.LEFT_BRACE -> {
          if (depth == 0) {
            return i + 1;
          }
          depth--;
        }
        case AdjointParser.NEWLINE -> {
          if (depth == 0) {
            return i + 1;
          }
        }
        default -> {}
      }
    }
    return 0;
  }

  Token head() {
    return tokens.get(headIndex());
  }

  /// Whether the token that does not fit is the first of its statement.
  boolean isAtHead() {
    return headIndex() == index;
  }

  /// The innermost `(` or `[` of the statement that is open here, or null.
  Token opener() {
    var open = new ArrayDeque<Token>();
    for (Token token : tokens.subList(headIndex(), index)) {
      switch (token.getType()) {
        case AdjointParser.LEFT_PAREN, AdjointParser.LEFT_BRACKET -> open.push(token);
        case AdjointParser.RIGHT_PAREN, AdjointParser.RIGHT_BRACKET -> open.poll();
        default -> {}
      }
    }
    return open.peek();
  }

  /// The text from the token that does not fit to the end of its statement.
  String restOfStatement() {
    int end = index;
    while (!new Slip(source, tokens, end + 1).isAtEnd()) {
      end++;
    }
    return text(found(), tokens.get(end));
  }

  /// Whether what is read stands in the braces of a string.
  boolean isInString() {
    int start = tokens.getFirst().getStartIndex();
    return start > 0 && source.text().charAt(start - 1) == '{';
  }

  /// Whether there is nothing between the token that does not fit and the one before it.
  boolean touches() {
    return before().getStopIndex() + 1 == found().getStartIndex();
  }

  /// Whether one of the types stands, outside brackets that are closed again, between the innermost
  /// open bracket, comma or start of the statement and here.
  boolean hasBefore(Set<Integer> types) {
    int depth = 0;
    int first = headIndex();
    for (int i = index - 1; i >= first; i--) {
      int type = tokens.get(i).getType();
      switch (type) {
        case AdjointParser.RIGHT_PAREN, AdjointParser.RIGHT_BRACKET -> depth++;
        case AdjointParser.LEFT_PAREN, AdjointParser.LEFT_BRACKET -> {
          if (depth == 0) {
            return false;
          }
          depth--;
        }
        case AdjointParser.COMMA -> {
          if (depth == 0) {
            return false;
          }
        }
        default -> {
          if (depth == 0 && types.contains(type)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  Span span() {
    return span(found());
  }

  Span span(Token token) {
    return Tokens.span(source, token);
  }

  /// The program's text from one token to another.
  String text(Token first, Token last) {
    return source.text().substring(first.getStartIndex(), last.getStopIndex() + 1);
  }

  /// How a token is called in a message.
  static String quoted(Token token) {
    return switch (token.getType()) {
      case Token.EOF, AdjointParser.NEWLINE -> "the end of the line";
      case AdjointParser.STRING -> "the string " + shortened(token.getText());
      default -> "`" + shortened(token.getText()) + "`";
    };
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 37) + "...";
  }
}
