package dev.adjoint.lang.syntax;

import dev.adjoint.lang.syntax.antlr.AdjointParser;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/// How deep a statement is nested, counted on its tokens before anything recurses over it.
///
/// Brackets nest, and within them what the grammar reads by recursion to the right (prefix
/// operators, powers, `if … then … else if …`) or what makes a tree deep to the left (trailers,
/// `|>`). A chain of binary operators does not: see [Expr]. The count is never below the depth of
/// the tree, and for brackets and prefixes it is the depth.
final class Nesting {
  /// What is counted between one bracket and the next.
  private static final class Level {
    /// `if`s and `|>`, which last until the next comma or the end of the statement.
    private int choices;

    /// `not`s, which last until the next `and` or `or`.
    private int negations;

    /// Signs, powers and trailers, which last until the next looser operator.
    private int prefixes;

    int depth() {
      return choices + negations + prefixes;
    }
  }

  private final List<Level> levels = new ArrayList<>(List.of(new Level()));
  private int depthOfOuter;
  private int deepest;
  private Token beyond;

  private Nesting() {}

  static Nesting of(List<Token> statement) {
    var nesting = new Nesting();
    int previous = Token.INVALID_TYPE;
    for (Token token : statement) {
      nesting.count(token.getType(), previous);
      previous = token.getType();
      int depth = nesting.depthOfOuter + nesting.levels.getLast().depth();
      nesting.deepest = Math.max(nesting.deepest, depth);
      if (depth > Parser.MAX_NESTING && nesting.beyond == null) {
        nesting.beyond = token;
      }
    }
    return nesting;
  }

  int deepest() {
    return deepest;
  }

  /// The first token that is nested deeper than [Parser#MAX_NESTING], or null.
  Token beyond() {
    return beyond;
  }

  private void count(int type, int previous) {
    Level level = levels.getLast();
    boolean hasLeft = Tokens.ENDS_VALUE.contains(previous);
    switch (type) {
      case AdjointParser.LEFT_PAREN, AdjointParser.LEFT_BRACKET, AdjointParser.LEFT_BRACE -> {
        if (hasLeft) {
          level.prefixes++;
        }
        depthOfOuter += level.depth() + 1;
        levels.add(new Level());
      }
      case AdjointParser.RIGHT_PAREN, AdjointParser.RIGHT_BRACKET -> close();
      case AdjointParser.RIGHT_BRACE -> {
        close();
        restart();
      }
      case AdjointParser.COMMA, AdjointParser.NEWLINE -> restart();
      case AdjointParser.IF -> level.choices++;
      case AdjointParser.PIPE -> {
        level.choices++;
        level.negations = 0;
        level.prefixes = 0;
      }
      case AdjointParser.THEN, AdjointParser.ELSE, AdjointParser.AND, AdjointParser.OR -> {
        level.negations = 0;
        level.prefixes = 0;
      }
      case AdjointParser.NOT -> level.negations++;
      case AdjointParser.POWER, AdjointParser.STARS, AdjointParser.DOT, AdjointParser.PARTIAL ->
          level.prefixes++;
      case AdjointParser.MINUS -> level.prefixes = hasLeft ? 0 : level.prefixes + 1;
      default -> {
        if (Tokens.NEEDS_RIGHT.contains(type)) {
          level.prefixes = 0;
        }
      }
    }
  }

  private void close() {
    if (levels.size() > 1) {
      levels.removeLast();
      depthOfOuter -= levels.getLast().depth() + 1;
    }
  }

  private void restart() {
    levels.set(levels.size() - 1, new Level());
  }
}
