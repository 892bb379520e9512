package dev.adjoint.lang.syntax;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Syntax trees as S-expressions, so that a test can say in one line how a text is understood.
final class SExpression {
  private SExpression() {}

  static String of(Program program) {
    return program.statements().stream().map(SExpression::of).collect(Collectors.joining("\n"));
  }

  static String of(Statement statement) {
    return switch (statement) {
      case Statement.Precision s -> list("precision", s.dtype());
      case Statement.Seed s -> list("seed", of(s.value()));
      case Statement.DimDecl s -> list("dim", join(s.names().stream().map(Identifier::name)));
      case Statement.Same s -> list("same", s.dim(), of(s.value()));
      case Statement.OptionDecl s -> list("option", s.name(), of(s.fallback()));
      case Statement.Import s -> list("import", "'" + s.path() + "'");
      case Statement.DataDecl s -> list("data", s.name(), of(s.shape()), ofExpr(s.value()));
      case Statement.ParamDecl s ->
          list(
              "param",
              s.name(),
              s.family()
                  .map(f -> list("family", f.variable(), of(f.first()), of(f.last())))
                  .orElse(""),
              of(s.shape()),
              ofExpr(s.init()));
      case Statement.FnDecl s ->
          list("fn", s.name(), of(s.params()), ofShape(s.result()), of(s.body()));
      case Statement.LayerDecl s ->
          list(
              "layer",
              s.name(),
              of(s.constructor()),
              of(s.apply()),
              ofShape(s.result()),
              of(s.body()));
      case Statement.Assign s ->
          list(
              "=",
              s.target().indices().isEmpty()
                  ? s.target().name()
                  : list(
                      "at",
                      s.target().name(),
                      join(s.target().indices().stream().map(SExpression::of))),
              of(s.value()));
      case Statement.Update s -> list(":=", of(s.target()), of(s.value()));
      case Statement.Return s -> list("return", of(s.value()));
      case Statement.For s -> list("for", s.variable(), of(s.iterable()), of(s.body()));
      case Statement.If s ->
          list(
              "if",
              join(s.branches().stream().map(b -> list(of(b.condition()), of(b.body())))),
              s.otherwise().map(SExpression::of).orElse(""));
      case Statement.Repeat s ->
          list(
              "repeat", of(s.count()), s.variable().map(Identifier::name).orElse(""), of(s.body()));
      case Statement.Every s -> list("every", of(s.count()), of(s.body()));
      case Statement.Expect s ->
          list(
              "expect",
              s.relation().symbol(),
              of(s.left()),
              of(s.right()),
              s.within().map(w -> list("within", of(w))).orElse(""));
      case Statement.Check s -> list("check", of(s.left()), of(s.right()));
      case Statement.ExpressionStatement s -> of(s.expression());
    };
  }

  static String of(Expr expr) {
    return switch (expr) {
      case Expr.Number e -> e.text();
      case Expr.StringLiteral e -> list("string", join(e.parts().stream().map(SExpression::of)));
      case Expr.Name e -> e.name();
      case Expr.ListLiteral e -> list("list", join(e.items().stream().map(SExpression::of)));
      case Expr.Comprehension e ->
          list(
              "each",
              of(e.element()),
              e.variable(),
              of(e.iterable()),
              e.condition().map(c -> list("if", of(c))).orElse(""));
      case Expr.Binding e -> list("in", e.variable(), of(e.iterable()));
      case Expr.Range e -> list("..", of(e.first()), of(e.last()));
      case Expr.Call e ->
          list(
              "call",
              of(e.callee()),
              join(
                  e.arguments().stream()
                      .map(a -> a.name().map(n -> n + ":").orElse("") + of(a.value()))));
      case Expr.Index e -> list("at", of(e.base()), join(e.items().stream().map(SExpression::of)));
      case Expr.Field e -> list(".", of(e.base()), e.name());
      case Expr.Transpose e -> list("T", of(e.operand()));
      case Expr.Group e -> list("group", of(e.inner()));
      case Expr.Unary e -> list(e.operator().symbol(), of(e.operand()));
      case Expr.Binary e -> list(e.operator().symbol(), of(e.left()), of(e.right()));
      case Expr.Conditional e ->
          list("choose", of(e.condition()), of(e.whenTrue()), of(e.whenFalse()));
      case Expr.Derivative e -> list("d", of(e.of()), of(e.wrt()));
      case Expr.Pipe e -> list("|>", of(e.value()), of(e.function()));
    };
  }

  private static String of(Expr.Part part) {
    return switch (part) {
      case Expr.Text t -> "'" + t.value().replace("\n", "\\n").replace("\t", "\\t") + "'";
      case Expr.Interpolation i -> list("show", of(i.value()), i.format().orElse(""));
    };
  }

  private static String of(Expr.Item item) {
    return switch (item) {
      case Expr.At at -> of(at.position());
      case Expr.Slice s -> list("slice", orNone(s.start()), orNone(s.stop()), orNone(s.step()));
    };
  }

  private static String of(ShapeExpr shape) {
    return "[" + join(shape.dims().stream().map(SExpression::of)) + "]";
  }

  private static String of(Block block) {
    return "{"
        + block.statements().stream().map(SExpression::of).collect(Collectors.joining("; "))
        + "}";
  }

  private static String of(List<Param> params) {
    return "("
        + join(
            params.stream()
                .map(
                    p ->
                        p.name()
                            + p.shape().map(s -> ":" + of(s)).orElse("")
                            + p.fallback().map(f -> "=" + of(f)).orElse("")))
        + ")";
  }

  private static String ofExpr(Optional<Expr> expr) {
    return expr.map(SExpression::of).orElse("");
  }

  private static String ofShape(Optional<ShapeExpr> shape) {
    return shape.map(s -> "-> " + of(s)).orElse("");
  }

  private static String orNone(Optional<Expr> expr) {
    return expr.map(SExpression::of).orElse("_");
  }

  private static String list(Object... parts) {
    return "(" + join(Stream.of(parts).map(Object::toString)) + ")";
  }

  private static String join(Stream<String> parts) {
    return parts.filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
  }
}
