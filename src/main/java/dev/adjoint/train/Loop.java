package dev.adjoint.train;

import dev.adjoint.exec.Program;
import dev.adjoint.exec.Session;
import dev.adjoint.graph.Node;
import dev.adjoint.nn.Update;
import dev.adjoint.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// Updates that are done again and again, all at once each time. A counter that the right sides may
/// use is a variable like others, with the update `i := i + 1`.
///
/// @param updates at most one for each variable
/// @param watched what observers see at every iteration, computed with the updates
public record Loop(List<Update> updates, List<Node> watched) {
  public Loop {
    updates = List.copyOf(updates);
    watched = List.copyOf(watched);
  }

  public Loop(List<Update> updates) {
    this(updates, List.of());
  }

  /// Sees every iteration before its update; what it throws ends the loop without that update.
  @FunctionalInterface
  public interface Observer {
    void at(Moment moment);
  }

  /// The state after `count` iterations.
  ///
  /// @param state the values of everything that the updates and the watched nodes depend on
  /// @throws dev.adjoint.source.AdjointException if a value is missing, or does not fit
  public State run(int count, State state) {
    return run(count, state, _ -> {}, () -> false);
  }

  /// The state after `count` iterations, or as many as were done when `stop` became true: it is
  /// asked before each.
  public State run(int count, State start, Observer observer, BooleanSupplier stop) {
    return run(0, count, start, observer, stop);
  }

  /// The state after the iterations from number `first` to below `count`, for a loop that goes on.
  ///
  /// @param start the state before the first of them
  public State run(int first, int count, State start, Observer observer, BooleanSupplier stop) {
    Map<Node, Node> next = Update.byVariable(updates);
    Map<Node, Tensor> fixed = start.without(next.keySet());
    Session session = Program.compile(watched, next).given(fixed).start(start.of(next.keySet()));
    var programs = new Moment.Programs(fixed);
    for (int i = first; i < count && !stop.getAsBoolean(); i++) {
      session.compute();
      observer.at(new Moment(i, start, session, watched.size(), programs));
      session.commit();
    }
    return start.with(session.variables());
  }
}
