package dev.adjoint.train;

import dev.adjoint.exec.Program;
import dev.adjoint.graph.Node;
import dev.adjoint.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One iteration of a loop as an observer sees it: before its update.
public final class Moment {
  private final int iteration;
  private final State state;
  private final List<Tensor> watched;
  private final Programs programs;

  Moment(int iteration, State state, List<Tensor> watched, Programs programs) {
    this.iteration = iteration;
    this.state = state;
    this.watched = watched;
    this.programs = programs;
  }

  /// The number of the iteration, from 0.
  public int iteration() {
    return iteration;
  }

  /// All values before the update.
  public State state() {
    return state;
  }

  /// The values of the nodes that the loop watches, before the update, in their order.
  public List<Tensor> watched() {
    return watched;
  }

  /// The values of any nodes, before the update. Good for what is wanted now and then; what is
  /// wanted at every iteration costs less if the loop watches it.
  public List<Tensor> evaluate(List<Node> nodes) {
    return programs.of(nodes).run(state.of(programs.variables));
  }

  /// The value of any node, before the update.
  public Tensor evaluate(Node node) {
    return evaluate(List.of(node)).getFirst();
  }

  /// The programs of one loop's observers, each made when first asked for.
  static final class Programs {
    private final Set<Node> variables;
    private final Map<Node, Tensor> fixed;
    private final Map<List<Node>, Program> made = new HashMap<>();

    Programs(Set<Node> variables, Map<Node, Tensor> fixed) {
      this.variables = variables;
      this.fixed = fixed;
    }

    private synchronized Program of(List<Node> nodes) {
      return made.computeIfAbsent(List.copyOf(nodes), asked -> Program.compile(asked).given(fixed));
    }
  }
}
