package dev.adjoint.lang.syntax;

import dev.adjoint.lang.syntax.antlr.AdjointParser;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.SourceText;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/// Cuts the tokens of a program into statements, as the head of `grammar/Adjoint.g4` describes it:
/// drops the ends of line that end nothing, and decides which words are keywords where they stand.
final class Layout {
  /// A program's statements outside blocks, each with an end of file behind it.
  ///
  /// @param diagnostics on brackets; their statements are left out
  record Result(List<List<Token>> statements, List<Diagnostic> diagnostics) {}

  private final List<Token> tokens;
  private final Brackets brackets;
  private final List<List<Token>> statements = new ArrayList<>();

  /// Indices of the second `d` of `d(…)/d(…)`.
  private final BitSet denominators = new BitSet();

  /// Indices of the brackets that are open.
  private final List<Integer> open = new ArrayList<>();

  /// The first token of the statement that is being read, for each block that is open.
  private final List<Token> heads = new ArrayList<>();

  private List<Token> statement = new ArrayList<>();
  private boolean isWrong;

  private Layout(SourceText source, List<Token> tokens) {
    this.tokens = tokens;
    this.brackets = Brackets.match(source, tokens);
    heads.add(null);
  }

  /// The statements of a program.
  ///
  /// @param tokens without blanks and comments, with an end of file
  static Result statements(SourceText source, List<Token> tokens) {
    return new Layout(source, tokens).run();
  }

  /// The tokens of one value: no word in it is a keyword of a statement.
  static Result value(SourceText source, List<Token> tokens) {
    var layout = new Layout(source, tokens);
    layout.heads.set(0, tokens.getFirst());
    return layout.run();
  }

  private Result run() {
    for (int i = 0; i < tokens.size(); i++) {
      take(i);
    }
    return new Result(statements, brackets.diagnostics());
  }

  private void take(int index) {
    Token token = tokens.get(index);
    switch (token.getType()) {
      case AdjointParser.NEWLINE -> {
        if (!isInside() && !goesOn(index)) {
          endStatement();
        }
      }
      case Token.EOF -> endProgram();
      default -> {
        if (token.getType() == AdjointParser.SEMICOLON && !isInside()) {
          endStatement();
        } else {
          add(index, refine(index));
        }
      }
    }
  }

  private void add(int index, Token token) {
    isWrong |= brackets.isWrong(index);
    if (heads.getLast() == null) {
      heads.set(heads.size() - 1, token);
    }
    boolean matched = brackets.partner(index) >= 0;
    switch (token.getType()) {
      case AdjointParser.LEFT_PAREN, AdjointParser.LEFT_BRACKET, AdjointParser.LEFT_BRACE -> {
        if (matched) {
          open.add(index);
          heads.add(isInside() ? token : null);
        }
      }
      case AdjointParser.RIGHT_PAREN, AdjointParser.RIGHT_BRACKET, AdjointParser.RIGHT_BRACE -> {
        if (matched) {
          open.removeLast();
          heads.removeLast();
          dropNewline();
        }
      }
      default -> {}
    }
    statement.add(token);
  }

  /// A statement outside blocks is complete; inside one, an end of line says so to the parser.
  private void endStatement() {
    heads.set(heads.size() - 1, null);
    if (statement.isEmpty()) {
      return;
    }
    if (open.isEmpty()) {
      endProgram();
    } else if (last() != AdjointParser.LEFT_BRACE && last() != AdjointParser.NEWLINE) {
      statement.add(end(AdjointParser.NEWLINE));
    }
  }

  private void endProgram() {
    if (!statement.isEmpty() && !isWrong) {
      statement.add(end(Token.EOF));
      statements.add(statement);
    }
    statement = new ArrayList<>();
    isWrong = false;
  }

  /// A token right behind the last one.
  private Token end(int type) {
    var end = new CommonToken(type, "");
    end.setStartIndex(statement.getLast().getStopIndex() + 1);
    end.setStopIndex(statement.getLast().getStopIndex());
    return end;
  }

