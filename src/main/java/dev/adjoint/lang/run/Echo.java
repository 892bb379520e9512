package dev.adjoint.lang.run;

import dev.adjoint.lang.check.Builtin;
import dev.adjoint.lang.check.Builtins;
import dev.adjoint.lang.check.Value;
import dev.adjoint.lang.syntax.Argument;
import dev.adjoint.lang.syntax.Expr;
import dev.adjoint.lang.syntax.Statement;
import dev.adjoint.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Shows the values of expressions that stand alone.
final class Echo {
  private final Map<String, Value> names;
  private final List<String> descriptions = new ArrayList<>();

  /// @param names that are known before
  Echo(Map<String, Value> names) {
    this.names = names;
  }

  /// The statements, with a `print` around each expression that stands alone and has numbers.
  List<Statement> shown(List<Statement> statements) {
    List<Statement> shown = new ArrayList<>();
    for (Statement statement : statements) {
      if (!(statement instanceof Statement.ExpressionStatement alone) || isAction(alone)) {
        shown.add(statement);
      } else if (description(alone).isPresent()) {
        descriptions.add(description(alone).get());
      } else {
        shown.add(print(alone));
      }
    }
    return shown;
  }

  /// What is to be said of names that stand alone and have no numbers.
  List<String> descriptions() {
    return descriptions;
  }

  /// `print(expression)`, with the places of the expression.
  static Statement.ExpressionStatement print(Statement.ExpressionStatement alone) {
    Span span = alone.span();
    return new Statement.ExpressionStatement(
        new Expr.Call(
            new Expr.Name("print", span),
            List.of(new Argument(Optional.empty(), alone.expression(), span)),
            span));
  }

  private boolean isAction(Statement.ExpressionStatement alone) {
    return alone.expression() instanceof Expr.Call(Expr.Name(String name, _), _, _)
        && !names.containsKey(name)
        && builtin(name).filter(row -> row.group() == Builtin.Group.ACTIONS).isPresent();
  }

  private Optional<String> description(Statement.ExpressionStatement alone) {
    if (!(alone.expression() instanceof Expr.Name(String name, _))) {
      return Optional.empty();
    }
    if (!names.containsKey(name)) {
      return builtin(name).map(row -> row.usage() + "   " + row.doc());
    }
    return switch (names.get(name)) {
      case Value.Tensor _, Value.Dimension _, Value.Text _, Value.Items _, Value.Unknown _ ->
          Optional.empty();
      case Value other -> Optional.of(name + " is " + other.kind());
    };
  }

  private static Optional<Builtin> builtin(String name) {
    return Builtins.rows().stream().filter(row -> row.name().equals(name)).findFirst();
  }
}
