package dev.adjoint.trace;

import dev.adjoint.autodiff.Gradient;
import dev.adjoint.exec.Program;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Size;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// A graph with what is known of its numbers. A node that is in neither map was not computed, which
/// is not 0.
///
/// @param graph what was computed
/// @param values the values of nodes; empty if there was no forward pass
/// @param gradients the derivatives of `of` by nodes, each of its node's shape; empty if there was no
///     backward pass
/// @param of what the derivatives are of, such as `J`, or empty
/// @param backward the nodes of the graph that are themselves derivatives, where it has both passes
///     in it; empty if the graph is that of a forward pass
public record Trace(
    Graph graph,
    Map<Node, Tensor> values,
    Map<Node, Tensor> gradients,
    String of,
    Set<Node> backward) {
  public Trace {
    Objects.requireNonNull(graph);
    Objects.requireNonNull(of);
    values = Map.copyOf(values);
    gradients = Map.copyOf(gradients);
    backward = Set.copyOf(backward);
  }

  /// A graph without numbers.
  public static Trace of(Graph graph) {
    return new Trace(graph, Map.of(), Map.of(), "", Set.of());
  }

  /// A value with all that it depends on: the values, and if it is a scalar its derivatives by them.
  /// The numbers in formulas have no derivatives, unless they have a name.
  ///
  /// @param leaves the values of inputs and parameters
  /// @throws dev.adjoint.source.AdjointException if a value is missing, or does not fit
  public static Trace of(Node of, Map<Node, Tensor> leaves) {
    return of(of, nodes -> Program.compile(nodes).run(leaves));
  }

  /// The same, where somebody else knows the values of the leaves.
  ///
  /// @param evaluate the values of nodes, which is asked for once
  public static Trace of(Node of, Function<List<Node>, List<Tensor>> evaluate) {
    Graph graph = Graph.of(of);
    List<Node> movable =
        of.rank() != 0 ? List.of() : graph.nodes().stream().filter(Trace::isMovable).toList();
    List<Node> all = new ArrayList<>(graph.nodes());
    all.addAll(movable.isEmpty() ? List.of() : Gradient.of(of).wrt(movable));
    List<Tensor> found = evaluate.apply(all);
    int count = graph.nodes().size();
    return of(graph)
        .values(byNode(graph.nodes(), found.subList(0, count)))
        .gradients(
            byNode(movable, found.subList(count, found.size())), of.rank() != 0 ? "" : of.label());
  }

  /// Whether a derivative by the node says anything.
  private static boolean isMovable(Node node) {
    boolean isNumber = node.op() instanceof Constant || node.op() instanceof Size;
    return !isNumber || node.origin().name() != null;
  }

  private static Map<Node, Tensor> byNode(List<Node> nodes, List<Tensor> found) {
    Map<Node, Tensor> byNode = new HashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      byNode.put(nodes.get(i), found.get(i));
    }
    return byNode;
  }

  /// The value of a node, or null if it is not known.
  public Tensor value(Node node) {
    Tensor value = values.get(node);
    return value == null && node.op() instanceof Constant constant ? constant.value() : value;
  }

  /// The sizes of the named dimensions, as far as values and derivatives tell them.
  public Map<String, Integer> sizes() {
    Map<String, Integer> sizes = new TreeMap<>();
    values.forEach((node, value) -> addSizes(node, value, sizes));
    gradients.forEach((node, gradient) -> addSizes(node, gradient, sizes));
    return sizes;
  }

  private static void addSizes(Node node, Tensor tensor, Map<String, Integer> sizes) {
    for (int axis = 0; axis < Math.min(node.rank(), tensor.shape().rank()); axis++) {
      int size = tensor.shape().size(axis);
      node.type().dim(axis).name().ifPresent(name -> sizes.put(name, size));
    }
  }

  /// The largest magnitude of a finite element of any derivative; 0 if there is none.
  double largestGradient() {
    return gradients.values().stream().mapToDouble(Trace::largest).max().orElse(0);
  }

  /// The largest magnitude of a finite element; 0 if there is none.
  static double largest(Tensor tensor) {
    double largest = 0;
    for (int i = 0; i < tensor.shape().count(); i++) {
      double size = Math.abs(tensor.at(i));
      largest = size > largest && size < Double.POSITIVE_INFINITY ? size : largest;
    }
    return largest;
  }

  /// This trace with the nodes' values.
  public Trace values(Map<Node, Tensor> values) {
    return new Trace(graph, values, gradients, of, backward);
  }

  /// This trace with the derivatives of the value called `of` by the nodes.
  public Trace gradients(Map<Node, Tensor> gradients, String of) {
    return new Trace(graph, values, gradients, of, backward);
  }

  /// This trace of a graph of which some nodes are derivatives.
  public Trace backward(Set<Node> backward) {
    return new Trace(graph, values, gradients, of, backward);
  }
}
