package dev.adjoint.lang.check;

import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.lang.syntax.Expr;
import dev.adjoint.lang.syntax.Parser;
import dev.adjoint.lang.syntax.Statement;
import dev.adjoint.rewrite.proof.Equality;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.SourceText;
import dev.adjoint.source.Spelling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What the author of a formula may have meant: formulas a small change away, that fit where it
/// stands.
final class Repairs {
  private static final int LONGEST = 1000;
  private static final int MOST_NAMES = 12;
  private static final String FRONT = "x = ";

  private final Expressions expressions;
  private final Node left;

  private Repairs(Expressions expressions, Node left) {
    this.expressions = expressions;
    this.left = left;
  }

  /// Other right sides of `left == right`, the likeliest first. Of a name, what it stands for may be
  /// written otherwise, too.
  static List<Action.Repair> of(Expressions expressions, Node left, Expr right) {
    Repairs repairs = new Repairs(expressions, left);
    List<Action.Repair> found = new ArrayList<>();
    if (right instanceof Expr.Name || right instanceof Expr.Index) {
      Expr formula = expressions.elaboration().formulas.get(expressions.node(right));
      if (formula != null) {
        repairs.add(formula, right.span().text() + " = ", found);
      }
    }
    repairs.add(right, "", found);
    return found;
  }

  /// What is wrong with the sides of a `check`, with another right side that fits and is proved, if
  /// there is one.
  static AdjointException offered(Expressions here, Statement.Check check, AdjointException e) {
    try {
      Node left = here.node(check.left());
      return of(here, left, check.right()).stream()
          .filter(repair -> Equality.isProved(left, repair.value(), 0))
          .findFirst()
          .map(repair -> e.diagnostics().getFirst().help("`%s` is proved".formatted(repair.text())))
          .map(AdjointException::new)
          .orElse(e);
    } catch (AdjointException | Elaboration.Poisoned _) {
      return e; // the left side is wrong, too
    }
  }

  private void add(Expr formula, String front, List<Action.Repair> found) {
    if (formula.span().text().length() > LONGEST) {
      return;
    }
    for (String text : Edits.of(formula, dims(), this::namesLike)) {
      node(text).ifPresent(node -> found.add(new Action.Repair(front + text, node)));
    }
  }

  private Optional<Node> node(String text) {
    try {
      var program = Parser.parse(new SourceText("a change", FRONT + text + "\n"));
      if (!(program.statements().getFirst() instanceof Statement.Assign assign)) {
        return Optional.empty();
      }
      Node node = expressions.node(assign.value());
      if (node.rank() == 0) {
        node = Broadcast.to(node, left.type().dims());
      }
      return node.type().matches(left.type().dims()) ? Optional.of(node) : Optional.empty();
    } catch (AdjointException | Elaboration.Poisoned _) {
      return Optional.empty();
    }
  }

  /// The declared dimensions, and the numbers, that are sizes of what the left side is made of.
  private List<String> dims() {
    Set<String> dims = new TreeSet<>();
    for (Node node : Graph.of(left).nodes()) {
      for (Dim dim : node.type().dims()) {
        if (!dim.isOne() && dim.terms().size() == 1) {
          dims.add(dim.toString());
        }
      }
    }
    dims.removeIf(dim -> node("0 * (" + dim + ")").isEmpty());
    List<String> preferred = new ArrayList<>(dims);
    preferred.sort(Comparator.comparing(dim -> !dim.equals("m")));
    return preferred;
  }

  /// Names of other values of the same shape, those that are spelt like this one first.
  private List<String> namesLike(Expr e) {
    Node node;
    try {
      node = expressions.node(e);
    } catch (AdjointException | Elaboration.Poisoned _) {
      return List.of();
    }
    String own = e.span().text();
    return expressions.scope().names().stream()
        .distinct()
        .filter(name -> !name.equals(own) && isLike(name, node))
        .sorted(Comparator.comparingInt(name -> Spelling.distance(own, name)))
        .limit(MOST_NAMES)
        .toList();
  }

  private boolean isLike(String name, Node node) {
    Value value = expressions.scope().find(name).orElseThrow().value();
    return switch (value) {
      case Value.Tensor(Node other) -> other.rank() == node.rank();
      case Value.Dimension _ -> node.rank() == 0;
      default -> false;
    };
  }
}
