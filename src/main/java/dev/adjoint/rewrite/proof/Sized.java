package dev.adjoint.rewrite.proof;

import dev.adjoint.graph.Binary;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Domain;
import dev.adjoint.graph.Gather;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;
import dev.adjoint.graph.Permute;
import dev.adjoint.graph.Reshape;
import dev.adjoint.graph.Scatter;
import dev.adjoint.graph.Slice;
import dev.adjoint.graph.Unary;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.rewrite.Resizing;
import dev.adjoint.source.AdjointException;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Tensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Two formulas in f64 at fixed sizes: draws values for their leaves, and compares the sides there.
final class Sized {
  private static final double UNIT = 0x1p-52;
  private static final double NUDGE = 0x1p-40;
  private static final int NUDGES = 4;

  private final Map<String, Integer> sizes;
  private final Graph graph;
  private final SequencedMap<Node, Draw> leaves = new LinkedHashMap<>();

  /// Where to draw values from: the first that suits the formulas is best.
  enum From {
    ANYWHERE,
    /// From where the functions of a leaf are defined.
    DOMAIN,
    /// Between 0 and 1.
    BELOW_ONE
  }

  /// What suits a leaf, by what is done with it at once.
  ///
  /// @param below if it is an index, the number that it is below
  private record Draw(Domain domain, OptionalInt below) {
    static final Draw ANY = new Draw(Domain.REAL, OptionalInt.empty());

    double next(SplittableRandom random, From from) {
      if (below.isPresent()) {
        return random.nextInt(Math.max(1, below.getAsInt()));
      }
      return switch (from) {
        case ANYWHERE -> random.nextGaussian();
        case DOMAIN ->
            domain.equals(Domain.REAL)
                ? random.nextGaussian()
                : domain.at(random.nextDouble(0.02, 0.98));
        case BELOW_ONE -> random.nextDouble(0.1, 0.9);
      };
    }
  }

  /// @throws AdjointException if the graph does not fit the sizes
  Sized(Graph general, Map<String, Integer> sizes) {
    this.sizes = sizes;
    Map<String, Dim> dims = new TreeMap<>();
    sizes.forEach((name, size) -> dims.put(name, Dim.named(name, size)));
    Resizing resized = Resizing.of(general, dims, DType.F64);
    this.graph = Graph.of(general.outputs().stream().map(resized::image).toList());
    findLeaves();
  }

  private void findLeaves() {
    Map<Node, Node> origins = new HashMap<>(); // the leaf whose elements a node has
    for (Node node : graph.nodes()) {
      switch (node.op()) {
        case Input _, Parameter _ -> {
          leaves.put(node, Draw.ANY);
          origins.put(node, node);
        }
        case Broadcast _, Reshape _, Permute _, Slice _ ->
            origins.put(node, origins.get(node.operand(0)));
        case Unary(var function) -> restrict(origins.get(node.operand(0)), function.domain());
        case Binary(BinaryFunction function) when function != BinaryFunction.DIV -> {
          restrict(origins.get(node.operand(0)), function.left());
          restrict(origins.get(node.operand(1)), function.right());
        }
        case Gather gather ->
            index(origins.get(node.operand(1)), node.operand(0).type().dim(gather.axis()));
        case Scatter scatter -> index(origins.get(node.operand(1)), scatter.size());
        default -> {}
      }
    }
  }

  private void restrict(Node leaf, Domain domain) {
    if (leaf != null && !domain.equals(Domain.REAL)) {
      Draw old = leaves.get(leaf);
      double low = Math.max(old.domain.low(), domain.low());
      double high = Math.min(old.domain.high(), domain.high());
      if (low < high) {
        leaves.put(leaf, new Draw(new Domain(low, high), old.below));
      }
    }
  }

  private void index(Node leaf, Dim size) {
    if (leaf != null) {
      int below = size.evaluate(sizes);
      int least = Math.min(below, leaves.get(leaf).below.orElse(below));
      leaves.put(leaf, new Draw(Domain.REAL, OptionalInt.of(least)));
    }
  }

