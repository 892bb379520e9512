package dev.adjoint.lang.check;

import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Node;
import dev.adjoint.lang.syntax.Expr;
import dev.adjoint.lang.syntax.ShapeExpr;
import dev.adjoint.source.Span;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Values that the graph's own structure depends on, and which must therefore be known while the
/// program is read: counts, indices, conditions, sizes.
record Known(Expressions expressions) {
  /// A whole number that is known now.
  int integer(Expr expression, String what) {
    return integer(expressions.node(expression), expression.span(), what);
  }

  int integer(Node node, Span span, String what) {
    double number =
        Static.number(node)
            .orElseThrow(
                () ->
                    LangCode.NOT_STATIC.thrown(
                        span,
                        what + " must be known while the program is read",
                        "it may depend on numbers, options and dimensions that data has bound, not"
                            + " on data or parameters"));
    if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
      throw LangCode.WRONG_KIND.thrown(
          span, what + " is a whole number, not " + Tensor.scalar(number));
    }
    return (int) number;
  }

  /// A whole number from 0 that is known now.
  int natural(Expr expression, String what) {
    int number = integer(expression, what);
    if (number < 0) {
      throw LangCode.WRONG_KIND.thrown(expression.span(), what + " is at least 0, not " + number);
    }
    return number;
  }

  /// A condition that is known now.
  boolean truth(Expr condition) {
    return Static.number(expressions.node(condition))
            .orElseThrow(
                () ->
                    LangCode.NOT_STATIC.thrown(
                        condition.span(),
                        "this condition must be one number that is known while the program is read",
                        "a choice for each element is `if c then a else b`, an expression"))
        != 0;
  }

  /// The one static index of a family's member.
  int index(List<Expr> indices, Span span) {
    if (indices.size() != 1) {
      throw LangCode.NO_MEMBER.thrown(span, "a family has one index, not " + indices.size());
    }
    return integer(indices.getFirst(), "the index of a family");
  }

  /// The values that a loop goes through.
  List<Value> items(Expr iterable) {
    Value value = expressions.of(iterable);
    return switch (value) {
      case Value.Items items -> items.values();
      case Value.Family family -> List.copyOf(family.members().values());
      case Value.Unknown _ -> throw new Elaboration.Poisoned();
      default ->
          throw LangCode.WRONG_KIND.thrown(
              iterable.span(),
              "a loop goes through a list or a range, not " + value.kind(),
              "`1..L` counts from 1 to L");
    };
  }

  /// A size: whole numbers, dimensions, and sums and products of them.
  Dim dim(Expr expression) {
    return dim(expressions.of(expression), expression.span());
  }

  Dim dim(Value value, Span span) {
    if (value instanceof Value.Dimension(Dim dim)) {
      return dim;
    }
    return Static.dim(expressions.node(value, span))
        .orElseThrow(
            () ->
                LangCode.NOT_STATIC.thrown(
                    span,
                    "a size is made of whole numbers and dimensions, by + - and *",
                    span.text().contains("/")
                        ? "for a half, declare it: `dim h`, and `same n = 2 * h`"
                        : "`dim n` declares a dimension; a size does not follow from data"));
  }

  List<Dim> shape(ShapeExpr shape) {
    List<Dim> dims = new ArrayList<>();
    for (Expr expression : shape.dims()) {
      requireDeclared(expression);
      Dim dim = dim(expression);
      if (dim.value().isPresent() && dim.value().getAsInt() < 0) {
        throw LangCode.WRONG_KIND.thrown(expression.span(), "a size is at least 0, not " + dim);
      }
      dims.add(dim);
    }
    return dims;
  }

  private void requireDeclared(Expr size) {
    if (size instanceof Expr.Name name && expressions.scope().find(name.name()).isEmpty()) {
      throw LangCode.UNKNOWN_NAME.thrown(
          name.span(),
          "nothing is called `" + name.name() + "` here",
          "`dim " + name.name() + "` declares a dimension");
    }
  }
}
