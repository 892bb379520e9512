package dev.adjoint.rewrite;

import dev.adjoint.graph.Binary;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.ReduceFunction;
import dev.adjoint.graph.Unary;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.graph.Walk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Formulas as textbooks have them become forms that stay finite and keep their digits: the rows of
/// [StableForm]. It comes before differentiation, so that gradients are of the stable forms.
///
/// Not exact: the result differs by rounding, and where a formula is infinite or NaN for want of
/// range it is a number.
///
/// What its author wants raw ([dev.adjoint.graph.Origin#raw]) stays as it is written, and so do the
/// nodes that are kept.
///
/// @param kept nodes that stay as they are, with all that they are computed from, and that no rule
///     looks into: what a derivative is taken by
public record Stabilise(Set<Node> kept) implements Pass {
  private static final Map<Op, List<StableForm>> FIRST = table(1);
  private static final Map<Op, List<StableForm>> SECOND = table(2);

  public Stabilise {
    kept = Set.copyOf(kept);
  }

  public Stabilise() {
    this(Set.of());
  }

  public static Stabilise keeping(Collection<Node> nodes) {
    return new Stabilise(Set.copyOf(nodes));
  }

  private static Map<Op, List<StableForm>> table(int walk) {
    Map<Op, List<StableForm>> table = new HashMap<>();
    for (var function : UnaryFunction.values()) {
      enter(table, walk, new Unary(function));
    }
    for (var function : BinaryFunction.values()) {
      enter(table, walk, new Binary(function));
    }
    return Map.copyOf(table);
  }

  private static void enter(Map<Op, List<StableForm>> table, int walk, Op op) {
    List<StableForm> forms = StableForm.of(walk, op).toList();
    if (!forms.isEmpty()) {
      table.put(op, forms);
    }
  }

  @Override
  public String summary() {
    return "Formulas that overflow or lose their digits become forms that do not.";
  }

  @Override
  public Rewriting apply(Graph graph) {
    return of(graph).rewriting();
  }

  /// The graph in stable forms, with what was changed.
  public Stabilised of(Graph graph) {
    List<Stabilised.Change> changes = new ArrayList<>();
    Set<Node> seen = new HashSet<>();
    if (graph.nodes().stream().noneMatch(Stabilise::isOfForms)) {
      Rewriting none = Rewriting.none(graph);
      return new Stabilised(graph, none, none, seen, changes);
    }
    Rewriting walked = walk(graph, FIRST, changes, seen);
    Rewriting rewriting = walked.then(rest -> walk(rest, SECOND, changes, seen));
    return new Stabilised(graph, walked, rewriting, seen, changes);
  }

  /// Whether a node may be a part of one of the forms: each has an exponential, a logarithm or what is
  /// made of them. A graph without any is left at a glance.
  private static boolean isOfForms(Node node) {
    return switch (node.op()) {
      case Unary(UnaryFunction function) ->
          switch (function) {
            case EXP, EXPM1, LOG, LOG1P, SIGMOID, SOFTPLUS, SINH -> true;
            default -> false;
          };
      case Binary(BinaryFunction function) -> function == BinaryFunction.POW;
      case Reduce reduce -> reduce.function() == ReduceFunction.LOGSUMEXP;
      default -> false;
    };
  }

  private Rewriting walk(
      Graph graph,
      Map<Op, List<StableForm>> forms,
      List<Stabilised.Change> changes,
      Set<Node> seen) {
    return Walk.through(
        walk ->
            new Rewriter(graph, walk)
                .rewrite(
                    (old, node) -> {
                      if (kept.contains(old)) {
                        return old;
                      }
                      Stabilised.Change change = change(old, node, forms, walk);
                      if (change == null) {
                        return node;
                      }
                      changes.add(change);
                      seen.addAll(change.seen());
                      return change.image();
                    }));
  }

  /// What is done to one node; null for nothing.
  private Stabilised.Change change(
      Node old, Node node, Map<Op, List<StableForm>> forms, Walk walk) {
    boolean isFunction = node.op() instanceof Unary || node.op() instanceof Binary;
    if (!isFunction || node.origin().raw()) {
      return null;
    }
    for (StableForm form : forms.getOrDefault(node.op(), List.of())) {
      Sight sight = new Sight(node, kept::contains);
      Node image = form.apply(sight, node);
      if (image != null) {
        return new Stabilised.Change(form, old, walk.settled(image), sight.seen());
      }
    }
    return null;
  }
}
