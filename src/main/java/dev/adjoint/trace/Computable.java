package dev.adjoint.trace;

import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;
import dev.adjoint.graph.Size;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/// What of a graph can be computed from the values that are given, and why the rest cannot: a node
/// cannot if it needs a leaf without a value, or a size that only such a leaf would tell.
public final class Computable {
  private final Map<Node, Cause> causes = new HashMap<>();
  private final Set<String> sized = new HashSet<>(); // names of dimensions
  private final Map<String, Node> sizing = new HashMap<>(); // leaves without value that have them

  /// Why a node is not computed.
  ///
  /// @param leaf what has no value, or null
  /// @param dim the dimension that has no size for want of it, or null if the value itself is needed
  private record Cause(Node leaf, String dim) {
    String text(Node node) {
      String name = leaf == null ? "" : leaf.label();
      if (leaf == node) {
        return "none was given";
      }
      return leaf == null
          ? "`%s` has no size".formatted(dim)
          : dim == null
              ? "`%s` has no value".formatted(name)
              : "`%s` has no value, and so `%s` no size".formatted(name, dim);
    }
  }

  private Computable(Graph graph, Predicate<Node> isGiven) {
    Set<Node> haves = new HashSet<>(graph.nodes().stream().filter(isGiven).toList());
    for (Node node : graph.nodes()) {
      boolean given = haves.contains(node);
      if (given || isLeaf(node)) {
        node.type().dims().forEach(dim -> dim.name().ifPresent(name -> size(name, node, given)));
      }
    }
    for (Node node : graph.nodes()) {
      cause(node, haves.contains(node)).ifPresent(cause -> causes.put(node, cause));
    }
  }

  /// @param isGiven which inputs and parameters have a value; other nodes of which that is true need
  ///     not be computed
  public static Computable of(Graph graph, Predicate<Node> isGiven) {
    return new Computable(graph, isGiven);
  }

  static boolean isLeaf(Node node) {
    return node.op() instanceof Input || node.op() instanceof Parameter;
  }

  private void size(String name, Node node, boolean given) {
    if (given) {
      sized.add(name);
    } else { // what is given later tells sizes, rather than what is made in these sizes
      sizing.merge(name, node, (first, next) -> first.op() instanceof Input ? first : next);
    }
  }

  private Optional<Cause> cause(Node node, boolean given) {
    List<Cause> inherited =
        node.operands().stream().map(causes::get).filter(Objects::nonNull).toList();
    if (!given && !inherited.isEmpty()) { // a value that is needed says more than a size
      return inherited.stream()
          .filter(cause -> cause.dim() == null)
          .findFirst()
          .or(() -> Optional.of(inherited.getFirst()));
    }
    Optional<String> unsized = unsized(node);
    Node other = unsized.map(sizing::get).filter(leaf -> leaf.op() instanceof Input).orElse(null);
    boolean isMadeToFit = node.op() instanceof Parameter && unsized.isPresent();
    return isLeaf(node) && !given && !isMadeToFit
        ? Optional.of(new Cause(node, null))
        : unsized.map(name -> new Cause(other, name));
  }

  /// The name of a dimension that the node needs and that has no size; nothing if there is none.
  private Optional<String> unsized(Node node) {
    List<Dim> dims = new ArrayList<>(node.type().dims());
    if (node.op() instanceof Size(var dim, _)) {
      dims.add(dim);
    }
    return dims.stream()
        .flatMap(dim -> dim.settled().names().stream().sorted())
        .filter(name -> !sized.contains(name))
        .findFirst();
  }

  /// Whether a node of the graph can be computed.
  public boolean is(Node node) {
    return !causes.containsKey(node);
  }

  /// Why it cannot, to stand behind *because*: `` `X` has no value ``; nothing if it can.
  public Optional<String> reason(Node node) {
    return Optional.ofNullable(causes.get(node)).map(cause -> cause.text(node));
  }

  /// The values of those nodes that can be computed.
  ///
  /// @param nodes of the graph
  /// @param evaluate the values of nodes, which is asked for once
  public Map<Node, Tensor> values(List<Node> nodes, Function<List<Node>, List<Tensor>> evaluate) {
    List<Node> wanted = new ArrayList<>(nodes.stream().filter(this::is).distinct().toList());
    List<Tensor> found = wanted.isEmpty() ? List.of() : evaluate.apply(wanted);
    Map<Node, Tensor> values = new HashMap<>();
    for (int i = 0; i < found.size(); i++) {
      values.put(wanted.get(i), found.get(i));
    }
    return values;
  }
}
