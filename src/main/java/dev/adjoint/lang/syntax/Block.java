package dev.adjoint.lang.syntax;

import dev.adjoint.source.Span;
import java.util.List;
import java.util.Objects;

/// The statements between `{` and `}`; the span covers the braces.
///
/// The body of `fn f(x) = e` is a block too: the one statement `return e`, with the span of `e`.
public record Block(List<Statement> statements, Span span) {
  public Block {
    statements = List.copyOf(statements);
    Objects.requireNonNull(span);
  }
}
