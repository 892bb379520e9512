package dev.adjoint.lang.check;

import dev.adjoint.lang.syntax.Argument;
import dev.adjoint.lang.syntax.BinaryOperator;
import dev.adjoint.lang.syntax.Expr;
import dev.adjoint.lang.syntax.UnaryOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Small changes of a formula, as texts, the likeliest slips of a derivation by hand first: a factor
/// 1/m, `sum` for `mean`, a sign, the order or a transpose in a product, a name for another, a part
/// of a known derivative.
///
/// All is done on the text, so that what is offered is in the author's words. Some of it may not fit
/// together: whoever elaborates it finds out.
final class Edits {
  private static final List<String> REDUCTIONS = List.of("sum", "mean", "max", "min");
  private static final List<String> WRAPPERS = List.of("exp", "log");

  /// How tightly the parts of a text hold together, loosely to tightly.
  private static final int SUM = 1;

  private static final int PRODUCT = 2;
  private static final int MATRIX_PRODUCT = 3;
  private static final int SIGNED = 4;
  private static final int POWER = 5;
  private static final int WHOLE = 6;

  private final Expr root;
  private final List<String> dims;
  private final Function<Expr, List<String>> namesLike;
  private final List<String> first = new ArrayList<>();
  private final List<String> then = new ArrayList<>();
  private final List<String> last = new ArrayList<>();

  /// @param dims the sizes that may be divided by
  /// @param namesLike other names for values of the same shape
  private Edits(Expr root, List<String> dims, Function<Expr, List<String>> namesLike) {
    this.root = root;
    this.dims = dims;
    this.namesLike = namesLike;
  }

  static List<String> of(Expr root, List<String> dims, Function<Expr, List<String>> namesLike) {
    Edits edits = new Edits(root, dims, namesLike);
    edits.whole();
    edits.visit(root, true);
    return Stream.of(edits.first, edits.then, edits.last).flatMap(List::stream).distinct().toList();
  }

  private static String text(Expr e) {
    return e.span().text();
  }

  private static int tightness(Expr e) {
    return switch (e) {
      case Expr.Binary b ->
          switch (b.operator()) {
            case POWER -> POWER;
            case MATMUL -> MATRIX_PRODUCT;
            case TIMES, OVER -> PRODUCT;
            case PLUS, MINUS -> SUM;
            default -> 0;
          };
      case Expr.Unary _ -> SIGNED;
      case Expr.Conditional _, Expr.Pipe _ -> 0;
      default -> WHOLE;
    };
  }

  /// The text of a formula as an operand of something that holds this tightly.
  private static String operand(Expr e, int tightness) {
    return tightness(e) < tightness ? "(" + text(e) + ")" : text(e);
  }

  private void whole() {
    for (String dim : dims) {
      first.add(operand(root, PRODUCT) + " / " + dim);
      first.add(dim + " * " + operand(root, MATRIX_PRODUCT));
    }
    then.add("-" + operand(root, PRODUCT));
    then.add(operand(root, WHOLE) + ".T");
    then.add(operand(root, PRODUCT) + " / 2");
    then.add("2 * " + operand(root, MATRIX_PRODUCT));
  }

  /// The whole formula with another text in the place of a part.
  private void add(List<String> to, Expr part, boolean isDelimited, String text, int tightness) {
    String safe = isDelimited || tightness >= tightness(part) ? text : "(" + text + ")";
    int start = part.span().start() - root.span().start();
    int end = part.span().end() - root.span().start();
    String all = text(root);
    to.add(all.substring(0, start) + safe + all.substring(end));
  }

  /// @param isDelimited whether brackets stand around the part, or nothing
  private void visit(Expr e, boolean isDelimited) {
    switch (e) {
      case Expr.Group g -> visit(g.inner(), true);
      case Expr.Unary u -> unary(u, isDelimited);
      case Expr.Binary b -> {
        for (Expr.Binary link : b.chain()) {
          binary(link, isDelimited && link == b);
          visit(link.right(), false);
        }
        visit(b.chain().getFirst().left(), false);
      }
      case Expr.Call c -> call(c, isDelimited);
      case Expr.Transpose t -> {
        add(first, t, isDelimited, text(t.operand()), tightness(t.operand()));
        visit(t.operand(), false);
      }
      case Expr.Conditional c -> {
        visit(c.whenTrue(), false);
        visit(c.whenFalse(), false);
        String swapped =
            "if %s then %s else %s"
                .formatted(text(c.condition()), text(c.whenFalse()), text(c.whenTrue()));
        add(then, c, isDelimited, swapped, 0);
      }
      case Expr.Name _, Expr.Field _, Expr.Index _ -> value(e, isDelimited);
      case Expr.Number n -> number(n, isDelimited);
      case Expr.Pipe p -> visit(p.value(), false);
      case Expr.StringLiteral _,
          Expr.ListLiteral _,
          Expr.Comprehension _,
          Expr.Binding _,
          Expr.Range _,
          Expr.Derivative _ -> {}
    }
  }

  private void unary(Expr.Unary u, boolean isDelimited) {
    if (u.operator() == UnaryOperator.NEGATE) {
      add(first, u, isDelimited, text(u.operand()), tightness(u.operand()));
    }
    visit(u.operand(), false);
  }

