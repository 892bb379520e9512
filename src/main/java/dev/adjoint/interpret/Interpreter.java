package dev.adjoint.interpret;

import dev.adjoint.bounds.Limits;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The meaning of a graph: every node's value, by one obvious loop per operation. It is what every
/// faster way of running a graph is compared with.
public final class Interpreter {
  private final MatrixProduct product;

  /// An interpreter that multiplies matrices by three loops.
  public Interpreter() {
    this(MatrixProduct.LOOPS);
  }

  /// An interpreter that leaves products of matrices to somebody else.
  public Interpreter(MatrixProduct product) {
    this.product = product;
  }

  /// The values of the graph's outputs.
  ///
  /// @param leaves the values of inputs and parameters
  /// @throws dev.adjoint.source.AdjointException if a value is missing, or does not fit
  public List<Tensor> run(Graph graph, Map<Node, Tensor> leaves) {
    Map<Node, Tensor> values = evaluate(graph, leaves);
    return graph.outputs().stream().map(values::get).toList();
  }

  /// The values of all nodes of the graph.
  public Map<Node, Tensor> evaluate(Graph graph, Map<Node, Tensor> leaves) {
    Map<String, Integer> sizes = Bindings.sizes(graph, leaves);
    Map<Node, Tensor> values = new HashMap<>();
    Limits limits = Limits.current();
    long bytes = 0;
    for (Node node : graph.nodes()) {
      limits.checkTime();
      Tensor bound = leaves.get(node);
      List<Tensor> operands = node.operands().stream().map(values::get).toList();
      Tensor value = bound != null ? bound : apply(node, operands, sizes);
      values.put(node, value);
      bytes += Sizing.bytes(node, value.shape());
      Sizing.requireMemory(bytes, node, value.shape());
    }
    return values;
  }

  /// The value of one node, of the values of its operands.
  ///
  /// @param sizes the sizes of the declared dimensions
  public Tensor apply(Node node, List<Tensor> operands, Map<String, Integer> sizes) {
    return new Evaluation(product, node, operands, sizes).of(node.op());
  }
}
