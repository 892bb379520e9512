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
  // A copy now and then costs little, and so do so many steps: the longer a loop has gone well, the
  // fewer copies it makes.
  private static final int LEAST = 64;
  private static final int MOST = 1024;

  private final List<Update> updates;
  private State state;
  private int spacing = LEAST;
  private int due; // the iteration at which the next copy is made

  public Recent(List<Update> updates) {
    this.updates = List.copyOf(updates);
  }

  /// Sees an iteration.
  public void at(Moment moment) {
    if (moment.iteration() < due) {
      return;
    }
    if (isFinite(moment.state())) {
      state = moment.state();
      spacing = Math.clamp(moment.iteration(), LEAST, MOST);
    }
    due = moment.iteration() + spacing;
  }

  /// Whether all variables are finite in a state.
  public boolean isFinite(State state) {
    return updates.stream().allMatch(u -> NotFinite.isFinite(state.get(u.variable())));
  }

  /// The operation of a step that made a variable what it is, if there was a finite state before.
  public Optional<NotFinite> cause() {
    State before = state;
    for (int step = 0; before != null && step <= spacing; step++) {
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
