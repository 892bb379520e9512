package dev.adjoint.exec.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// A thread of a [Team], and the states that it and its callers lead it through:
///
/// ```
/// IDLE ─call→ CALLED ─accept→ RUNNING ───────────────→ IDLE
///  ↓                    ↘ withdraw → IDLE  ↘ AWAITED ↗
/// PARKED ─call→ CALLED
/// ```
///
/// Whoever waits spins for a while before it sleeps: waking up takes longer than most jobs.
final class Helper implements Runnable {
  private static final int IDLE = 0;

  /// Idle and asleep.
  private static final int PARKED = 1;

  private static final int CALLED = 2;
  private static final int RUNNING = 3;

  /// Running, and the caller is asleep.
  private static final int AWAITED = 4;

  private static final long SPIN_NANOS = 50_000;

  private final Team team;
  private final int part;
  private final Thread thread;
  private final AtomicInteger state = new AtomicInteger(IDLE);
  private volatile Thread caller;

  Helper(Team team, int part) {
    this.team = team;
    this.part = part;
    thread =
        Thread.ofPlatform()
            .daemon()
            .inheritInheritableThreadLocals(false)
            .name("adjoint-worker-" + part)
            .unstarted(this);
    thread.setContextClassLoader(null); // it outlives whatever called first
    thread.start();
  }

  void call() {
    caller = Thread.currentThread();
    if (state.getAndSet(CALLED) == PARKED) {
      LockSupport.unpark(thread);
    }
  }

  @Override
  public void run() {
    while (true) {
      awaitCall();
      if (state.compareAndSet(CALLED, RUNNING)) {
        team.work(part);
        Thread toWake = caller; // before another may call
        if (state.getAndSet(IDLE) == AWAITED) {
          LockSupport.unpark(toWake);
        }
      }
    }
  }

  private void awaitCall() {
    long start = System.nanoTime();
    while (state.get() != CALLED) {
      if (System.nanoTime() - start < SPIN_NANOS) {
        Thread.onSpinWait();
      } else if (state.get() == PARKED || state.compareAndSet(IDLE, PARKED)) {
        LockSupport.park(this);
        Thread.interrupted(); // a task's: it would keep this from sleeping
        start = System.nanoTime(); // too late for this call, perhaps, but not for the next
      }
    }
  }

  /// Returns when the helper has ended the work it was called for, or has not begun it and will
  /// not.
  void awaitEnd() {
    if (state.compareAndSet(CALLED, IDLE)) {
      return;
    }
    long start = System.nanoTime();
    boolean interrupted = false;
    while (state.get() != IDLE && state.get() != PARKED) {
      if (System.nanoTime() - start < SPIN_NANOS) {
        Thread.onSpinWait();
      } else if (state.get() == AWAITED || state.compareAndSet(RUNNING, AWAITED)) {
        LockSupport.park(this);
        interrupted |= Thread.interrupted(); // or the park above would not sleep again
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
