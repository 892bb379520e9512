package dev.adjoint.bench;

import dev.adjoint.autodiff.Gradient;
import dev.adjoint.exec.Program;
import dev.adjoint.exec.Session;
import dev.adjoint.graph.Node;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// A scalar, alone and with its gradient, again and again in place.
///
/// @param count of the derivatives
record Evaluation(Session value, Session both, int count) implements Workload {
  /// The evaluation of a model's `J`, differentiated by some of its names.
  static Evaluation of(Numbers numbers, List<String> wrt) {
    Node cost = numbers.model().node("J");
    return of(cost, wrt.stream().map(numbers.model()::node).toList(), numbers.values());
  }

  static Evaluation of(Node scalar, List<Node> wrt, Map<Node, Tensor> values) {
    List<Node> outputs = new ArrayList<>(List.of(scalar));
    outputs.addAll(Gradient.of(scalar).wrt(wrt));
    return new Evaluation(
        Program.compile(scalar).start(values), Program.compile(outputs).start(values), wrt.size());
  }

  @Override
  public Supplier<Outcome> run(int steps) {
    for (int step = 0; step < steps; step++) {
      both.compute();
    }
    return () -> {
      List<Tensor> gradients = IntStream.rangeClosed(1, count).mapToObj(both::output).toList();
      return new Outcome(both.item(0), Numbers.squares(gradients));
    };
  }

  @Override
  public void evaluate(boolean gradient) {
    (gradient ? both : value).compute();
  }
}
