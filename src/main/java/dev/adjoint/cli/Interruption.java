package dev.adjoint.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C, or another request that the process end.
///
/// Loops end after their current step, and the rest of the script runs, so that what was learnt is
/// printed, drawn and saved. Only then does the process end, or after a time limit: the JVM tells
/// us of the first Ctrl-C only, so a second one could not end what takes too long. Where nothing
/// has been learnt yet, the process ends at once.
final class Interruption {
  private static final long LIMIT_SECONDS = 30;
  private static final long FLUSH_MILLIS = 500;

  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean requested;
  private volatile boolean stopped;
  private volatile boolean learning;

  /// Has the JVM call [#request] when it is to end, whatever the reason.
  ///
  /// @param flush what to do at the very end, if the work itself did not end
  void watch(Runnable flush) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> request(flush), "adjoint-interruption"));
  }

  /// Whether loops should end.
  boolean isRequested() {
    return requested || stopped;
  }

  /// Whether the process is to end.
  boolean isEnd() {
    return requested;
  }

  /// Asks loops to end, and not the process.
  void stopLoops() {
    stopped = true;
  }

  /// Loops may begin again, and nothing is to be lost yet.
  void clear() {
    stopped = false;
    learning = false;
  }

  /// From now on there is something to lose.
  void learning() {
    learning = true;
  }

  /// The work has ended: nothing holds the process up any more.
  void ended() {
    ended.countDown();
  }

  /// Asks the work to end, and waits until it has, within limits.
  private void request(Runnable flush) {
    requested = true;
    try {
      if (!ended.await(learning ? LIMIT_SECONDS : 0, TimeUnit.SECONDS)) {
        // On a thread of its own: it may hang on a pipe that nobody reads.
        var flushing = new Thread(flush, "adjoint-flush");
        flushing.setDaemon(true);
        flushing.start();
        flushing.join(FLUSH_MILLIS);
      }
    } catch (InterruptedException _) {
      // Nobody does this to a shutdown hook; the JVM goes on ending.
    }
  }
}
