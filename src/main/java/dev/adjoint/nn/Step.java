package dev.adjoint.nn;

import java.util.List;

/// One step of an optimiser.
///
/// @param updates of the parameters and of the optimiser's own variables
/// @param variables the optimiser's own variables
public record Step(List<Update> updates, List<Variable> variables) {
  public Step {
    updates = List.copyOf(updates);
    variables = List.copyOf(variables);
  }
}
