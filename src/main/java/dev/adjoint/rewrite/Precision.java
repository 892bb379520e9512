package dev.adjoint.rewrite;

import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Iota;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Parameter;
import dev.adjoint.graph.Random;
import dev.adjoint.graph.Size;
import dev.adjoint.graph.TensorType;
import dev.adjoint.tensor.DType;
import java.util.HashMap;
import java.util.Map;

/// A graph in another precision.
public final class Precision {
  private Precision() {}

  /// The nodes of a graph, each with its copy that computes in `dtype`.
  public static Map<Node, Node> copy(Graph graph, DType dtype) {
    Map<Node, Node> copies = new HashMap<>();
    for (Node node : graph.nodes()) {
      TensorType type = new TensorType(dtype, node.type().dims());
      Op op =
          switch (node.op()) {
            case Input input -> new Input(input.name(), type);
            case Parameter parameter -> new Parameter(parameter.name(), type);
            case Constant constant -> new Constant(constant.value().as(dtype));
            case Size size -> new Size(size.dim(), dtype);
            case Iota iota -> new Iota(iota.axis(), type);
            case Random random ->
                new Random(random.distribution(), random.seed(), random.stream(), type);
            case Op other -> other;
          };
      var operands = node.operands().stream().map(copies::get).toList();
      copies.put(node, Node.of(op, operands).from(node.origin()));
    }
    return copies;
  }
}
