package dev.adjoint.lang.syntax;

import dev.adjoint.bounds.LargeStack;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.SourceText;
import dev.adjoint.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.antlr.v4.runtime.Token;

/// Reads a program.
public final class Parser {
  /// How many levels deep a program may be nested, all kinds of nesting together: brackets, blocks,
  /// prefix operators, powers, conditional expressions and chains of `|>`, calls and indices.
  public static final int MAX_NESTING = 1024;

  /// Up to this depth, any thread's stack will do.
  private static final int SHALLOW = 16;

  /// More than this many diagnostics help no one.
  static final int MAX_DIAGNOSTICS = 50;

  private Parser() {}

  /// The program that `source` holds.
  ///
  /// @throws AdjointException with a diagnostic for each statement that cannot be read, in the
  ///   order of the text
  public static Program parse(SourceText source) {
    List<Token> tokens = Tokens.of(source, 0, source.text().length());
    Layout.Result layout = Layout.statements(source, tokens);
    var diagnostics = new ArrayList<>(layout.diagnostics());
    var statements = new ArrayList<Statement>();
    var reader = new StatementReader(source);
    for (List<Token> statement : layout.statements()) {
      if (diagnostics.size() > MAX_DIAGNOSTICS) {
        break;
      }
      read(source, statement, () -> reader.statement(statement), statements, diagnostics);
    }
    if (!diagnostics.isEmpty()) {
      throw new AdjointException(
          diagnostics.stream()
              .sorted(Comparator.comparingInt(d -> d.primary().orElseThrow().start()))
              .limit(MAX_DIAGNOSTICS)
              .toList());
    }
    return new Program(source, statements);
  }

  /// The value that stands in `[start, end)`, inside a string.
  static Expr value(SourceText source, int start, int end) {
    Layout.Result layout = Layout.value(source, Tokens.of(source, start, end));
    var diagnostics = new ArrayList<>(layout.diagnostics());
    var values = new ArrayList<Expr>();
    var reader = new StatementReader(source);
    for (List<Token> value : layout.statements()) {
      read(source, value, () -> reader.value(value), values, diagnostics);
    }
    if (!diagnostics.isEmpty()) {
      throw new AdjointException(diagnostics);
    }
    if (values.isEmpty()) {
      Span span = new Span(source, start, end);
      throw new AdjointException(SyntaxCode.BAD_STRING.at(span, "there is no value in this"));
    }
    return values.getFirst();
  }

  /// Adds what `reading` gives to `results`, or why it cannot be read to `diagnostics`.
  private static <T> void read(
      SourceText source,
      List<Token> tokens,
      Supplier<T> reading,
      List<T> results,
      List<Diagnostic> diagnostics) {
    Nesting nesting = Nesting.of(tokens);
    if (nesting.beyond() != null) {
      diagnostics.add(
          SyntaxCode.TOO_DEEP
              .at(Tokens.span(source, nesting.beyond()), "this is nested too deeply")
              .note("a program may be nested " + MAX_NESTING + " levels deep")
              .help("give a part of it a name on a line of its own, and use the name here"));
      return;
    }
    try {
      results.add(nesting.deepest() <= SHALLOW ? reading.get() : LargeStack.call(reading));
    } catch (AdjointException e) {
      diagnostics.addAll(e.diagnostics());
    }
  }
}
