package dev.adjoint.train;

import dev.adjoint.exec.Program;
import dev.adjoint.graph.Node;
import dev.adjoint.nn.Variable;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The values of inputs and parameters at one moment. Immutable.
public record State(Map<Node, Tensor> values) {
  public static final State EMPTY = new State(Map.of());

  public State {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /// The value of an input or a parameter.
  ///
  /// @throws IllegalArgumentException if it has none here
  public Tensor get(Node leaf) {
    Tensor value = values.get(leaf);
    if (value == null) {
      throw new IllegalArgumentException("there is no value for " + leaf);
    }
    return value;
  }

  /// This state with these values, in place of its own where it has any.
  public State with(Map<Node, Tensor> changed) {
    Map<Node, Tensor> all = new LinkedHashMap<>(values);
    all.putAll(changed);
    return new State(all);
  }

  /// This state with initial values for those variables that have no value in it.
  ///
  /// @throws dev.adjoint.source.AdjointException if the values here do not determine a size
  public State started(Collection<Variable> variables) {
    List<Variable> missing =
        variables.stream().filter(variable -> !values.containsKey(variable.node())).toList();
    // The leaves are asked for too, because their values say how large the dimensions are.
    List<Node> wanted = new ArrayList<>(missing.stream().map(Variable::initial).toList());
    wanted.addAll(values.keySet());
    List<Tensor> initial = Program.compile(wanted).run(values);
    Map<Node, Tensor> started = new LinkedHashMap<>();
    for (int i = 0; i < missing.size(); i++) {
      started.put(missing.get(i).node(), initial.get(i));
    }
    return with(started);
  }

  /// The values of these only, as far as there are any.
  Map<Node, Tensor> of(Set<Node> leaves) {
    Map<Node, Tensor> own = new LinkedHashMap<>(values);
    own.keySet().retainAll(leaves);
    return own;
  }

  /// The values of all but these.
  Map<Node, Tensor> without(Set<Node> leaves) {
    Map<Node, Tensor> others = new LinkedHashMap<>(values);
    others.keySet().removeAll(leaves);
    return others;
  }
}
