package dev.adjoint.exec;

import dev.adjoint.exec.blas.Blas;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.GraphError;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;
import dev.adjoint.interpret.Bindings;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.rewrite.Pipeline;
import dev.adjoint.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A graph made ready to run: from values of its inputs and parameters to values of its outputs.
///
/// A program never changes, and any number of threads may run one at once. Sizes come with the values, so one program serves batches of any size.
public final class Program {
  private static final Interpreter INTERPRETER = new Interpreter(new BlasProduct(Blas.best()));

  private final Graph graph;
  private final Map<Node, Tensor> fixed;
  private final List<Node> leaves; // the nodes that a run must be given a value for
  private final Schedule schedule;

  Program(Graph graph, Map<Node, Tensor> fixed) {
    this.graph = graph;
    this.fixed = fixed;
    this.leaves =
        graph.nodes().stream().filter(node -> isBound(node) && !fixed.containsKey(node)).toList();
    this.schedule = Schedule.of(graph);
  }

  /// A program that computes these nodes.
  public static Program compile(Node... outputs) {
    return compile(List.of(outputs));
  }

  /// A program that computes these nodes.
  public static Program compile(List<Node> outputs) {
    return new Program(Pipeline.EXACT.apply(Graph.of(outputs)).graph(), Map.of());
  }

  /// This program for values of some inputs and parameters that stay the same from run to run. What
  /// depends on nothing else is computed here, once. Its runs take the other values only.
  ///
  /// @param values may hold values that this program has no use for
  /// @throws dev.adjoint.source.AdjointException if the values do not fit
  public Program given(Map<Node, Tensor> values) {
    Map<Node, Tensor> known = new LinkedHashMap<>(fixed);
    leaves.stream().filter(values::containsKey).forEach(leaf -> known.put(leaf, values.get(leaf)));
    return PartialEvaluation.of(graph, known);
  }

  /// The values of the outputs, in the order in which they were asked for.
  ///
  /// @param values the values of all inputs and parameters that the outputs depend on and that are
  ///     not fixed; it may hold others
  /// @throws dev.adjoint.source.AdjointException if a value is missing, or does not fit
  /// @throws IllegalArgumentException if there is a value for a node that is fixed, or computed
  public List<Tensor> run(Map<Node, Tensor> values) {
    values.keySet().forEach(this::requireFree);
    Map<Node, Tensor> bound = new LinkedHashMap<>(fixed);
    leaves.forEach(leaf -> bound.put(leaf, valueOf(leaf, values)));
    return evaluate(bound, Bindings.unify(bound));
  }

  private void requireFree(Node node) {
    if (fixed.containsKey(node) || !isBound(node)) {
      throw new IllegalArgumentException(
          "%s takes no value: it is %s".formatted(node, isBound(node) ? "fixed" : "computed"));
    }
  }

  private static Tensor valueOf(Node leaf, Map<Node, Tensor> values) {
    Tensor value = values.get(leaf);
    if (value == null) {
      throw GraphError.BAD_BINDING.thrown("there is no value for " + leaf, List.of(leaf));
    }
    return value;
  }

  private List<Tensor> evaluate(Map<Node, Tensor> bound, Map<String, Integer> sizes) {
    Tensor[] values = new Tensor[schedule.nodes().size()];
    for (int at = 0; at < values.length; at++) {
      Node node = schedule.nodes().get(at);
      values[at] = isBound(node) ? bound.get(node) : apply(at, values, sizes);
      for (int dead : schedule.dead()[at]) {
        values[dead] = null;
      }
    }
    return Arrays.stream(schedule.outputs()).mapToObj(output -> values[output]).toList();
  }

  private Tensor apply(int at, Tensor[] values, Map<String, Integer> sizes) {
    int[] numbers = schedule.operands()[at];
    Tensor[] operands = new Tensor[numbers.length];
    for (int i = 0; i < operands.length; i++) {
      operands[i] = values[numbers[i]];
    }
    return INTERPRETER.apply(schedule.nodes().get(at), Arrays.asList(operands), sizes);
  }

  /// The number of nodes that a run computes.
  long computed() {
    return graph.nodes().stream().filter(node -> !isBound(node)).count();
  }

  /// Whether a node's value is given and not computed.
  static boolean isBound(Node node) {
    return node.op() instanceof Input || node.op() instanceof Parameter;
  }
}
