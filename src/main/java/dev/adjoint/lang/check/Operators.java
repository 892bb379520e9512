package dev.adjoint.lang.check;

import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.GraphError;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Reshape;
import dev.adjoint.graph.TensorType;
import dev.adjoint.lang.syntax.BinaryOperator;
import dev.adjoint.lang.syntax.Expr;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Operators between two operands, and what to say where their shapes do not fit.
final class Operators {
  private Operators() {}

  /// One link of a chain, whose left operand has been evaluated.
  static Value apply(Expressions expressions, Expr.Binary e, Value left) {
    Value right = expressions.of(e.right());
    if (left instanceof Value.Text a && right instanceof Value.Text b) {
      return compare(expressions, e, a, b);
    }
    if (left instanceof Value.Text || right instanceof Value.Text) {
      throw LangCode.WRONG_KIND.thrown(
          e.operatorSpan(),
          "`%s` has no meaning between %s and %s"
              .formatted(e.operator().symbol(), left.kind(), right.kind()),
          "a text shows a value that stands in its braces: \"cost {J:.6f}\"");
    }
    Node a = expressions.node(left, e.left().span());
    Node b = expressions.node(right, e.right().span());
    if (e.operator() == BinaryOperator.TIMES || e.operator() == BinaryOperator.OVER) {
      refuseTwoReadings(e, a, b);
    }
    try {
      return Expressions.tensor(
          expressions.elaboration().build(e.operatorSpan(), () -> combine(e.operator(), a, b)));
    } catch (AdjointException refused) {
      throw explained(expressions, e, a, b, refused);
    }
  }

  private static Node combine(BinaryOperator operator, Node a, Node b) {
    return operator == BinaryOperator.MATMUL ? a.matmul(b) : function(operator).of(a, b);
  }

  private static Value compare(Expressions expressions, Expr.Binary e, Value.Text a, Value.Text b) {
    boolean comparable = a.constant().isPresent() && b.constant().isPresent();
    boolean equal = a.constant().equals(b.constant());
    if (comparable && e.operator() == BinaryOperator.EQUAL) {
      return Expressions.tensor(expressions.elaboration().number(equal ? 1 : 0));
    }
    if (comparable && e.operator() == BinaryOperator.UNEQUAL) {
      return Expressions.tensor(expressions.elaboration().number(equal ? 0 : 1));
    }
    throw LangCode.WRONG_KIND.thrown(
        e.operatorSpan(),
        "`%s` has no meaning between texts".formatted(e.operator().symbol()),
        e.operator() == BinaryOperator.PLUS
            ? "texts are joined by interpolation: \"{a}{b}\""
            : "texts are the same, `==`, or not, `!=`");
  }

  /// `a * B @ C` is a * (B @ C) here and (a * B) @ C in Python: harmless where the factor is a
  /// scalar, a silent mistake elsewhere.
  private static void refuseTwoReadings(Expr.Binary e, Node a, Node b) {
    boolean productRight = isProduct(e.right()) && a.rank() > 0;
    boolean productLeft = isProduct(e.left()) && b.rank() > 0;
    if (!productRight && !productLeft) {
      return;
    }
    String op = e.operator().symbol();
    Expr.Binary product = (Expr.Binary) (productRight ? e.right() : e.left());
    String x = product.left().span().text();
    String y = product.right().span().text();
    String other = (productRight ? e.left() : e.right()).span().text();
    List<String> readings =
        productRight
            ? List.of(
                "%s %s (%s @ %s)".formatted(other, op, x, y),
                "(%s %s %s) @ %s".formatted(other, op, x, y))
            : List.of(
                "(%s @ %s) %s %s".formatted(x, y, op, other),
                "%s @ (%s %s %s)".formatted(x, y, op, other));
    throw new AdjointException(
        LangCode.AMBIGUOUS_PRODUCT
            .at(e.span(), "`%s` beside `@` can be read in two ways here".formatted(op))
            .note("`%s` or `%s`".formatted(readings.get(0), readings.get(1)))
            .help("parentheses say which is meant"));
  }

