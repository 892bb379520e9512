package dev.adjoint.rewrite.proof;

import dev.adjoint.graph.Binary;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Contract;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.rewrite.Rewriting;
import dev.adjoint.rewrite.Share;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Proves that two nodes have the same value, whatever the values of the leaves, by bringing both to
/// one normal form.
///
/// A proof holds as in calculus: wherever all that is written on both sides is defined. So `x / x`
/// is 1. Numbers are those that were written, not their roundings, and every dimension is at least 1.
/// What cannot be proved may still be true.
public final class Prover {
  private static final int MOST_NODES = 20_000;
  private static final int STEPS = 60_000;

  /// What was shown.
  public enum Result {
    /// The sides are equal.
    PROVED,
    /// The sides are equal but where a comparison is on the edge, where derivatives are a matter of
    /// convention: at 0 for `relu`.
    PROVED_BUT_AT_KINKS,
    /// Nothing.
    OPEN
  }

  private final List<Node> sides;
  private final Graph graph;
  private boolean hasKinks;

  private Prover(Graph graph) {
    this.graph = graph;
    this.sides = graph.outputs();
  }

  /// Tries to prove that two nodes of one shape are equal.
  public static Result prove(Node left, Node right) {
    Rewriting shared = new Share().apply(Graph.of(left, right));
    Prover prover = new Prover(shared.graph());
    if (prover.graph.nodes().size() > MOST_NODES) {
      return Result.OPEN;
    }
    if (prover.areEqual(true)) {
      return Result.PROVED;
    }
    return prover.hasKinks && prover.areEqual(false) ? Result.PROVED_BUT_AT_KINKS : Result.OPEN;
  }

  private boolean areEqual(boolean kinks) {
    Set<Node> common = common();
    return (!common.isEmpty() && areEqual(common, kinks)) || areEqual(Set.of(), kinks);
  }

  /// What both sides are made of and most likely need not look into: the inputs of activations,
  /// `W @ X + b`. What is equal for any values in their place is equal for theirs.
  private Set<Node> common() {
    Set<Node> left = new HashSet<>(Graph.of(sides.get(0)).nodes());
    Set<Node> both = new HashSet<>();
    for (Node node : Graph.of(sides.get(1)).nodes()) {
      if (left.contains(node) && isAffine(node)) {
        both.add(node);
      }
    }
    return both;
  }

  private static boolean isAffine(Node node) {
    return switch (node.op()) {
      case Contract _ -> true;
      case Binary(BinaryFunction function) when function == BinaryFunction.ADD ->
          node.operands().stream().anyMatch(Prover::isProduct);
      default -> false;
    };
  }

  private static boolean isProduct(Node node) {
    return node.op() instanceof Contract
        || (node.op() instanceof Broadcast && node.operand(0).op() instanceof Contract);
  }

  private boolean areEqual(Set<Node> taken, boolean kinks) {
    Algebra algebra = new Algebra(new Budget(STEPS));
    try {
      Functions functions = new Functions(algebra, kinks);
      Normalizer normalizer = new Normalizer(algebra, functions);
      for (Node node : needed(taken::contains)) {
        if (taken.contains(node)) {
          normalizer.take(node);
        } else {
          normalizer.read(node);
        }
      }
      Poly difference = normalizer.value(sides.get(0)).minus(normalizer.value(sides.get(1)));
      return isZero(difference, algebra);
    } catch (Unprovable _) {
      return false;
    } finally {
      hasKinks |= algebra.atoms().haveIndicators();
    }
  }

  /// The nodes that the sides depend on, no further than those that are taken as they come.
  private List<Node> needed(Predicate<Node> taken) {
    Set<Node> needed = new HashSet<>(sides);
    List<Node> backwards = new ArrayList<>();
    for (Node node : graph.nodes().reversed()) {
      if (needed.contains(node)) {
        backwards.add(node);
        if (!taken.test(node)) {
          needed.addAll(node.operands());
        }
      }
    }
    return backwards.reversed();
  }

  /// Whether a difference vanishes, once it is multiplied by what it is divided by.
  private static boolean isZero(Poly difference, Algebra algebra) {
    Poly rest = difference;
    for (int round = 0; round < 3 && !rest.isZero(); round++) {
      TreeMap<Factor, Rational> denominators = new TreeMap<>();
      for (Monomial monomial : rest.terms().keySet()) {
        monomial
            .powers()
            .forEach(
                (factor, x) -> {
                  if (x.signum() < 0 && factor.isFree()) {
                    denominators.merge(factor, x.negate(), (a, b) -> a.compareTo(b) > 0 ? a : b);
                  }
                });
      }
      if (denominators.isEmpty()) {
        return false;
      }
      Term all = new Term(Rational.ONE, denominators, new TreeMap<>());
      rest = algebra.sum(algebra.products(all, rest, i -> i));
    }
    return rest.isZero();
  }
}