  Map<String, Integer> sizes() {
    return sizes;
  }

  boolean isIndex(Node leaf) {
    return leaves.get(leaf).below.isPresent();
  }

  /// Random values of all leaves.
  SequencedMap<Node, Tensor> draw(SplittableRandom random, From from) {
    SequencedMap<Node, Tensor> values = new LinkedHashMap<>();
    leaves.forEach(
        (leaf, draw) ->
            values.put(
                leaf,
                Tensor.generate(
                    DType.F64, leaf.type().shape(sizes), _ -> draw.next(random, from))));
    return values;
  }

  /// Both sides for some values.
  ///
  /// @param bound how far rounding may bring them apart: it grows with the number of operations and
  ///     with the largest value on the way
  record Case(SequencedMap<Node, Tensor> values, Tensor left, Tensor right, double bound) {
    double gap(int i) {
      return left.at(i) - right.at(i);
    }

    double scale(int i) {
      return Math.max(Math.abs(left.at(i)), Math.abs(right.at(i)));
    }

    /// Where the sides are furthest apart, if that is more than rounding explains.
    OptionalInt furthest() {
      int furthest = -1;
      for (int i = 0; i < left.shape().count(); i++) {
        boolean isApart = Math.abs(gap(i)) > bound;
        if (isApart && (furthest < 0 || Math.abs(gap(i)) > Math.abs(gap(furthest)))) {
          furthest = i;
        }
      }
      return furthest < 0 ? OptionalInt.empty() : OptionalInt.of(furthest);
    }
  }

  /// The sides, if both are numbers for these values, and exact enough to tell anything.
  Optional<Case> run(SequencedMap<Node, Tensor> values) {
    Map<Node, Tensor> all;
    try {
      all = new Interpreter().evaluate(graph, values);
    } catch (AdjointException _) {
      return Optional.empty(); // an index that is none, say
    }
    Tensor left = all.get(graph.outputs().get(0));
    Tensor right = all.get(graph.outputs().get(1));
    double largest = 0;
    for (Tensor value : all.values()) {
      for (double x : value.toDoubles()) {
        largest = Double.isFinite(x) ? Math.max(largest, Math.abs(x)) : largest;
      }
    }
    double result = 0;
    for (int i = 0; i < left.shape().count(); i++) {
      if (!Double.isFinite(left.at(i)) || !Double.isFinite(right.at(i))) {
        return Optional.empty();
      }
      result = Math.max(result, Math.max(Math.abs(left.at(i)), Math.abs(right.at(i))));
    }
    double bound = 64 * UNIT * graph.nodes().size() * largest;
    boolean tells = bound <= 1e-6 * Math.max(1, result);
    return tells ? Optional.of(new Case(values, left, right, bound)) : Optional.empty();
  }

  /// Whether the sides differ in earnest: by much more than they move when the values do by a
  /// trifle. Where they do not, the formulas magnify rounding, or a comparison is on its edge.
  boolean isConfirmed(Case found, int element) {
    SplittableRandom random = new SplittableRandom(element);
    for (int i = 0; i < NUDGES; i++) {
      SequencedMap<Node, Tensor> nudged = new LinkedHashMap<>();
      found.values.forEach(
          (leaf, value) ->
              nudged.put(
                  leaf,
                  isIndex(leaf)
                      ? value
                      : Tensor.generate(
                          DType.F64,
                          value.shape(),
                          k -> value.at(k) + nudge(value.at(k), random))));
      Optional<Case> near = run(nudged);
      double moved =
          near.isEmpty()
              ? Double.POSITIVE_INFINITY
              : Math.abs(near.get().gap(element) - found.gap(element));
      if (Math.abs(found.gap(element)) <= 16 * moved) {
        return false;
      }
    }
    return true;
  }

  private static double nudge(double x, SplittableRandom random) {
    return NUDGE * Math.max(1, Math.abs(x)) * (random.nextBoolean() ? 1 : -1);
  }
}
