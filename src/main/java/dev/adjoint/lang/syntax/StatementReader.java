package dev.adjoint.lang.syntax;

import dev.adjoint.lang.syntax.antlr.AdjointParser;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/// Reads single statements and values by the generated parser.
final class StatementReader {
  private final SourceText source;
  private final ExprBuilder exprs;
  private final StatementBuilder statements;
  private final AdjointParser parser = new AdjointParser(null);

  StatementReader(SourceText source) {
    this.source = source;
    this.exprs = new ExprBuilder(source);
    this.statements = new StatementBuilder(exprs);
    parser.removeErrorListeners();
    parser.setErrorHandler(new BailErrorStrategy());
  }

  /// Whether a line can be read, by the grammar alone.
  static boolean reads(String line) {
    var source = new SourceText("a rewrite", line);
    Layout.Result layout = Layout.statements(source, Tokens.of(source, 0, line.length()));
    if (!layout.diagnostics().isEmpty() || layout.statements().size() != 1) {
      return false;
    }
    List<Token> tokens = layout.statements().getFirst();
    try {
      if (Nesting.of(tokens).beyond() != null) {
        return false;
      }
      new StatementReader(source).tree(tokens, AdjointParser::unit, PredictionMode.LL);
      return true;
    } catch (ParseCancellationException _) {
      return false;
    }
  }

  /// @param tokens with an end of file
  /// @throws AdjointException if they are no statement; also with what is wrong further on in the
  ///   blocks of the statement
  Statement statement(List<Token> tokens) {
    return statements.build(tree(tokens, AdjointParser::unit).statement());
  }

  /// @param tokens with an end of file
  /// @throws AdjointException if they are no value
  Expr value(List<Token> tokens) {
    return exprs.build(tree(tokens, AdjointParser::value).expr());
  }

  /// Tries the fast SLL prediction first; where that fails, full LL decides whether it was the
  /// prediction or the program.
  private <T> T tree(List<Token> tokens, Function<AdjointParser, T> rule) {
    try {
      return tree(tokens, rule, PredictionMode.SLL);
    } catch (ParseCancellationException _) {
      try {
        return tree(tokens, rule, PredictionMode.LL);
      } catch (ParseCancellationException e) {
        int index = ((RecognitionException) e.getCause()).getOffendingToken().getTokenIndex();
        var diagnostics = new ArrayList<Diagnostic>();
        var slip = new Slip(source, tokens, index);
        diagnostics.add(SyntaxErrors.explain(slip));
        addRest(tokens, Habits.isValueInBraces(slip) ? index + 1 : index, diagnostics);
        throw new AdjointException(diagnostics);
      }
    }
  }

  private <T> T tree(List<Token> tokens, Function<AdjointParser, T> rule, PredictionMode mode) {
    parser.setTokenStream(new CommonTokenStream(new ListTokenSource(tokens)));
    parser.getInterpreter().setPredictionMode(mode);
    return rule.apply(parser);
  }

  /// Looks for further mistakes behind the one at `index`: in the statements that follow in its
  /// block or in the block that it heads.
  private void addRest(List<Token> tokens, int index, List<Diagnostic> diagnostics) {
    int at = index;
    while (at < tokens.size() - 1 && diagnostics.size() < Parser.MAX_DIAGNOSTICS) {
      int type = tokens.get(at).getType();
      at++;
      if (type == AdjointParser.NEWLINE || type == AdjointParser.LEFT_BRACE) {
        int end = endOfStatement(tokens, at);
        if (end > at) {
          try {
            statement(slice(tokens, at, end));
          } catch (AdjointException e) {
            diagnostics.addAll(e.diagnostics());
          }
        }
        at = end;
      }
    }
  }

  /// The index of the end of line, of the brace or of the end of file that ends the statement at
  /// `start`.
  private static int endOfStatement(List<Token> tokens, int start) {
    int depth = 0;
    for (int i = start; i < tokens.size() - 1; i++) {
      int type = tokens.get(i).getType();
      if (type == AdjointParser.LEFT_BRACE) {
        depth++;
      } else if (depth == 0
          && (type == AdjointParser.RIGHT_BRACE || type == AdjointParser.NEWLINE)) {
        return i;
      } else if (type == AdjointParser.RIGHT_BRACE) {
        depth--;
      }
    }
    return tokens.size() - 1;
  }

  private static List<Token> slice(List<Token> tokens, int start, int end) {
    var slice = new ArrayList<>(tokens.subList(start, end));
    var eof = new CommonToken(Token.EOF, "");
    eof.setStartIndex(slice.getLast().getStopIndex() + 1);
    eof.setStopIndex(slice.getLast().getStopIndex());
    slice.add(eof);
    return slice;
  }
}
