package dev.adjoint.lang.syntax;

import dev.adjoint.source.SourceText;
import java.util.List;
import java.util.Objects;

/// A whole file: its statements in the order in which they stand.
public record Program(SourceText source, List<Statement> statements) {
  public Program {
    Objects.requireNonNull(source);
    statements = List.copyOf(statements);
  }
}