  private static boolean isProduct(Expr e) {
    return e instanceof Expr.Binary binary && binary.operator() == BinaryOperator.MATMUL;
  }

  /// What the graph objects to, with both operands shown, and with what would fit.
  private static AdjointException explained(
      Expressions expressions, Expr.Binary e, Node a, Node b, AdjointException refused) {
    Diagnostic diagnostic = refused.diagnostics().getFirst();
    Diagnostic labelled =
        diagnostic
            .withoutHelp()
            .label(e.left().span(), expressions.describe(e.left(), a))
            .label(e.right().span(), expressions.describe(e.right(), b));
    Optional<String> fix = fix(e, a, b);
    if (fix.isPresent()) {
      String rewrite = fix.get().substring(fix.get().indexOf('`') + 1, fix.get().lastIndexOf('`'));
      Span whole = e.left().span().to(e.right().span());
      return new AdjointException(labelled.fix(whole, rewrite, fix.get()));
    }
    // All transposes have been tried: what the graph says of them in general is of no use here.
    if (!diagnostic.code().equals(GraphError.SHAPES_DIFFER.code())) {
      for (String help : diagnostic.helps()) {
        labelled = labelled.help(help);
      }
    }
    return new AdjointException(labelled);
  }

  private record Candidate(BinaryOperator operator, boolean leftTurned, boolean rightTurned) {}

  /// The first small change that fits.
  private static Optional<String> fix(Expr.Binary e, Node a, Node b) {
    List<Candidate> candidates = new ArrayList<>();
    if (e.operator() == BinaryOperator.TIMES && a.rank() == 2 && !isOuter(a, b)) {
      candidates.add(new Candidate(BinaryOperator.MATMUL, false, false));
    }
    candidates.add(new Candidate(e.operator(), true, false));
    candidates.add(new Candidate(e.operator(), false, true));
    if (e.operator() == BinaryOperator.MATMUL) {
      candidates.add(new Candidate(e.operator(), true, true));
      if (a.rank() != 1 || b.rank() != 1) {
        candidates.add(new Candidate(BinaryOperator.TIMES, false, false));
      }
    } else if (e.operator() == BinaryOperator.TIMES) {
      candidates.add(new Candidate(BinaryOperator.MATMUL, false, false));
    }
    for (Candidate candidate : candidates) {
      Optional<TensorType> type = typeOf(candidate, a, b);
      String left = turned(e.left(), candidate.leftTurned());
      String right = turned(e.right(), candidate.rightTurned());
      boolean isOdd = left.equals(right) && candidate.operator() != BinaryOperator.MATMUL;
      if (type.isPresent() && !isOdd) {
        String text = left + " " + candidate.operator().symbol() + " " + right;
        return Optional.of("`%s` fits, and gives %s".formatted(text, type.get()));
      }
    }
    return columnOrRow(e, a, b).or(() -> stretched(e, a, b));
  }

  /// A vector beside a matrix, as a column or as a row: `reshape(mu, [n, 1])`.
  private static Optional<String> columnOrRow(Expr.Binary e, Node a, Node b) {
    boolean isLeft = a.rank() == 1 && b.rank() == 2;
    if (!isLeft && (a.rank() != 2 || b.rank() != 1)) {
      return Optional.empty();
    }
    Node vector = isLeft ? a : b;
    Node matrix = isLeft ? b : a;
    Dim size = vector.type().dim(0);
    for (List<Dim> dims : List.of(List.of(size, Dim.ONE), List.of(Dim.ONE, size))) {
      Optional<Node> result =
          attempt(
              () -> {
                Node turned = Reshape.to(vector, dims);
                return combine(e.operator(), isLeft ? turned : matrix, isLeft ? matrix : turned);
              });
      boolean fits =
          result.isPresent()
              && (e.operator() == BinaryOperator.MATMUL
                  || result.get().type().matches(matrix.type().dims()));
      if (fits) {
        String turned =
            "reshape(%s, %s)"
                .formatted((isLeft ? e.left() : e.right()).span().text(), TensorType.print(dims));
        return Optional.of(
            rewritten(e, isLeft ? turned : null, isLeft ? null : turned, result.get()));
      }
    }
    return Optional.empty();
  }

