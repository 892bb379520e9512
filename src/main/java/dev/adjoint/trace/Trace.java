package dev.adjoint.trace;

import dev.adjoint.autodiff.Gradient;
import dev.adjoint.exec.Program;
import dev.adjoint.graph.Broadcast;
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
import java.util.function.Predicate;

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
  /// The numbers in formulas have no derivatives, unless they have a name. What depends on an input
  /// or a parameter without a value is not computed.
  ///
  /// @param leaves the values of inputs and parameters
  /// @throws dev.adjoint.source.AdjointException if a value does not fit
  public static Trace of(Node of, Map<Node, Tensor> leaves) {
    return of(of, leaves::containsKey, nodes -> Program.compile(nodes).run(leaves));
  }

  /// The same, where somebody else knows the values of all leaves.
  ///
  /// @param evaluate the values of nodes, which is asked for once
  public static Trace of(Node of, Function<List<Node>, List<Tensor>> evaluate) {
    return of(of, _ -> true, evaluate);
  }

  /// The same, where somebody else knows the values of some leaves.
  ///
  /// @param isGiven which inputs and parameters have a value
  /// @param evaluate the values of nodes that need no others, which is asked for once
  public static Trace of(
      Node of, Predicate<Node> isGiven, Function<List<Node>, List<Tensor>> evaluate) {
    Graph graph = Graph.of(of);
    List<Node> movable =
        of.rank() != 0 ? List.of() : graph.nodes().stream().filter(Trace::isMovable).toList();
    List<Node> cotangents = movable.isEmpty() ? List.of() : Gradient.of(of).wrt(movable);
    List<Node> all = new ArrayList<>(graph.nodes());
    all.addAll(cotangents);
    Computable computable = computable(all, isGiven);
    if (graph.nodes().stream().filter(computable::is).allMatch(Trace::isFormal)) {
      return of(graph).gradients(Map.of(), of.rank() != 0 ? "" : of.label());
    }
    Map<Node, Tensor> found = computable.values(all, evaluate);
    return of(graph)
        .values(known(graph.nodes(), graph.nodes(), found))
        .gradients(known(movable, cotangents, found), of.rank() != 0 ? "" : of.label());
  }

  /// The values of those nodes that can be computed; none if that is only numbers in formulas.
  ///
  /// @param isGiven which inputs and parameters have a value
  /// @param evaluate the values of nodes that need no others, which is asked for once
  public static Map<Node, Tensor> values(
      List<Node> nodes, Predicate<Node> isGiven, Function<List<Node>, List<Tensor>> evaluate) {
    Computable computable = computable(nodes, isGiven);
    boolean isKnown = nodes.stream().anyMatch(node -> computable.is(node) && !isFormal(node));
    return isKnown ? computable.values(nodes, evaluate) : Map.of();
  }

  private static Computable computable(List<Node> nodes, Predicate<Node> isGiven) {
    return Computable.of(Graph.of(nodes), node -> Computable.isLeaf(node) && isGiven.test(node));
  }

  /// Whether a value is no news: it stands in a formula.
  private static boolean isFormal(Node node) {
    return Belonging.isNumber(node)
        || node.op() instanceof Broadcast && node.origin().name() == null;
  }

  private static Map<Node, Tensor> known(
      List<Node> keys, List<Node> nodes, Map<Node, Tensor> found) {
    Map<Node, Tensor> known = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      Tensor value = found.get(nodes.get(i));
      if (value != null) {
        known.put(keys.get(i), value);
      }
    }
    return known;
  }

  /// Whether a derivative by the node says anything.
  static boolean isMovable(Node node) {
    boolean isNumber = node.op() instanceof Constant || node.op() instanceof Size;
    return !isNumber || node.origin().name() != null;
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

  /// What the graph is drawn for: what the derivatives are of, else all outputs.
  public List<Node> results() {
    List<Node> outputs = graph.outputs();
    List<Node> named =
        of.isEmpty() ? outputs : outputs.stream().filter(node -> node.label().equals(of)).toList();
    return named.isEmpty() ? outputs : named;
  }

  /// What the results depend on: with one output, all of the graph.
  public Graph toResults() {
    List<Node> results = results();
    return results.equals(graph.outputs()) ? graph : Graph.of(results);
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
