package dev.adjoint.lang.syntax;

import dev.adjoint.lang.syntax.antlr.AdjointParser;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/// How deep a statement is nested, counted on its tokens before anything recurses over it.
///
/// Brackets nest, and within them what the grammar reads by recursion to the right (signs, powers,
/// `if … then … else if …`) or what makes a tree deep to the left (trailers, `|>`). A chain of
/// binary operators does not: see [Expr]. The count is never below the depth of the tree.
final class Nesting {
  /// What is counted between a bracket and the next one inside it.
  private static final class Level {
    /// By how much the bracket is deeper than what it stands in.
    private final int step;

    /// `if`s and `|>`, which last until the next comma or the end of the statement.
    private int choices;

    /// `not`s, which last until the next `and` or `or`.
    private int negations;

    /// Signs and powers, which last until the next looser operator.
    private int prefixes;

    /// Calls, indices and fields of one value.
    private int trailers;

    Level(int step) {
      this.step = step;
    }

    /// How deep a value that starts here is.
    int depthOfValue() {
      return choices + negations + prefixes;
    }

    void endOperand() {
      prefixes = 0;
      trailers = 0;
    }

    void endTerm() {
      negations = 0;
      endOperand();
    }

    void endValue() {
      choices = 0;
      endTerm();
    }
  }

  private final List<Token> statement;
  private final int[] trailersBehind;
  private final List<Level> levels = new ArrayList<>(List.of(new Level(0)));
  private int depthOfBracket;
  private int deepest;
  private Token beyond;

  private Nesting(List<Token> statement) {
    this.statement = statement;
    this.trailersBehind = trailersBehind(statement);
  }

  static Nesting of(List<Token> statement) {
    var nesting = new Nesting(statement);
    for (int i = 0; i < statement.size(); i++) {
      nesting.count(i);
      Level level = nesting.levels.getLast();
      int depth = nesting.depthOfBracket + level.depthOfValue() + level.trailers;
      nesting.deepest = Math.max(nesting.deepest, depth);
      if (depth > Parser.MAX_NESTING && nesting.beyond == null) {
        nesting.beyond = statement.get(i);
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

  /// For each opening bracket, how many trailers follow its closing one: in `f(x).a[0]`, x lies two
  /// levels deeper than in `f(x)`.
  private static int[] trailersBehind(List<Token> statement) {
    int[] behind = new int[statement.size()];
    var runs = new ArrayList<Integer>();
    int run = 0;
    for (int i = statement.size() - 1; i >= 0; i--) {
      switch (statement.get(i).getType()) {
        case AdjointParser.RIGHT_PAREN, AdjointParser.RIGHT_BRACKET, AdjointParser.RIGHT_BRACE -> {
          runs.add(run);
          run = 0;
        }
        case AdjointParser.LEFT_PAREN, AdjointParser.LEFT_BRACKET, AdjointParser.LEFT_BRACE -> {
          run = runs.isEmpty() ? 0 : runs.removeLast();
          behind[i] = run;
          run = isTrailer(statement, i) ? run + 1 : 0;
        }
        case AdjointParser.DOT -> run++;
        case AdjointParser.NAME -> {}
        default -> run = 0;
      }
    }
    return behind;
  }

  private static boolean isTrailer(List<Token> statement, int opener) {
    return opener > 0
        && statement.get(opener).getType() != AdjointParser.LEFT_BRACE
        && Tokens.ENDS_VALUE.contains(statement.get(opener - 1).getType());
  }

  private void count(int index) {
    Level level = levels.getLast();
    int type = statement.get(index).getType();
    switch (type) {
      case AdjointParser.LEFT_PAREN, AdjointParser.LEFT_BRACKET, AdjointParser.LEFT_BRACE -> {
        int step = level.depthOfValue() + trailersBehind[index] + 1;
        level.trailers += isTrailer(statement, index) ? 1 : 0;
        depthOfBracket += step;
        levels.add(new Level(step));
      }
      case AdjointParser.RIGHT_PAREN, AdjointParser.RIGHT_BRACKET -> close();
      case AdjointParser.RIGHT_BRACE -> {
        close();
        levels.getLast().endValue();
      }
      case AdjointParser.COMMA, AdjointParser.NEWLINE -> level.endValue();
      case AdjointParser.THEN, AdjointParser.ELSE, AdjointParser.AND, AdjointParser.OR ->
          level.endTerm();
      case AdjointParser.IF -> level.choices += isStatement(index) ? 0 : 1;
      case AdjointParser.PIPE -> {
        level.choices++;
        level.endTerm();
      }
      case AdjointParser.NOT -> level.negations++;
      case AdjointParser.DOT -> level.trailers++;
      case AdjointParser.POWER, AdjointParser.STARS -> {
        level.prefixes++;
        level.trailers = 0;
      }
      case AdjointParser.MINUS -> {
        boolean isSign =
            index == 0 || !Tokens.ENDS_VALUE.contains(statement.get(index - 1).getType());
        if (isSign) {
          level.prefixes++;
        } else {
          level.endOperand();
        }
      }
      default -> {
        if (Tokens.NEEDS_RIGHT.contains(type)) {
          level.endOperand();
        }
      }
    }
  }

  /// Whether an `if` stands where a statement begins, or behind the `else` of one: then the depth is
  /// that of its blocks.
  private boolean isStatement(int index) {
    int before = index - (type(index - 1) == AdjointParser.ELSE ? 2 : 1);
    return switch (type(before)) {
      case Token.INVALID_TYPE, AdjointParser.NEWLINE -> true;
      case AdjointParser.LEFT_BRACE, AdjointParser.RIGHT_BRACE -> true;
      default -> false;
    };
  }

  private int type(int index) {
    return index < 0 ? Token.INVALID_TYPE : statement.get(index).getType();
  }

  private void close() {
    if (levels.size() > 1) {
      depthOfBracket -= levels.removeLast().step;
    }
  }
}
