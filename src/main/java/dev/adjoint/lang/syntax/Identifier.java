package dev.adjoint.lang.syntax;

import dev.adjoint.source.Span;
import java.util.Objects;

/// A name where it is declared or where it labels something; a name that is used as a value is an
/// [Expr.Name].
public record Identifier(String name, Span span) {
  public Identifier {
    Objects.requireNonNull(name);
    Objects.requireNonNull(span);
  }

  @Override
  public String toString() {
    return name;
  }
}
