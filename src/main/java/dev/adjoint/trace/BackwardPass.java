package dev.adjoint.trace;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.TensorType;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/// The chain rule at every box of a graph, with the numbers of a trace: what each box hands on to its
/// operands of the derivative that has arrived at it, and what meets where a value is used several
/// times.
///
/// Each share is made of the derivative by its box as the trace has it, so that a share says what
/// the box does and nothing else.
public final class BackwardPass {
  private final Trace trace;
  private final Map<Node, List<Share>> from = new HashMap<>();
  private final Map<Node, List<Share>> to = new HashMap<>();
  private final Map<Node, Tensor> sizes = new LinkedHashMap<>();

  private BackwardPass(Trace trace) {
    this.trace = trace;
    trace.values().forEach((node, value) -> addSizes(node, value));
  }

  /// @param isBox which nodes are boxes
  public static BackwardPass of(Trace trace, Predicate<Node> isBox) {
    BackwardPass pass = new BackwardPass(trace);
    trace.graph().nodes().stream()
        .filter(node -> isBox.test(node) && !node.operands().isEmpty())
        .forEach(node -> pass.add(Box.of(node, isBox)));
    return pass;
  }

  /// What a box hands on, for each of its operand boxes; none where no derivative has arrived.
  public List<Share> from(Node box) {
    return from.getOrDefault(box, List.of());
  }

  /// What arrives at a box from those that use its value, in the order of the backward pass.
  public List<Share> to(Node box) {
    return to.getOrDefault(box, List.of()).reversed();
  }

  private void add(Box box) {
    if (!trace.gradients().containsKey(box.node())) {
      return;
    }
    List<Share> shares = evaluated(box, Shares.of(box));
    from.put(box.node(), shares);
    shares.stream()
        .filter(Share::flows)
        .forEach(share -> to.computeIfAbsent(share.operand(), _ -> new ArrayList<>()).add(share));
  }

  private List<Share> evaluated(Box box, List<Share> shares) {
    Map<Node, Tensor> known = known(box);
    List<Share> evaluated = new ArrayList<>();
    for (Share share : shares) {
      Graph graph = share.flows() ? Graph.of(share.formula()) : null;
      boolean isKnown =
          graph != null
              && graph.nodes().stream()
                  .allMatch(
                      node ->
                          !(node.op() instanceof Input)
                              || known.containsKey(node)
                              || node == share.cotangent());
      if (isKnown) {
        Map<Node, Tensor> leaves = new LinkedHashMap<>(known);
        leaves.put(share.cotangent(), trace.gradients().get(box.node()));
        evaluated.add(share.with(new Interpreter().run(graph, leaves).getFirst()));
      } else {
        evaluated.add(share);
      }
    }
    return evaluated;
  }

  private Map<Node, Tensor> known(Box box) {
    Map<Node, Tensor> known = new LinkedHashMap<>(sizes);
    box.leaves().forEach((operand, leaf) -> put(known, leaf, trace.values().get(operand)));
    put(known, box.cut(), trace.values().get(box.node()));
    return known;
  }

  private static void put(Map<Node, Tensor> known, Node node, Tensor value) {
    if (value != null) {
      known.put(node, value);
    }
  }

  /// Tells how large named dims are by a vector of each: a formula may need a size that none of its
  /// operands has.
  private void addSizes(Node node, Tensor value) {
    for (int axis = 0; axis < node.rank(); axis++) {
      int size = value.shape().size(axis);
      TensorType vector = new TensorType(DType.F64, List.of(node.type().dim(axis)));
      boolean isNew =
          node.type().dim(axis).name().isPresent()
              && sizes.keySet().stream().noneMatch(other -> other.type().equals(vector));
      if (isNew) {
        sizes.put(Node.of(new Input("size", vector)), Tensor.full(DType.F64, Shape.of(size), 0));
      }
    }
  }

  @Override
  public String toString() {
    return "backward pass of " + Objects.toString(trace.of());
  }
}
