package dev.adjoint.train;

import dev.adjoint.exec.Program;
import dev.adjoint.exec.Session;
import dev.adjoint.graph.Node;
import dev.adjoint.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// One iteration of a loop as an observer sees it: before its update. It is over when the observer
/// returns, and must not be asked afterwards.
public final class Moment {
  private final int iteration;
  private final State start;
  private final Session session;
  private final int watched;
  private final Programs programs;
  private State state; // made when first asked for

  Moment(int iteration, State start, Session session, int watched, Programs programs) {
    this.iteration = iteration;
    this.start = start;
    this.session = session;
    this.watched = watched;
    this.programs = programs;
  }

  /// The number of the iteration, from 0.
  public int iteration() {
    return iteration;
  }

  /// All values before the update.
  public State state() {
    if (state == null) {
      state = start.with(session.variables());
    }
    return state;
  }

  /// The values of the nodes that the loop watches, before the update, in their order.
  public List<Tensor> watched() {
    return IntStream.range(0, watched).mapToObj(session::output).toList();
  }

  /// The values of any nodes, before the update. Good for what is wanted now and then; what is
  /// wanted at every iteration costs less if the loop watches it.
  public List<Tensor> evaluate(List<Node> nodes) {
    Program program = programs.of(nodes);
    return program.run(state().without(programs.fixed.keySet()));
  }

  /// The value of any node, before the update.
  public Tensor evaluate(Node node) {
    return evaluate(List.of(node)).getFirst();
  }

  /// The programs of one loop's observers, each made when first asked for.
  static final class Programs {
    private final Map<Node, Tensor> fixed;
    private final Map<List<Node>, Program> made = new HashMap<>();

    Programs(Map<Node, Tensor> fixed) {
      this.fixed = fixed;
    }

    private synchronized Program of(List<Node> nodes) {
      return made.computeIfAbsent(List.copyOf(nodes), asked -> Program.compile(asked).given(fixed));
    }
  }
}