  /// A column beside a row, if their elements were to meet all with all.
  private static Optional<String> stretched(Expr.Binary e, Node a, Node b) {
    if (a.rank() != b.rank() || e.operator() == BinaryOperator.MATMUL) {
      return Optional.empty();
    }
    List<Dim> dims = new ArrayList<>();
    for (int axis = 0; axis < a.rank(); axis++) {
      Dim dim = a.type().dim(axis);
      dims.add(dim.equals(Dim.ONE) ? b.type().dim(axis) : dim);
    }
    return attempt(() -> combine(e.operator(), Broadcast.to(a, dims), b))
        .map(
            result -> {
              String left = e.left().span().text();
              String wide = "broadcast_to(%s, %s)".formatted(left, TensorType.print(dims));
              return "if each is to meet each: " + rewritten(e, wide, null, result);
            });
  }

  /// @param left in place of the left operand, or null
  private static String rewritten(Expr.Binary e, String left, String right, Node result) {
    return "`%s %s %s` fits, and gives %s"
        .formatted(
            left == null ? e.left().span().text() : left,
            e.operator().symbol(),
            right == null ? e.right().span().text() : right,
            result.type());
  }

  private static Optional<Node> attempt(Supplier<Node> rewrite) {
    try {
      return Optional.of(rewrite.get());
    } catch (AdjointException _) {
      return Optional.empty();
    }
  }

  /// Whether a column stands beside a row: their matrix product is hardly what was meant.
  private static boolean isOuter(Node a, Node b) {
    return b.rank() == 2 && a.type().dim(1).equals(Dim.ONE) && b.type().dim(0).equals(Dim.ONE);
  }

  private static Optional<TensorType> typeOf(Candidate candidate, Node a, Node b) {
    boolean pointless =
        (candidate.leftTurned() && a.rank() < 2) || (candidate.rightTurned() && b.rank() < 2);
    if (pointless) {
      return Optional.empty();
    }
    return attempt(
            () ->
                combine(
                    candidate.operator(),
                    candidate.leftTurned() ? a.transpose() : a,
                    candidate.rightTurned() ? b.transpose() : b))
        .map(Node::type);
  }

  private static String turned(Expr e, boolean turn) {
    Span span = e.span();
    boolean simple =
        switch (e) {
          case Expr.Name _,
              Expr.Field _,
              Expr.Index _,
              Expr.Call _,
              Expr.Group _,
              Expr.Transpose _ ->
              true;
          default -> false;
        };
    if (!turn) {
      return span.text();
    }
    if (e instanceof Expr.Transpose transpose) {
      return transpose.operand().span().text();
    }
    return (simple ? span.text() : "(" + span.text() + ")") + ".T";
  }

  private static BinaryFunction function(BinaryOperator operator) {
    return switch (operator) {
      case POWER -> BinaryFunction.POW;
      case TIMES -> BinaryFunction.MUL;
      case OVER -> BinaryFunction.DIV;
      case PLUS -> BinaryFunction.ADD;
      case MINUS -> BinaryFunction.SUB;
      case EQUAL -> BinaryFunction.EQUAL;
      case UNEQUAL -> BinaryFunction.UNEQUAL;
      case LESS -> BinaryFunction.LESS;
      case LESS_EQUAL -> BinaryFunction.LESS_EQUAL;
      case GREATER -> BinaryFunction.GREATER;
      case GREATER_EQUAL -> BinaryFunction.GREATER_EQUAL;
      case AND -> BinaryFunction.AND;
      case OR -> BinaryFunction.OR;
      case MATMUL -> throw new IllegalArgumentException("a product of matrices");
    };
  }
}