  private void binary(Expr.Binary b, boolean isDelimited) {
    String left = text(b.left());
    String right = text(b.right());
    switch (b.operator()) {
      case MINUS -> {
        String moved = operand(b.left(), PRODUCT);
        add(first, b, isDelimited, right + " - " + moved, SUM);
        add(then, b, isDelimited, left + " + " + right, SUM);
        add(then, b, isDelimited, "1 - " + moved, SUM);
        add(then, b, isDelimited, "1 - " + right, SUM);
        add(last, b, isDelimited, "1 - " + operand(b.left(), WHOLE) + "^2", SUM);
        if (b.right() instanceof Expr.Binary power && power.operator() == BinaryOperator.POWER) {
          String of = operand(power.left(), WHOLE);
          add(last, b, isDelimited, "%s * (1 - %s)".formatted(of, of), PRODUCT);
        }
      }
      case PLUS -> add(then, b, isDelimited, left + " - " + operand(b.right(), PRODUCT), SUM);
      case TIMES -> {
        add(first, b, isDelimited, right, tightness(b.right()));
        add(first, b, isDelimited, left, tightness(b.left()));
        add(then, b, isDelimited, left + " / " + operand(b.right(), POWER), PRODUCT);
        String of = operand(b.left(), WHOLE);
        add(last, b, isDelimited, "1 - " + of + "^2", SUM);
        add(last, b, isDelimited, "%s * (1 - %s)".formatted(of, of), PRODUCT);
      }
      case OVER -> {
        add(first, b, isDelimited, left, tightness(b.left()));
        add(then, b, isDelimited, left + " * " + right, PRODUCT);
        add(last, b, isDelimited, right + " / " + operand(b.left(), WHOLE), PRODUCT);
      }
      case MATMUL -> product(b, isDelimited);
      case POWER -> {
        add(then, b, isDelimited, left, tightness(b.left()));
        add(then, b, isDelimited, left + "^2", POWER);
        add(last, b, isDelimited, left + "^3", POWER);
      }
      case EQUAL, UNEQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> {
        for (BinaryOperator other : List.of(BinaryOperator.GREATER, BinaryOperator.LESS)) {
          add(then, b, isDelimited, left + " " + other.symbol() + " " + right, 0);
        }
      }
      case AND, OR -> {}
    }
  }

  /// The two factors in either order, each as it is or transposed.
  private void product(Expr.Binary b, boolean isDelimited) {
    for (boolean swapped : new boolean[] {false, true}) {
      Expr left = swapped ? b.right() : b.left();
      Expr right = swapped ? b.left() : b.right();
      for (int turned = swapped ? 0 : 1; turned < 4; turned++) {
        String text = turned(left, (turned & 1) != 0) + " @ " + turned(right, (turned & 2) != 0);
        add(first, b, isDelimited, text, MATRIX_PRODUCT);
      }
    }
  }

  private static String turned(Expr e, boolean turn) {
    if (!turn) {
      return operand(e, MATRIX_PRODUCT);
    }
    return e instanceof Expr.Transpose t ? text(t.operand()) : operand(e, WHOLE) + ".T";
  }

  private void call(Expr.Call c, boolean isDelimited) {
    for (Argument argument : c.arguments()) {
      if (argument.name().isEmpty()) {
        visit(argument.value(), true);
      }
    }
    String name = text(c.callee());
    if (!REDUCTIONS.contains(name) || c.arguments().isEmpty()) {
      return;
    }
    String rest = text(c).substring(name.length());
    if (name.equals("sum") || name.equals("mean")) {
      add(first, c, isDelimited, (name.equals("sum") ? "mean" : "sum") + rest, WHOLE);
    }
    Expr of = c.arguments().getFirst().value();
    String axis = axis(c).map(own -> ", " + text(own.value())).orElse("");
    for (int i = -1; i < 2; i++) {
      String other = i < 0 ? "" : ", axis = " + i;
      if (!other.equals(axis)) {
        add(then, c, isDelimited, name + "(" + text(of) + other + ")", WHOLE);
      }
    }
    for (String wrapper : WRAPPERS) {
      add(then, of, true, wrapper + "(" + text(of) + ")", WHOLE);
    }
    add(last, of, true, operand(of, WHOLE) + "^2", POWER);
  }

  private static Optional<Argument> axis(Expr.Call c) {
    return c.arguments().stream()
        .filter(argument -> argument.name().map(n -> n.name().equals("axis")).orElse(false))
        .findFirst();
  }

  private void value(Expr e, boolean isDelimited) {
    for (String name : namesLike.apply(e)) {
      add(then, e, isDelimited, name, WHOLE);
    }
    if (e instanceof Expr.Index(Expr base, List<Expr.Item> items, _)
        && items.size() == 1
        && items.getFirst() instanceof Expr.At(Expr position)) {
      add(then, e, isDelimited, text(base) + "[" + text(position) + " - 1]", WHOLE);
      add(then, e, isDelimited, text(base) + "[" + text(position) + " + 1]", WHOLE);
    }
    add(then, e, isDelimited, text(e) + ".T", WHOLE);
    add(last, e, isDelimited, "1 - " + text(e), SUM);
    add(last, e, isDelimited, text(e) + "^2", POWER);
    add(last, e, isDelimited, "exp(" + text(e) + ")", WHOLE);
  }

  private void number(Expr.Number n, boolean isDelimited) {
    for (double other : new double[] {n.value() - 1, n.value() + 1, 2 * n.value(), 2}) {
      if (other == Math.rint(other) && other != n.value() && Math.abs(other) < 1e6) {
        add(last, n, isDelimited, Long.toString((long) other), other < 0 ? SIGNED : WHOLE);
      }
    }
  }
}
