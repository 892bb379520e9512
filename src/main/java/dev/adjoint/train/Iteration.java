package dev.adjoint.train;

import dev.adjoint.exec.Program;
import dev.adjoint.graph.Node;
import dev.adjoint.nn.Update;
import dev.adjoint.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// One step as one program: what is watched, and the next values of the variables, all at the state
/// before the step.
final class Iteration {
  private final int watched;
  private final Set<Node> variables;
  private final Program program;

  private Iteration(int watched, Set<Node> variables, Program program) {
    this.watched = watched;
    this.variables = variables;
    this.program = program;
  }

  /// What a step found and what it changes.
  record Result(List<Tensor> watched, Map<Node, Tensor> next) {}

  /// @throws IllegalArgumentException if a variable has two updates
  static Iteration of(List<Node> watched, List<Update> updates) {
    Set<Node> variables = new LinkedHashSet<>();
    for (Update update : updates) {
      if (!variables.add(update.variable())) {
        throw new IllegalArgumentException("two updates of " + update.variable());
      }
    }
    Stream<Node> next = updates.stream().map(Update::next);
    Program program = Program.compile(Stream.concat(watched.stream(), next).toList());
    return new Iteration(watched.size(), variables, program);
  }

  /// The nodes that the step changes.
  Set<Node> variables() {
    return variables;
  }

  /// This step where some values are the same at every one.
  Iteration given(Map<Node, Tensor> fixed) {
    return new Iteration(watched, variables, program.given(fixed));
  }

  Result run(Map<Node, Tensor> leaves) {
    List<Tensor> results = program.run(leaves);
    Map<Node, Tensor> next = new LinkedHashMap<>();
    int at = watched;
    for (Node variable : variables) {
      next.put(variable, results.get(at++));
    }
    return new Result(results.subList(0, watched), next);
  }
}
