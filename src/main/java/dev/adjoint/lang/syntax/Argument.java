package dev.adjoint.lang.syntax;

import dev.adjoint.source.Span;
import java.util.Objects;
import java.util.Optional;

/// What a call gives: `x`, or with a name, `rate = 1.2`. Those without a name come first.
public record Argument(Optional<Identifier> name, Expr value, Span span) {
  public Argument {
    Objects.requireNonNull(name);
    Objects.requireNonNull(value);
    Objects.requireNonNull(span);
  }
}
