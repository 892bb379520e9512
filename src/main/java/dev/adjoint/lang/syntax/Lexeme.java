package dev.adjoint.lang.syntax;

import dev.adjoint.lang.syntax.antlr.AdjointParser;
import dev.adjoint.source.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/// A word or a sign of a program that may not be finished, for those who show it in colours.
///
/// @param start where it starts in the text
/// @param end where it ends, exclusive
public record Lexeme(Kind kind, int start, int end) {
  /// What a piece of text is. Blanks are nothing.
  public enum Kind {
    KEYWORD,
    NAME,
    NUMBER,
    TEXT,
    COMMENT,
    SIGN,
    WRONG
  }

  /// All of a text, in order.
  public static List<Lexeme> of(SourceText source) {
    String text = source.text();
    List<Token> tokens = Tokens.of(source, 0, text.length());
    Set<Integer> keywords = keywords(source, tokens);
    List<Lexeme> lexemes = new ArrayList<>();
    int at = 0;
    for (Token token : tokens) {
      int comment = text.substring(at, token.getStartIndex()).indexOf('#');
      if (comment >= 0) {
        lexemes.add(new Lexeme(Kind.COMMENT, at + comment, endOfLine(text, at + comment)));
      }
      if (token.getType() != Token.EOF && token.getType() != AdjointParser.NEWLINE) {
        boolean isKeyword = keywords.contains(token.getStartIndex());
        Kind kind = isKeyword ? Kind.KEYWORD : kind(token);
        lexemes.add(new Lexeme(kind, token.getStartIndex(), token.getStopIndex() + 1));
      }
      at = token.getStopIndex() + 1;
    }
    return lexemes;
  }

  /// Where the keywords start: which words are ones, their places decide.
  private static Set<Integer> keywords(SourceText source, List<Token> tokens) {
    Set<Integer> keywords = new HashSet<>();
    Layout.statements(source, tokens).statements().stream()
        .flatMap(List::stream)
        .filter(token -> isWord(token.getType()))
        .forEach(token -> keywords.add(token.getStartIndex()));
    tokens.stream()
        .filter(token -> Tokens.RESERVED.contains(token.getType()))
        .forEach(token -> keywords.add(token.getStartIndex()));
    return keywords;
  }

  private static boolean isWord(int type) {
    return Tokens.STATEMENT_WORDS.contains(type)
        || type == AdjointParser.AS
        || type == AdjointParser.WITHIN;
  }

  private static Kind kind(Token token) {
    return switch (token.getType()) {
      case AdjointParser.NUMBER -> Kind.NUMBER;
      case AdjointParser.STRING -> Kind.TEXT;
      case AdjointParser.NAME, AdjointParser.AS, AdjointParser.WITHIN -> Kind.NAME;
      case AdjointParser.FOREIGN,
          AdjointParser.UNKNOWN,
          AdjointParser.UNTERMINATED,
          AdjointParser.TRIPLE_QUOTE ->
          Kind.WRONG;
      default -> Tokens.STATEMENT_WORDS.contains(token.getType()) ? Kind.NAME : Kind.SIGN;
    };
  }

  private static int endOfLine(String text, int start) {
    int end = text.indexOf('\n', start);
    return end < 0 ? text.length() : end;
  }
}
