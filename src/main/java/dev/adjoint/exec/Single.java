package dev.adjoint.exec;

import dev.adjoint.graph.Node;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// One operation that the interpreter does.
///
/// @param operands the slots of its operands, each of which is one tensor
/// @param slot where its value goes
record Single(
    int place, Node node, int[] operands, Shape[] shapes, Map<String, Integer> sizes, int slot)
    implements Step {
  private static final Interpreter INTERPRETER = new Interpreter();

  @Override
  public void run(Workspace workspace) {
    Tensor[] values = new Tensor[operands.length];
    for (int i = 0; i < values.length; i++) {
      Object array = workspace.arrays()[operands[i]];
      values[i] = Slot.tensor(shapes[i], array);
    }
    Tensor value = INTERPRETER.apply(node, List.of(values), sizes);
    workspace.arrays()[slot] = Slot.array(value);
  }

  @Override
  public int[] places() {
    return new int[] {place};
  }

  @Override
  public Work work(Sized sized) {
    double elements = Stream.of(shapes).mapToInt(Shape::count).sum() + sized.shapes[place].count();
    String name = "%s %s".formatted(node.op().name(), sized.shapes[place]);
    return new Work(name, List.of(node), 0, elements * Work.bytes(sized.dtype(place)), true);
  }

  @Override
  public IntStream reads() {
    return IntStream.of(operands);
  }

  @Override
  public IntStream writes() {
    return IntStream.of(slot);
  }
}
