package dev.adjoint.lang.check;

import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Node;
import dev.adjoint.lang.syntax.Expr;
import dev.adjoint.lang.syntax.Statement;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Span;
import java.util.Optional;

/// The statements that compare two values: `expect`, and `check` for all values.
final class Comparisons {
  private Comparisons() {}

  static Action.Expect expect(Expressions expressions, Statement.Expect s) {
    Sides sides = Sides.of(expressions, s.left(), s.right());
    Optional<Node> within = s.within().map(expressions::node);
    if (within.isPresent() && within.get().rank() != 0) {
      throw LangCode.WRONG_KIND.thrown(
          s.within().orElseThrow().span(),
          "a tolerance is one number, and this is " + within.get().type());
    }
    return new Action.Expect(sides.left, s.relation(), sides.right, within, s.span());
  }

  static Action.Check check(Expressions expressions, Statement.Check s) {
    // Other right sides are tried on the way, and none of them acts.
    Expressions trial = new Expressions(expressions.elaboration(), expressions.scope(), _ -> {});
    try {
      Sides sides = Sides.of(expressions, s.left(), s.right());
      return new Action.Check(
          sides.left, sides.right, () -> Repairs.of(trial, sides.left, s.right()), s.span());
    } catch (AdjointException e) {
      throw Repairs.offered(trial, s, e);
    }
  }

  /// Both sides of a comparison, in one shape.
  private record Sides(Node left, Node right) {
    static Sides of(Expressions expressions, Expr left, Expr right) {
      Node a = expressions.node(left);
      Node b = expressions.node(right);
      requireOneShape(a, left, b, right);
      Elaboration elaboration = expressions.elaboration();
      return new Sides(
          spread(elaboration, a, b, left.span()), spread(elaboration, b, a, right.span()));
    }

    /// One shape, or a scalar and any shape.
    private static void requireOneShape(Node left, Expr leftText, Node right, Expr rightText) {
      boolean fits =
          left.rank() == 0 || right.rank() == 0 || left.type().matches(right.type().dims());
      if (!fits) {
        throw new AdjointException(
            LangCode.DECLARED_SHAPE
                .at(
                    rightText.span(),
                    "the two sides have different shapes, %s and %s"
                        .formatted(left.type(), right.type()))
                .label(leftText.span(), "this is " + left.type()));
      }
    }

    private static Node spread(Elaboration elaboration, Node x, Node like, Span span) {
      return x.rank() == 0 ? elaboration.build(span, () -> Broadcast.to(x, like.type().dims())) : x;
    }
  }
}
