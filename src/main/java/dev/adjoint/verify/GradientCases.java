package dev.adjoint.verify;

import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.rewrite.Resizing;
import dev.adjoint.source.AdjointException;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Derivatives of a scalar held against differences of its values for random sizes of its
/// dimensions, at random values.
///
/// Data that are known are cut or repeated to each size, so that labels stay labels; parameters, and
/// data that are not known, are drawn from the normal distribution, or between 0 and 1 where the
/// scalar is no number for those.
public final class GradientCases {
  /// The sizes that a dimension may take, both included.
  public record Sizes(String dim, int first, int last) {}

  /// What was found.
  ///
  /// @param findings one for each derivative, of all cases together; a mismatch is that of the
  ///     smallest case that has one
  /// @param tested how many cases the formulas were suited to
  public record Outcome(List<Finding> findings, int tested) {}

  private static final GradientCheck.Effort EFFORT = new GradientCheck.Effort(1, 3, 1);

  private final Graph graph; // of the scalar, what it is by, and what is claimed
  private final List<Node> wrt;
  private final Map<Node, Tensor> known;
  private final SplittableRandom random;

  private GradientCases(Graph graph, List<Node> wrt, Map<Node, Tensor> known, long seed) {
    this.graph = graph;
    this.wrt = wrt;
    this.known = known;
    this.random = new SplittableRandom(seed);
  }

  /// What is found in so many cases.
  ///
  /// @param known values of leaves, as far as there are any
  public static Outcome check(
      Node scalar,
      List<Node> wrt,
      List<Node> claimed,
      Map<Node, Tensor> known,
      List<Sizes> over,
      int cases,
      long seed) {
    List<Node> all = new ArrayList<>(List.of(scalar));
    all.addAll(wrt);
    all.addAll(claimed);
    return new GradientCases(Graph.of(all), wrt, known, seed).run(over, cases);
  }

  private Outcome run(List<Sizes> over, int cases) {
    List<Map<String, Integer>> drawn = new ArrayList<>();
    for (int i = 0; i < cases; i++) {
      Map<String, Integer> sizes = new TreeMap<>();
      over.forEach(o -> sizes.put(o.dim(), random.nextInt(o.first(), o.last() + 1)));
      drawn.add(sizes);
    }
    // The smallest first, so that a mistake is shown where it is easiest to follow.
    drawn.sort(Comparator.comparingInt(sizes -> sizes.values().stream().mapToInt(s -> s).sum()));
    List<Finding> findings = new ArrayList<>();
    int tested = 0;
    for (Map<String, Integer> sizes : drawn) {
      Optional<List<Finding>> found = check(sizes);
      if (found.isPresent()) {
        tested++;
        merge(findings, found.get());
      }
    }
    return new Outcome(findings, tested);
  }

  private static void merge(List<Finding> findings, List<Finding> found) {
    for (int k = 0; k < found.size(); k++) {
      if (k == findings.size()) {
        findings.add(found.get(k));
      } else {
        findings.set(k, findings.get(k).and(found.get(k)));
      }
    }
  }

  /// The findings of one case, unless neither kind of values suits the formulas.
  private Optional<List<Finding>> check(Map<String, Integer> sizes) {
    Map<String, Dim> dims = new HashMap<>();
    sizes.forEach((name, size) -> dims.put(name, Dim.named(name, size)));
    for (boolean positive : new boolean[] {false, true}) {
      try {
        Resizing resized = Resizing.of(graph, dims);
        List<Node> outputs = graph.outputs().stream().map(resized::image).toList();
        Map<Node, Tensor> values = values(resized, sizes, positive);
        Node scalar = outputs.getFirst();
        if (Double.isFinite(new Interpreter().run(Graph.of(scalar), values).getFirst().item())) {
          return Optional.of(check(outputs, values, sizes));
        }
      } catch (AdjointException _) {
        // a slice reaches beyond these sizes, or an index is none for these values
      }
    }
    return Optional.empty();
  }

  private List<Finding> check(
      List<Node> outputs, Map<Node, Tensor> values, Map<String, Integer> sizes) {
    int n = wrt.size();
    List<Finding> found =
        GradientCheck.check(
            outputs.getFirst(),
            outputs.subList(1, 1 + n),
            outputs.subList(1 + n, 1 + 2 * n),
            values,
            EFFORT);
    List<Finding> own = new ArrayList<>();
    for (int k = 0; k < n; k++) {
      own.add(found.get(k).of(wrt.get(k), sizes));
    }
    return own;
  }

  private Map<Node, Tensor> values(Resizing resized, Map<String, Integer> sizes, boolean positive) {
    Map<Node, Tensor> values = new HashMap<>();
    for (Node leaf : graph.nodes()) {
      if (leaf.op() instanceof Input || leaf.op() instanceof Parameter) {
        Node image = resized.image(leaf);
        Shape shape = image.type().shape(allSizes(sizes));
        Tensor old = leaf.op() instanceof Input ? known.get(leaf) : null;
        values.put(
            image,
            old == null || old.shape().count() == 0
                ? Tensor.generate(leaf.type().dtype(), shape, _ -> draw(positive))
                : repeated(old, shape));
      }
    }
    return values;
  }

  private double draw(boolean positive) {
    return positive ? random.nextDouble(0.1, 0.9) : random.nextGaussian();
  }

  /// The sizes of a case, and those that the known values give to other dimensions.
  private Map<String, Integer> allSizes(Map<String, Integer> sizes) {
    Map<Node, Tensor> ofGraph = new HashMap<>(known);
    ofGraph.keySet().removeIf(leaf -> !graph.contains(leaf));
    Map<String, Integer> all = dev.adjoint.interpret.Bindings.unify(ofGraph);
    all.putAll(sizes);
    return all;
  }

  /// A tensor cut or repeated to another shape.
  private static Tensor repeated(Tensor old, Shape shape) {
    int[] strides = old.shape().strides();
    return Tensor.generate(
        old.dtype(),
        shape,
        place -> {
          int rest = place;
          int from = 0;
          for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            from += rest % shape.size(axis) % old.shape().size(axis) * strides[axis];
            rest /= shape.size(axis);
          }
          return old.at(from);
        });
  }
}
