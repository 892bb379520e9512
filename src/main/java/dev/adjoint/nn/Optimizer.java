package dev.adjoint.nn;

import dev.adjoint.graph.Fragment;
import dev.adjoint.graph.Node;
import java.util.ArrayList;
import java.util.List;

/// A rule by which parameters follow their gradients. Its step is a graph.
public sealed interface Optimizer permits Sgd, Momentum, Adam {

  /// What the language calls it.
  String name();

  /// The step of one parameter.
  ///
  /// @param parameter W
  /// @param gradient dW, of the type of W
  /// @param count the number of the step, from 1, a scalar of the precision of W
  Step step(Node parameter, Node gradient, Node count);

  /// The step of several parameters, each with its gradient.
  ///
  /// @param count the number of the step, from 1, a scalar of the parameters' precision
  default Step step(List<Node> parameters, List<Node> gradients, Node count) {
    return Fragment.enter(name(), "optimizer")
        .around(
            () -> {
              List<Step> steps = new ArrayList<>();
              for (int i = 0; i < parameters.size(); i++) {
                steps.add(step(parameters.get(i), gradients.get(i), count));
              }
              return new Step(
                  steps.stream().flatMap(step -> step.updates().stream()).toList(),
                  steps.stream().flatMap(step -> step.variables().stream()).toList());
            });
  }
}
