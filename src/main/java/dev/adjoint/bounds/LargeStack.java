package dev.adjoint.bounds;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// Runs what recurses over a program on a stack that is large enough for the deepest program that we
/// accept. The caller's own may be small: that of a server's thread, say.
public final class LargeStack {
  /// What [#call]s take is taken of the machine only as far as it is used.
  private static final long BYTES = 256L << 20;

  private LargeStack() {}

  private static final class Deep extends Thread {
    Deep(Runnable task) {
      super(null, task, "adjoint-reader", BYTES, false);
    }
  }

  /// What `task` gives or throws, within the caller's limits.
  public static <T> T call(Supplier<T> task) {
    if (Thread.currentThread() instanceof Deep) {
      return task.get();
    }
    Limits limits = Limits.current();
    var result = new AtomicReference<T>();
    var failure = new AtomicReference<Throwable>();
    var thread =
        new Deep(
            () -> {
              try {
                result.set(limits.within(task));
              } catch (RuntimeException | Error e) {
                failure.set(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    join(thread);
    switch (failure.get()) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
    return result.get();
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException _) {
        interrupted = true; // whoever interrupted is told when the work is done
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
