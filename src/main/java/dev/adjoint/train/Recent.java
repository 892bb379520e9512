package dev.adjoint.train;

import dev.adjoint.exec.NotFinite;
import dev.adjoint.graph.Node;
import dev.adjoint.nn.Update;
import dev.adjoint.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A state of a loop from not long ago in which all variables were finite. Where they are not any
/// more, the steps since are done once more, to find the one that made them so.
public final class Recent {
  private static final int SPACING =
      64; // a copy now and then costs little, and so do so many steps

  private final List<Update> updates;
  private State state;

  public Recent(List<Update> updates) {
    this.updates = List.copyOf(updates);
  }

  /// Sees an iteration.
  public void at(Moment moment) {
    if (moment.iteration() % SPACING == 0 && isFinite(moment.state())) {
      state = moment.state();
    }
  }

  /// Whether all variables are finite in a state.
  public boolean isFinite(State state) {
    return updates.stream().allMatch(u -> NotFinite.isFinite(state.get(u.variable())));
  }

  /// The operation of a step that made a variable what it is, if there was a finite state before.
  public Optional<NotFinite> cause() {
    State before = state;
    for (int step = 0; before != null && step <= SPACING; step++) {
      State after = new Loop(updates).run(1, before);
      if (!isFinite(after)) {
        Map<Node, Tensor> values = before.values();
        return NotFinite.behind(updates.stream().map(Update::next).toList(), values);
      }
      before = after;
    }
    return Optional.empty();
  }
}
