package dev.adjoint.lang.syntax;

import dev.adjoint.source.Span;
import java.util.Objects;
import java.util.Optional;

/// What a function or a layer takes: `x`, `x: [j, m]`, `activation = identity`.
///
/// @param fallback the value taken when a call does not give one
public record Param(
    Identifier name, Optional<ShapeExpr> shape, Optional<Expr> fallback, Span span) {
  public Param {
    Objects.requireNonNull(name);
    Objects.requireNonNull(shape);
    Objects.requireNonNull(fallback);
    Objects.requireNonNull(span);
  }
}
