package dev.adjoint.rewrite;

import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.tensor.Tensor;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Equal operations on the same operands are computed once: the first stands for all.
///
/// Exact. Random numbers of one seed and stream are the same numbers; inputs and parameters are
/// never shared, for each is bound by itself. Constants are compared by value if they are scalars,
/// else by identity: reading large tensors to find that they differ would cost more than it saves.
public record Share() implements Pass {
  private record Key(Op op, List<Node> operands) {}

  @Override
  public Rewriting apply(Graph graph) {
    Map<Key, Node> first = HashMap.newHashMap(graph.nodes().size());
    Map<Tensor, Node> constants = new IdentityHashMap<>();
    return Rewriting.of(
        graph,
        node ->
            node.op() instanceof Constant(Tensor value) && value.shape().rank() > 0
                ? constants.computeIfAbsent(value, _ -> node)
                : first.computeIfAbsent(new Key(node.op(), node.operands()), _ -> node));
  }
}
