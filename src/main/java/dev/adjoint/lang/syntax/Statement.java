package dev.adjoint.lang.syntax;

import dev.adjoint.source.Span;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A statement as it is written, with its place.
public sealed interface Statement {
  /// From the first character of the statement to its last.
  Span span();

  /// `precision f32`.
  record Precision(Identifier dtype, Span span) implements Statement {}

  /// `seed 42`.
  record Seed(Expr value, Span span) implements Statement {}

  /// `dim n, m`.
  record DimDecl(List<Identifier> names, Span span) implements Statement {
    public DimDecl {
      names = List.copyOf(names);
      Objects.requireNonNull(span);
    }
  }

  /// `same h = 4`: the dimension equals another, or a number.
  record Same(Identifier dim, Expr value, Span span) implements Statement {}

  /// `option rate = 0.005`.
  record OptionDecl(Identifier name, Expr fallback, Span span) implements Statement {}

  /// `import "other.adj"`, the path as it is written.
  record Import(String path, Span pathSpan, Span span) implements Statement {}

  /// `data X: [n, m] = value`; without a value it is an input that the caller binds.
  record DataDecl(Identifier name, ShapeExpr shape, Optional<Expr> value, Span span)
      implements Statement {}

  /// `param w: [n, 1] = zeros`, or a family, `param W[l in 1..L]: [sizes[l], 1] = zeros`.
  record ParamDecl(
      Identifier name,
      Optional<FamilyIndex> family,
      ShapeExpr shape,
      Optional<Expr> init,
      Span span)
      implements Statement {}

  /// `[variable in first..last]` of a family; the span covers the brackets.
  record FamilyIndex(Identifier variable, Expr first, Expr last, Span span) {}

  /// `fn f(x) = e`, or `fn f(x: [j, m]) -> [j, 1] { … }`.
  record FnDecl(
      Identifier name, List<Param> params, Optional<ShapeExpr> result, Block body, Span span)
      implements Statement {
    public FnDecl {
      Objects.requireNonNull(name);
      params = List.copyOf(params);
      Objects.requireNonNull(result);
      Objects.requireNonNull(body);
      Objects.requireNonNull(span);
    }
  }

  /// `layer dense(units)(x: [j, m]) -> [units, m] { … }`: the first parameters construct, the
  /// second apply.
  record LayerDecl(
      Identifier name,
      List<Param> constructor,
      List<Param> apply,
      Optional<ShapeExpr> result,
      Block body,
      Span span)
      implements Statement {
    public LayerDecl {
      Objects.requireNonNull(name);
      constructor = List.copyOf(constructor);
      apply = List.copyOf(apply);
      Objects.requireNonNull(result);
      Objects.requireNonNull(body);
      Objects.requireNonNull(span);
    }
  }

  /// `Z = value`, or a member of a family, `A[0] = X`.
  record Assign(Target target, Expr value, Span span) implements Statement {}

  /// What an assignment names. `indices` is empty for a plain name.
  record Target(Identifier name, List<Expr> indices, Span span) {
    public Target {
      Objects.requireNonNull(name);
      indices = List.copyOf(indices);
      Objects.requireNonNull(span);
    }
  }

  /// `w := value`. The target is a [Expr.Name], a [Expr.Field] such as `hidden.W`, or an
  /// [Expr.Index] of either by [Expr.At] alone, such as `W[l]`.
  record Update(Expr target, Expr value, Span span) implements Statement {}

  /// `return value`. In `fn f(x) = e` it is not written, and the span is that of `e`.
  record Return(Expr value, Span span) implements Statement {}

  /// `for variable in iterable { … }`.
  record For(Identifier variable, Expr iterable, Block body, Span span) implements Statement {}

  /// `if c { … } else if c { … } else { … }`: the branches in order, at least one.
  record If(List<Branch> branches, Optional<Block> otherwise, Span span) implements Statement {
    public If {
      branches = List.copyOf(branches);
      Objects.requireNonNull(otherwise);
      Objects.requireNonNull(span);
    }
  }

  /// A condition of an [If], with what is done where it holds.
  record Branch(Expr condition, Block body) {}

  /// `repeat count as variable { … }`.
  record Repeat(Expr count, Optional<Identifier> variable, Block body, Span span)
      implements Statement {}

  /// `every count { … }`.
  record Every(Expr count, Block body, Span span) implements Statement {}

  /// `expect left == right`, or `expect left ~= right within tolerance`.
  record Expect(
      Expr left, Relation relation, Span relationSpan, Expr right, Optional<Expr> within, Span span)
      implements Statement {}

  /// How the two sides of an [Expect] are compared.
  enum Relation {
    EQUAL("=="),
    CLOSE("~="),
    UNEQUAL("!="),
    LESS("<"),
    LESS_EQUAL("<="),
    GREATER(">"),
    GREATER_EQUAL(">=");

    private final String symbol;

    Relation(String symbol) {
      this.symbol = symbol;
    }

    /// As it is written.
    public String symbol() {
      return symbol;
    }
  }

  /// `check left == right`.
  record Check(Expr left, Expr right, Span relationSpan, Span span) implements Statement {}

  /// An expression on its own, such as the call of an action.
  record ExpressionStatement(Expr expression) implements Statement {
    @Override
    public Span span() {
      return expression.span();
    }
  }
}
