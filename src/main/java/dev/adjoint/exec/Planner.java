package dev.adjoint.exec;

import dev.adjoint.graph.Contract;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Makes the [Plan] of a graph for concrete sizes.
final class Planner {
  private final Sized sized;
  private final Slots slots;
  private final int outputs;
  private final List<Node> variables;
  private final List<Step> steps = new ArrayList<>();

  private Planner(Graph graph, List<Node> variables, Map<String, Integer> sizes) {
    this.sized = new Sized(graph, sizes);
    this.slots = new Slots(sized);
    this.outputs = graph.outputs().size() - variables.size();
    this.variables = variables;
  }

  /// @param graph whose last outputs are the next values of the variables
  /// @throws dev.adjoint.source.AdjointException if the sizes do not fit the graph
  static Plan plan(Graph graph, List<Node> variables, Map<String, Integer> sizes) {
    return new Planner(graph, variables, sizes).plan();
  }

  private Plan plan() {
    Partition partition = new Partition(sized);
    int[] values = new int[sized.count()];
    for (Partition.Group group : partition.groups()) {
      steps.add(step(group.places(), partition, values));
    }
    List<Plan.Value> results =
        sized.graph.outputs().stream().limit(outputs).map(this::value).toList();
    for (Plan.Value result : results) {
      if (slots.get(result.slot()) instanceof Slot.Passing(var dtype, int count)) {
        slots.replace(result.slot(), new Slot.Output(dtype, count));
      }
    }
    Updates updates = Updates.of(sized, slots, steps, variables, results);
    Buffers buffers = Buffers.of(slots.all(), updates.steps(), updates.copies());
    return new Plan(
        sized,
        slots.all(),
        buffers,
        updates.steps(),
        updates.computed(),
        results,
        updates,
        demand(buffers));
  }

  private Plan.Demand demand(Buffers buffers) {
    long bytes = 0;
    for (Buffers.Array array : buffers.arrays()) {
      bytes += (long) array.count() * array.dtype().bytes();
    }
    int largest = -1;
    for (int place = 0; place < sized.count(); place++) {
      if (!slots.isMade(place)) {
        continue;
      }
      switch (slots.get(slots.of(place))) {
        case Slot.Output(var dtype, int count) -> bytes += (long) count * dtype.bytes();
        case Slot.Made _ -> bytes += sized.bytes(place);
        case Slot.Passing _ -> {} // in a buffer
        case Slot.Bound _, Slot.Fixed _ -> {
          continue;
        }
      }
      largest = largest < 0 || sized.bytes(place) > sized.bytes(largest) ? place : largest;
    }
    return new Plan.Demand(bytes, largest);
  }

  private Plan.Value value(Node node) {
    int place = sized.graph.place(node);
    return new Plan.Value(slots.of(sized.root(place)), sized.shapes[place]);
  }

  private Step step(int[] places, Partition partition, int[] values) {
    int place = places[0];
    return switch (sized.kinds[place]) {
      case PRODUCT -> product(place, (Contract) sized.node(place).op());
      case OTHER -> single(place);
      case ELEMENTWISE, REDUCE -> ClusterBuilder.build(sized, partition, slots, places, values);
      case LEAF, CONSTANT, VIEW -> throw new IllegalStateException("nothing to do");
    };
  }

  private Product product(int place, Contract contract) {
    Shape shape = sized.shapes[place];
    Shape left = sized.shapes[sized.operand(place, 0)];
    int rank = shape.rank();
    int batch = IntStream.range(0, rank - 2).map(shape::size).reduce(1, (a, b) -> a * b);
    return new Product(
        place,
        factor(sized.operand(place, 0), contract.transposeLeft()),
        factor(sized.operand(place, 1), contract.transposeRight()),
        batch,
        shape.size(rank - 2),
        left.size(contract.transposeLeft() ? rank - 2 : rank - 1),
        shape.size(rank - 1),
        slots.of(place));
  }

  private Product.Factor factor(int operand, boolean isTransposed) {
    View view = sized.view(operand);
    return new Product.Factor(slots.of(view.root()), view.start(), isTransposed);
  }

  private Single single(int place) {
    int[] operands =
        IntStream.range(0, sized.operandCount(place)).map(i -> sized.operand(place, i)).toArray();
    return new Single(
        place,
        sized.node(place),
        Arrays.stream(operands).map(operand -> slots.of(sized.root(operand))).toArray(),
        Arrays.stream(operands).mapToObj(operand -> sized.shapes[operand]).toArray(Shape[]::new),
        sized.sizes,
        slots.of(place));
  }
}
