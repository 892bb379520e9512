package dev.adjoint.lang.syntax;

import dev.adjoint.lang.syntax.antlr.AdjointLexer;
import dev.adjoint.lang.syntax.antlr.AdjointParser;
import dev.adjoint.source.SourceText;
import dev.adjoint.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/// The tokens of a text, and the kinds of token that more than one class asks for.
final class Tokens {
  /// A value can start with these.
  static final Set<Integer> STARTS_VALUE =
      Set.of(
          AdjointParser.NAME,
          AdjointParser.NUMBER,
          AdjointParser.STRING,
          AdjointParser.DIFF,
          AdjointParser.PARTIAL,
          AdjointParser.LEFT_PAREN,
          AdjointParser.LEFT_BRACKET,
          AdjointParser.MINUS,
          AdjointParser.NOT,
          AdjointParser.IF);

  /// A value can end with these.
  static final Set<Integer> ENDS_VALUE =
      Set.of(
          AdjointParser.NAME,
          AdjointParser.NUMBER,
          AdjointParser.STRING,
          AdjointParser.RIGHT_PAREN,
          AdjointParser.RIGHT_BRACKET);

  static final Set<Integer> COMPARISONS =
      Set.of(
          AdjointParser.EQUAL,
          AdjointParser.CLOSE,
          AdjointParser.UNEQUAL,
          AdjointParser.LESS,
          AdjointParser.LESS_EQUAL,
          AdjointParser.GREATER,
          AdjointParser.GREATER_EQUAL);

  /// Something must stand to the right of these, so a line that ends with one goes on.
  static final Set<Integer> NEEDS_RIGHT =
      union(
          COMPARISONS,
          Set.of(
              AdjointParser.ASSIGN,
              AdjointParser.UPDATE,
              AdjointParser.COLON,
              AdjointParser.COMMA,
              AdjointParser.ARROW,
              AdjointParser.PIPE,
              AdjointParser.RANGE,
              AdjointParser.PLUS,
              AdjointParser.MINUS,
              AdjointParser.TIMES,
              AdjointParser.OVER,
              AdjointParser.MATMUL,
              AdjointParser.POWER,
              AdjointParser.STARS,
              AdjointParser.PARTIAL,
              AdjointParser.AND,
              AdjointParser.OR,
              AdjointParser.NOT,
              AdjointParser.IN,
              AdjointParser.THEN,
              AdjointParser.ELSE));

  /// A line that starts with one of these goes on from the one above.
  static final Set<Integer> NEEDS_LEFT =
      Set.of(AdjointParser.PIPE, AdjointParser.THEN, AdjointParser.ELSE, AdjointParser.LEFT_BRACE);

  /// Words that are never names.
  static final Set<Integer> RESERVED =
      Set.of(
          AdjointParser.IF,
          AdjointParser.THEN,
          AdjointParser.ELSE,
          AdjointParser.FOR,
          AdjointParser.IN,
          AdjointParser.AND,
          AdjointParser.OR,
          AdjointParser.NOT);

  /// Words that are keywords where a statement starts with them.
  static final Set<Integer> STATEMENT_WORDS =
      Set.of(
          AdjointParser.PRECISION,
          AdjointParser.SEED,
          AdjointParser.DIM,
          AdjointParser.SAME,
          AdjointParser.OPTION,
          AdjointParser.IMPORT,
          AdjointParser.DATA,
          AdjointParser.PARAM,
          AdjointParser.FN,
          AdjointParser.LAYER,
          AdjointParser.RETURN,
          AdjointParser.REPEAT,
          AdjointParser.EVERY,
          AdjointParser.EXPECT,
          AdjointParser.CHECK);

  private Tokens() {}

  /// The tokens of `[start, end)` that are not blanks or comments, and an end of file.
  static List<Token> of(SourceText source, int start, int end) {
    var stream = new TextStream(source.name(), source.text(), start, end);
    var lexer = new AdjointLexer(stream);
    var tokens = new ArrayList<Token>();
    while (true) {
      Token token = lexer.nextToken();
      if (!tokens.isEmpty() && isPrime(tokens.getLast(), token)) {
        token = prime(token);
        stream.seek(token.getStartIndex() + 1);
      }
      if (token.getChannel() == Token.DEFAULT_CHANNEL) {
        tokens.add(token);
      }
      if (token.getType() == Token.EOF) {
        return tokens;
      }
    }
  }

  /// Whether what looks like a string in single quotes is the prime of `x'`, as other languages
  /// transpose: it touches the value before it. The strings of Python's `f'…'` touch too.
  private static boolean isPrime(Token before, Token token) {
    boolean closed = token.getType() == AdjointParser.STRING;
    return (closed || token.getType() == AdjointParser.UNTERMINATED)
        && token.getText().charAt(0) == '\''
        && token.getStartIndex() == before.getStopIndex() + 1
        && ENDS_VALUE.contains(before.getType())
        && !(closed && Habits.STRING_PREFIXES.contains(before.getText()));
  }

  private static Token prime(Token quote) {
    var prime = new CommonToken(quote);
    prime.setType(AdjointParser.FOREIGN);
    prime.setStopIndex(quote.getStartIndex());
    return prime;
  }

  static Span span(SourceText source, Token token) {
    if (token.getType() == Token.EOF) {
      return new Span(source, token.getStartIndex(), token.getStartIndex());
    }
    return new Span(source, token.getStartIndex(), token.getStopIndex() + 1);
  }

  private static Set<Integer> union(Set<Integer> a, Set<Integer> b) {
    var all = new HashSet<>(a);
    all.addAll(b);
    return Set.copyOf(all);
  }
}