  private void dropNewline() {
    if (last() == AdjointParser.NEWLINE) {
      statement.removeLast();
    }
  }

  private int last() {
    return statement.isEmpty() ? Token.INVALID_TYPE : statement.getLast().getType();
  }

  /// Whether the innermost open bracket is a `(` or `[`.
  private boolean isInside() {
    return !open.isEmpty() && tokens.get(open.getLast()).getType() != AdjointParser.LEFT_BRACE;
  }

  /// Whether the statement goes on behind the end of line at `index`; of empty lines, the last one
  /// decides.
  private boolean goesOn(int index) {
    int next = tokens.get(index + 1).getType();
    return next == AdjointParser.NEWLINE
        || Tokens.NEEDS_RIGHT.contains(last())
        || !statement.isEmpty() && Tokens.NEEDS_LEFT.contains(next);
  }

  /// The index of the next token that is no end of line.
  private int next(int index) {
    int next = index + 1;
    while (tokens.get(next).getType() == AdjointParser.NEWLINE) {
      next++;
    }
    return next;
  }

  /// The token at `index`, with the type that it has at its place.
  private Token refine(int index) {
    Token token = tokens.get(index);
    int type = token.getType();
    if (Tokens.STATEMENT_WORDS.contains(type)) {
      return heads.getLast() == null && goesOnAs(type, tokens.get(index + 1).getType())
          ? token
          : retype(token, AdjointParser.NAME);
    }
    return switch (type) {
      case AdjointParser.AS ->
          isBehindValueOf(AdjointParser.REPEAT) ? token : retype(token, AdjointParser.NAME);
      case AdjointParser.WITHIN ->
          isBehindValueOf(AdjointParser.EXPECT) ? token : retype(token, AdjointParser.NAME);
      case AdjointParser.NAME -> isDifferential(index) ? retype(token, AdjointParser.DIFF) : token;
      default -> token;
    };
  }

  /// Whether a word between two values stands directly in a statement that starts with `keyword`.
  private boolean isBehindValueOf(int keyword) {
    return heads.getLast() != null
        && heads.getLast().getType() == keyword
        && Tokens.ENDS_VALUE.contains(last());
  }

  /// Whether a statement that starts with `word` can go on with a token of type `next`.
  private static boolean goesOnAs(int word, int next) {
    boolean isWord =
        next == AdjointParser.NAME
            || next == AdjointParser.AS
            || next == AdjointParser.WITHIN
            || Tokens.STATEMENT_WORDS.contains(next)
            || Tokens.RESERVED.contains(next);
    return switch (word) {
      case AdjointParser.SEED,
          AdjointParser.RETURN,
          AdjointParser.REPEAT,
          AdjointParser.EVERY,
          AdjointParser.EXPECT,
          AdjointParser.CHECK ->
          isWord || Tokens.STARTS_VALUE.contains(next);
      case AdjointParser.IMPORT -> isWord || next == AdjointParser.STRING;
      default -> isWord;
    };
  }

  /// Whether the name at `index` is a `d` of `d(…)/d(…)`.
  private boolean isDifferential(int index) {
    if (denominators.get(index)) {
      return true;
    }
    int left = closeOfCall(index);
    if (left < 0 || last() == AdjointParser.DOT) {
      return false;
    }
    int over = next(left);
    int denominator = tokens.get(over).getType() == AdjointParser.OVER ? next(over) : -1;
    if (denominator < 0 || closeOfCall(denominator) < 0) {
      return false;
    }
    denominators.set(denominator);
    return true;
  }

  /// The index of the `)` of `d(…)` at `index`, or -1 if there is none.
  private int closeOfCall(int index) {
    boolean isCall =
        tokens.get(index).getText().equals("d")
            && tokens.get(index + 1).getType() == AdjointParser.LEFT_PAREN;
    return isCall ? brackets.partner(index + 1) : -1;
  }

  private static Token retype(Token token, int type) {
    var copy = new CommonToken(token);
    copy.setType(type);
    return copy;
  }
}
