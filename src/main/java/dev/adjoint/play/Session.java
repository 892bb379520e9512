package dev.adjoint.play;

import java.time.Duration;
import java.util.function.UnaryOperator;

/// The state of the page, as threads change it and wait for its changes.
final class Session {
  private State state = State.EMPTY;
  private boolean closed;

  synchronized State state() {
    return state;
  }

  /// Takes one step from a state to the next.
  synchronized void change(UnaryOperator<State> change) {
    state = change.apply(state).numbered(state.number() + 1);
    notifyAll();
  }

  /// The first state after the one of that number; the state as it is where it does not change for
  /// so long, or the session is over.
  synchronized State after(long number, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    long left = patience.toNanos();
    while (state.number() <= number && !closed && left > 0) {
      wait(left / 1_000_000, (int) (left % 1_000_000));
      left = end - System.nanoTime();
    }
    return state;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /// Lets all go who wait.
  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
