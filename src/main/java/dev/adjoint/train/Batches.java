package dev.adjoint.train;

import dev.adjoint.exec.Program;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;
import dev.adjoint.graph.Random;
import dev.adjoint.graph.TensorType;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Tensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// The examples of a training, cut into batches along the dimension that counts them.
final class Batches {
  private final Plan.Epochs plan;
  private final Map<Node, Tensor> whole;
  private final int examples;
  private final Map<Integer, Map<Node, Tensor>> ofSize = new HashMap<>();

  private Batches(Plan.Epochs plan, Map<Node, Tensor> whole, int examples) {
    this.plan = plan;
    this.whole = whole;
    this.examples = examples;
  }

  /// @param state a consistent one: one size for each dimension
  /// @throws dev.adjoint.source.AdjointException if no input has the dimension, or there is none of
  ///     its examples, or if something has it that cannot be cut
  static Batches of(Node cost, Plan.Epochs plan, State state) {
    Map<Node, Tensor> whole = new LinkedHashMap<>();
    for (Node leaf : Graph.of(cost).nodes()) {
      if (mentions(leaf, plan.over())) {
        requireCuttable(leaf, plan.over());
        whole.put(leaf, state.get(leaf));
      }
    }
    return new Batches(plan, whole, examples(whole, cost, plan.over()));
  }

  private static boolean mentions(Node leaf, String name) {
    return (leaf.op() instanceof Input || leaf.op() instanceof Parameter)
        && leaf.type().dims().stream().anyMatch(dim -> dim.names().contains(name));
  }

  private static void requireCuttable(Node leaf, String name) {
    long axes = leaf.type().dims().stream().filter(dim -> dim.names().contains(name)).count();
    if (leaf.op() instanceof Parameter || axes > 1 || axis(leaf, name) < 0) {
      throw TrainError.NO_BATCHES.thrown(
          "%s cannot be cut into batches over %s: only an input with one axis %s can"
              .formatted(leaf, name, name));
    }
  }

  /// The axis that is the dimension and nothing else; -1 if there is none.
  private static int axis(Node leaf, String name) {
    List<Dim> dims = leaf.type().dims();
    return IntStream.range(0, dims.size())
        .filter(axis -> dims.get(axis).name().filter(name::equals).isPresent())
        .findFirst()
        .orElse(-1);
  }

  /// The size of the dimension; that all inputs agree has been seen to with the state.
  private static int examples(Map<Node, Tensor> whole, Node cost, String name) {
    if (whole.isEmpty()) {
      throw TrainError.NO_BATCHES.thrown(
          "%s depends on no input with a dimension %s".formatted(TrainError.called(cost), name));
    }
    Map.Entry<Node, Tensor> any = whole.entrySet().iterator().next();
    int examples = any.getValue().shape().size(axis(any.getKey(), name));
    if (examples == 0) {
      throw TrainError.NO_BATCHES.thrown("there are no examples: %s is 0".formatted(name));
    }
    return examples;
  }

  /// The number of examples in all.
  int examples() {
    return examples;
  }

  /// The inputs that are cut.
  Set<Node> inputs() {
    return whole.keySet();
  }

  /// The examples in the order of one epoch. A single batch has them as they are.
  int[] order(int epoch) {
    int[] order = IntStream.range(0, examples).toArray();
    if (plan.batch() < examples) {
      shuffle(order, epoch);
    }
    return order;
  }

  // Fisher and Yates, with numbers that depend on the seed and the epoch alone.
  private void shuffle(int[] order, int epoch) {
    TensorType type = TensorType.of(DType.F64, Dim.of(examples));
    var draws = new Random(Random.Distribution.UNIFORM, plan.seed(), "epochs." + epoch, type);
    Tensor uniform = Program.compile(Node.of(draws)).run(Map.of()).getFirst();
    for (int i = examples - 1; i > 0; i--) {
      int other = (int) (uniform.at(i) * (i + 1));
      int moved = order[i];
      order[i] = order[other];
      order[other] = moved;
    }
  }

  /// The number of examples in the batch that starts at a place of the order.
  int size(int start) {
    return Math.min(plan.batch(), examples - start);
  }

  /// The inputs' values for the batch that starts at a place of the order. They are good until the
  /// next batch is asked for.
  Map<Node, Tensor> values(int[] order, int start) {
    if (size(start) == examples) {
      return whole;
    }
    int size = size(start);
    Map<Node, Tensor> batch = ofSize.computeIfAbsent(size, this::room);
    whole.forEach(
        (input, value) ->
            value.take(axis(input, plan.over()), order, start, size, array(batch.get(input))));
    return batch;
  }

  /// Tensors for batches of one size, filled again and again.
  private Map<Node, Tensor> room(int size) {
    Map<Node, Tensor> room = new LinkedHashMap<>();
    whole.forEach(
        (input, value) -> room.put(input, value.take(axis(input, plan.over()), new int[size])));
    return room;
  }

  private static Object array(Tensor tensor) {
    return tensor.dtype() == DType.F64 ? tensor.doubles() : tensor.floats();
  }
}
