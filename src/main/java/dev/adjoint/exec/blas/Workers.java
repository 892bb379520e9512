package dev.adjoint.exec.blas;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/// Runs independent tasks on several cores: on the calling thread, and on workers of the common pool
/// that come to help.
///
/// The caller takes tasks like everyone else and waits only for tasks that a worker has begun.
/// So nothing can deadlock: with a pool that is busy, or from inside one of its workers, the
/// caller does all of it alone. Which thread runs a task is a race, so a task's result must
/// depend on its number only.
final class Workers implements Runnable {
  /// How often a caller without tasks looks again before it sleeps: some 20 µs, longer than it
  /// takes to wake up, shorter than a task.
  private static final int SPINS = 500;

  private final int tasks;
  private final IntConsumer task;
  private final Thread caller = Thread.currentThread();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private volatile Throwable failure;

  private Workers(int tasks, IntConsumer task) {
    this.tasks = tasks;
    this.task = task;
  }

  /// Calls `task` with each number from 0 below `tasks`, on at most `threads` threads, and returns
  /// when all have returned.
  static void forEach(int tasks, int threads, IntConsumer task) {
    int helpers = Math.min(tasks, threads) - 1;
    if (helpers <= 0) {
      for (int i = 0; i < tasks; i++) {
        task.accept(i);
      }
      return;
    }
    Workers job = new Workers(tasks, task);
    for (int i = 0; i < helpers; i++) {
      ForkJoinPool.commonPool().execute(job);
    }
    job.run();
    job.await();
  }

  /// Takes tasks until none is left.
  @Override
  public void run() {
    for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
      try {
        task.accept(i);
      } catch (Throwable e) {
        failure = e; // any one of them: the caller learns of it when all have ended
      } finally {
        if (done.incrementAndGet() == tasks) {
          LockSupport.unpark(caller);
        }
      }
    }
  }

  private void await() {
    boolean interrupted = false;
    for (int spins = 0; done.get() < tasks; spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        LockSupport.park(this);
        interrupted |= Thread.interrupted(); // or the park above would not sleep again
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw new IllegalStateException("a part of a matrix product failed", failure);
    }
  }
}
