package dev.adjoint.lang.syntax;

import dev.adjoint.source.Span;
import java.util.List;
import java.util.Objects;

/// A shape as it is written: `[units, 2 * j + 1]`, or `scalar`, which has no dimensions.
public record ShapeExpr(List<Expr> dims, Span span) {
  public ShapeExpr {
    dims = List.copyOf(dims);
    Objects.requireNonNull(span);
  }
}
