package dev.adjoint.bench;

import dev.adjoint.autodiff.Gradient;
import dev.adjoint.exec.Program;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// A recurrence over scalars, four nodes a turn: every step builds, differentiates, compiles and
/// runs it anew.
record Scalars(int nodes, double[] leaves) implements Workload {
  static Scalars of(int nodes, Path folder) {
    return new Scalars(nodes, Numbers.read(folder.resolve("leaves.npy"), DType.F64).toDoubles());
  }

  @Override
  public Supplier<Outcome> run(int steps) {
    List<Tensor> last = List.of();
    for (int step = 0; step < steps; step++) {
      Graph graph = build();
      List<Node> outputs = new ArrayList<>(List.of(graph.total));
      outputs.addAll(Gradient.of(graph.total).wrt(graph.x));
      last = Program.compile(outputs).run(graph.values);
    }
    List<Tensor> found = last;
    return () ->
        new Outcome(found.getFirst().item(), Numbers.squares(found.subList(1, found.size())));
  }

  @Override
  public void evaluate(boolean gradient) {
    if (gradient) {
      run(1);
    } else {
      Graph graph = build();
      Program.compile(graph.total).run(graph.values);
    }
  }

  private record Graph(Node total, List<Node> x, Map<Node, Tensor> values) {}

  private Graph build() {
    List<Node> x = new ArrayList<>();
    Map<Node, Tensor> values = new HashMap<>();
    for (double leaf : leaves) {
      Node node = Node.parameter("x" + x.size());
      x.add(node);
      values.put(node, Tensor.scalar(leaf));
    }
    Node state = x.get(0);
    Node total = x.get(1);
    for (int i = 0; i < nodes / 4; i++) {
      Node factor = x.get((int) (7L * i % leaves.length));
      Node term = x.get((int) ((11L * i + 5) % leaves.length));
      state = UnaryFunction.TANH.of(state.times(factor).plus(term));
      total = total.plus(state);
    }
    return new Graph(total, x, values);
  }
}
