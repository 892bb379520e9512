package dev.adjoint.lang.run;

import dev.adjoint.graph.Node;
import dev.adjoint.lang.check.Script;
import dev.adjoint.nn.Update;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.train.Course;
import dev.adjoint.train.State;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The places that a loop comes to.
final class Places {
  private final Script script;
  private final Values values;
  private final int loop;
  private final Set<Node> changing;
  private final Course course;

  /// @param values of the script when the loop began
  /// @param loop which of the script's loops it is, from 0
  /// @param updates what it changes
  /// @param course of its costs, as it goes on
  Places(Script script, Values values, int loop, List<Update> updates, Course course) {
    this.script = script;
    this.values = values;
    this.loop = loop;
    this.changing = updates.stream().map(Update::variable).collect(Collectors.toSet());
    this.course = course;
  }

  /// The place behind so many steps.
  ///
  /// @param state what they have led to
  Checkpoint at(int step, State state) {
    Map<Node, Values.Known> known = values.known();
    Map<String, Tensor> own = new HashMap<>();
    state
        .values()
        .forEach(
            (leaf, value) -> {
              if (!script.definitions().containsKey(leaf)) {
                own.put(leaf.label(), value);
              } else if (changing.contains(leaf)) {
                known.put(leaf, new Values.Known(value, true));
              }
            });
    known.keySet().retainAll(script.definitions().keySet());
    return new Checkpoint(loop, step, known, own, course);
  }
}
