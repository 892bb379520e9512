package dev.adjoint.lang.run;

import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.lang.check.Action;
import dev.adjoint.rewrite.Resizing;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Tests whether two formulas are equal, for random values in place of all data and parameters, and
/// for random sizes of the declared dimensions.
///
/// Values are normal at first; where a formula is no number for those (a logarithm of data, say),
/// they are drawn again between 0 and 1. The interpreter finds the values: each case has sizes of its
/// own, and is too small to be worth compiling for.
final class Checks {
  /// How many times a pair of formulas is tested.
  static final int CASES = 20;

  private static final int LARGEST_SIZE = 6;

  private Checks() {}

  /// The sides' values in one case.
  private record Case(Map<String, Integer> sizes, Tensor left, Tensor right) {
    boolean isFinite() {
      return isFinite(left) && isFinite(right);
    }

    private static boolean isFinite(Tensor tensor) {
      for (int i = 0; i < tensor.shape().count(); i++) {
        if (!Double.isFinite(tensor.at(i))) {
          return false;
        }
      }
      return true;
    }
  }

  /// What to tell the author, if the check does not hold.
  ///
  /// @param evaluate the program's own values, for a formula that random ones do not suit: one with
  ///     indices, say
  static Optional<Diagnostic> test(
      Action.Check check, long seed, Function<List<Node>, List<Tensor>> evaluate) {
    Graph graph = Graph.of(check.left(), check.right());
    Set<String> free = free(graph);
    Random random = new Random(seed);
    int tested = 0;
    for (int i = 0; i < CASES; i++) {
      Optional<Case> drawn = draw(graph, free, random);
      if (drawn.isPresent()) {
        tested++;
        Optional<Diagnostic> refutation = compare(check, drawn.get());
        if (refutation.isPresent()) {
          return refutation;
        }
      }
    }
    return tested > 0 ? Optional.empty() : atHand(check, evaluate);
  }

  private static Optional<Diagnostic> atHand(
      Action.Check check, Function<List<Node>, List<Tensor>> evaluate) {
    List<Tensor> sides = evaluate.apply(List.of(check.left(), check.right()));
    Case only = new Case(Map.of(), sides.get(0), sides.get(1));
    if (only.isFinite()) {
      return compare(check, only);
    }
    return Optional.of(
        RunError.CHECK_UNTESTED
            .at(check.span(), "this check could not be tested")
            .note(
                "a side was not finite for %d random choices of all values, nor for those at hand"
                    .formatted(CASES)));
  }

  /// The dimensions that may have any size: not those that a number in the formulas goes with.
  private static Set<String> free(Graph graph) {
    Set<String> free = new TreeSet<>();
    for (Node node : graph.nodes()) {
      node.type().dims().forEach(dim -> free.addAll(dim.names()));
    }
    free.removeIf(name -> !fits(graph, Map.of(name, Dim.named(name))));
    return free;
  }

  private static boolean fits(Graph graph, Map<String, Dim> dims) {
    try {
      Resizing.of(graph, dims);
      return true;
    } catch (AdjointException _) {
      return false;
    }
  }

  /// A case of random values, if they suit the formulas: sizes that a slice reaches beyond do not.
  private static Optional<Case> draw(Graph graph, Set<String> free, Random random) {
    Map<String, Integer> sizes = new TreeMap<>();
    free.forEach(name -> sizes.put(name, 1 + random.nextInt(LARGEST_SIZE)));
    for (boolean positive : new boolean[] {false, true}) {
      try {
        Case drawn = run(resized(graph, sizes), sizes, random, positive);
        if (drawn.isFinite()) {
          return Optional.of(drawn);
        }
      } catch (AdjointException _) {
        // these sizes or values do not suit
      }
    }
    return Optional.empty();
  }

  private static List<Node> resized(Graph graph, Map<String, Integer> sizes) {
    Map<String, Dim> dims = new TreeMap<>();
    sizes.forEach((name, size) -> dims.put(name, Dim.named(name, size)));
    Resizing resized = Resizing.of(graph, dims);
    return graph.outputs().stream().map(resized::image).toList();
  }

  private static Case run(
      List<Node> sides, Map<String, Integer> sizes, Random random, boolean positive) {
    Map<Node, Tensor> values = new HashMap<>();
    for (Node leaf : Graph.of(sides).nodes()) {
      if (leaf.op() instanceof Input || leaf.op() instanceof Parameter) {
        values.put(
            leaf,
            Tensor.generate(
                leaf.type().dtype(),
                leaf.type().shape(sizes),
                _ -> positive ? 0.1 + 0.8 * random.nextDouble() : random.nextGaussian()));
      }
    }
    List<Tensor> found = new Interpreter().run(Graph.of(sides), values);
    return new Case(sizes, found.get(0), found.get(1));
  }

  private static Optional<Diagnostic> compare(Action.Check check, Case at) {
    double scale = 1;
    for (int i = 0; i < at.left().shape().count(); i++) {
      scale = Math.max(scale, Math.max(Math.abs(at.left().at(i)), Math.abs(at.right().at(i))));
    }
    double tolerance = scale * (at.left().dtype() == DType.F64 ? 1e-9 : 1e-3);
    for (int i = 0; i < at.left().shape().count(); i++) {
      if (Math.abs(at.left().at(i) - at.right().at(i)) > tolerance) {
        return Optional.of(refuted(check, at, i));
      }
    }
    return Optional.empty();
  }

  private static Diagnostic refuted(Action.Check check, Case at, int i) {
    String where = at.left().shape().rank() == 0 ? "" : Expectations.index(at.left(), i);
    String sizes =
        at.sizes().entrySet().stream()
            .map(size -> size.getKey() + " = " + size.getValue())
            .collect(Collectors.joining(", "));
    return RunError.CHECK_REFUTED
        .at(check.span(), "this check is refuted: the two sides differ for some values")
        .note(
            "with values drawn at random%s, left%s is %s and right%s is %s"
                .formatted(
                    sizes.isEmpty() ? "" : " and " + sizes,
                    where,
                    Tensor.scalar(at.left().at(i)),
                    where,
                    Tensor.scalar(at.right().at(i))));
  }
}
