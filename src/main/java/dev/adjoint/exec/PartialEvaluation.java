package dev.adjoint.exec;

import dev.adjoint.graph.Along;
import dev.adjoint.graph.Binary;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Concat;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Contract;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Gather;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Iota;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Pad;
import dev.adjoint.graph.Parameter;
import dev.adjoint.graph.Permute;
import dev.adjoint.graph.Random;
import dev.adjoint.graph.Range;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.Reshape;
import dev.adjoint.graph.Scatter;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.Size;
import dev.adjoint.graph.Slice;
import dev.adjoint.graph.Unary;
import dev.adjoint.interpret.Bindings;
import dev.adjoint.rewrite.Rewriting;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// A graph of which some leaves are known: each node that depends on known values alone, and that
/// an unknown node or the caller needs, becomes an input with a known value.
///
/// Sizes count too. A node whose shape, or whose value, mentions a dimension that an unknown leaf
/// may yet give another size is not known, for example zeros of one batch.
final class PartialEvaluation {
  private final Graph graph;
  private final Map<Node, Tensor> values;
  private final Map<String, Integer> sizes;
  private final Set<String> open; // dimensions to which an unknown leaf may give any size
  private final Set<Node> known;

  private PartialEvaluation(Graph graph, Map<Node, Tensor> values) {
    this.graph = graph;
    this.values = values;
    this.sizes = Bindings.unify(values);
    this.open = open();
    this.known = known();
  }

  /// The program for what `values` leave unknown.
  static Program of(Graph graph, List<Node> variables, Map<Node, Tensor> values) {
    List<Node> needed = List.copyOf(new PartialEvaluation(graph, values).needed());
    // The leaves are asked for too, because their values say how large the dimensions are.
    List<Node> asked = new ArrayList<>(needed);
    graph.nodes().stream().filter(values::containsKey).forEach(asked::add);
    List<Tensor> results = new Program(Graph.of(asked), List.of(), Map.of()).run(values);
    Map<Node, Node> inputs = new LinkedHashMap<>();
    Map<Node, Tensor> fixed = new LinkedHashMap<>(values);
    for (int i = 0; i < needed.size(); i++) {
      Node node = needed.get(i);
      Node input = Node.of(new Input(node.label(), node.type())).from(node.origin());
      inputs.put(node, input);
      fixed.put(input, results.get(i));
    }
    return new Program(Rewriting.replacing(graph, inputs).graph(), variables, fixed);
  }

  private Set<String> open() {
    Set<String> open = new HashSet<>();
    for (Node node : graph.nodes()) {
      if (Program.isBound(node) && !values.containsKey(node)) {
        node.type().dims().forEach(dim -> open.addAll(dim.names()));
      }
    }
    open.removeAll(sizes.keySet());
    return open;
  }

  private Set<Node> known() {
    Set<Node> known = new HashSet<>();
    for (Node node : graph.nodes()) {
      boolean is =
          Program.isBound(node)
              ? values.containsKey(node)
              : known.containsAll(node.operands()) && dims(node).allMatch(this::isKnown);
      if (is) {
        known.add(node);
      }
    }
    return known;
  }

  /// Whether the dim has a size, and will keep it.
  private boolean isKnown(Dim dim) {
    Set<String> others = dim.names();
    others.removeAll(sizes.keySet());
    return others.isEmpty() || others.stream().noneMatch(open::contains) && dim.value().isPresent();
  }

  /// The dims that an operation reads the sizes of.
  private static Stream<Dim> dims(Node node) {
    Stream<Dim> own =
        switch (node.op()) {
          case Size size -> Stream.of(size.dim());
          case Slice slice -> dims(slice.ranges());
          case Pad pad -> dims(pad.ranges());
          case Input _, Parameter _, Constant _, Random _, Iota _ -> Stream.of();
          case Unary _, Binary _, Select _, Reduce _, Along _, Contract _ -> Stream.of();
          case Broadcast _, Reshape _, Permute _, Concat _, Gather _, Scatter _ -> Stream.of();
        };
    return Stream.concat(own, node.type().dims().stream());
  }

  private static Stream<Dim> dims(List<Range> ranges) {
    return ranges.stream().flatMap(range -> Stream.of(range.start(), range.count()));
  }

  /// The known nodes, but for leaves, that somebody else than a known node needs.
  private Set<Node> needed() {
    Set<Node> needed = new LinkedHashSet<>();
    for (Node node : graph.nodes()) {
      if (!known.contains(node)) {
        needed.addAll(node.operands());
      }
    }
    needed.addAll(graph.outputs());
    needed.removeIf(node -> !known.contains(node) || isCheap(node.op()));
    return needed;
  }

  /// Whether a value is at hand anyway.
  private static boolean isCheap(Op op) {
    return op instanceof Input || op instanceof Parameter || op instanceof Constant;
  }
}
