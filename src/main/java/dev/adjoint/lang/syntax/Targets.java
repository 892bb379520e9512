package dev.adjoint.lang.syntax;

import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.Span;
import java.util.List;
import java.util.Optional;

/// What may stand to the left of `=` and `:=`.
final class Targets {
  private Targets() {}

  /// A name, or a member of a family.
  static Statement.Target ofAssign(Expr left) {
    return switch (left) {
      case Expr.Name(String name, Span span) ->
          new Statement.Target(new Identifier(name, span), List.of(), span);
      case Expr.Index(Expr.Name(String name, Span nameSpan), List<Expr.Item> items, Span span) -> {
        List<Expr> indices = positions(items);
        if (indices.size() < items.size()) {
          throw new AdjointException(
              error(left, "=")
                  .note("a tensor does not change: nothing is written into a part of it")
                  .help("build it whole, by `concat`, `where` or a list comprehension"));
        }
        yield new Statement.Target(new Identifier(name, nameSpan), indices, span);
      }
      default -> throw new AdjointException(hint(left, error(left, "=")));
    };
  }

  /// A parameter: a name, a field of a layer, or a member of a family of either.
  static Expr ofUpdate(Expr left) {
    boolean isTarget =
        switch (left) {
          case Expr.Name _ -> true;
          case Expr.Field f -> isPath(f.base());
          case Expr.Index i -> isPath(i.base()) && positions(i.items()).size() == i.items().size();
          default -> false;
        };
    if (!isTarget) {
      throw new AdjointException(
          error(left, ":=")
              .note("`:=` updates a whole parameter, such as `w`, `W[l]` or `hidden.W`"));
    }
    return left;
  }

  private static boolean isPath(Expr base) {
    return switch (base) {
      case Expr.Name _ -> true;
      case Expr.Field f -> isPath(f.base());
      case Expr.Index i -> isPath(i.base()) && positions(i.items()).size() == i.items().size();
      default -> false;
    };
  }

  private static List<Expr> positions(List<Expr.Item> items) {
    return items.stream()
        .flatMap(
            item ->
                switch (item) {
                  case Expr.At at -> Optional.of(at.position()).stream();
                  case Expr.Slice _ -> Optional.<Expr>empty().stream();
                })
        .toList();
  }

  private static Diagnostic error(Expr left, String sign) {
    return SyntaxCode.NOT_ASSIGNABLE.at(
        left.span(), "what stands left of `" + sign + "` cannot be given a value");
  }

  private static Diagnostic hint(Expr left, Diagnostic error) {
    return switch (left) {
      case Expr.Call(Expr.Name f, List<Argument> _, Span span) ->
          error
              .note("`" + span.text() + "` calls the function `" + f.name() + "`")
              .help("to declare the function, write `fn " + span.text() + " = …`");
      case Expr.Derivative d ->
          error
              .note("a derivative is computed, not given")
              .help("to test a derivation, write `check " + d.span().text() + " == …`");
      case Expr.Field f ->
          error
              .note("`" + f.span().text() + "` belongs to what the layer declared")
              .help("in `repeat`, a parameter is updated by `" + f.span().text() + " := …`");
      case Expr e when e.span().text().matches("(?s)\\w+\\s*--.*") ->
          SyntaxCode.OTHER_LANGUAGE
              .at(e.span(), "Adjoint has no `--`")
              .help("in `repeat`, a parameter is counted down by `k := k - 1`");
      default ->
          error.note("only a name, or a member of a family such as `A[0]`, is given a value");
    };
  }
}
