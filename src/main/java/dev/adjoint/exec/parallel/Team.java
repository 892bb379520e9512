package dev.adjoint.exec.parallel;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntConsumer;

/// Some helpers and the job that they and their caller have in hand.
///
/// The fields of the job are written by the caller before it calls a helper, and read by a helper
/// who has accepted the call only. The caller returns when each helper has either finished or not
/// accepted: a helper who wakes up late finds its call withdrawn.
final class Team {
  /// Distance of two shares: far enough for no two to lie in one cache line, or in a pair of lines
  /// that the processor fetches together.
  private static final int APART = 16;

  private final AtomicBoolean busy = new AtomicBoolean();
  private final Helper[] helpers;

  /// What is left of each thread's part of the tasks: from the high half below the low half.
  private final AtomicLongArray shares;

  private int parts;
  private IntConsumer task;
  private int failedTask;
  private Throwable failure;

  Team(int size) {
    shares = new AtomicLongArray((size + 1) * APART);
    helpers = new Helper[size];
    for (int i = 0; i < size; i++) {
      helpers[i] = new Helper(this, i + 1);
    }
  }

  /// Runs the tasks on `threads` threads or as many as there are, unless the team is busy.
  ///
  /// @return whether the tasks were run
  boolean run(int tasks, int threads, IntConsumer task) {
    int called = Math.min(threads - 1, helpers.length);
    if (called == 0 || !busy.compareAndSet(false, true)) {
      return false;
    }
    begin(tasks, called + 1, task);
    for (int i = 0; i < called; i++) {
      helpers[i].call();
    }
    Throwable failed;
    try {
      work(0);
    } finally {
      for (int i = 0; i < called; i++) {
        helpers[i].awaitEnd();
      }
      failed = end();
      busy.set(false);
    }
    if (failed != null) {
      throw Team.<RuntimeException>asItIs(failed);
    }
    return true;
  }

  private void begin(int tasks, int parts, IntConsumer task) {
    this.task = task;
    this.parts = parts;
    for (int i = 0; i < parts; i++) {
      long from = (long) tasks * i / parts;
      long to = (long) tasks * (i + 1) / parts;
      shares.setPlain(i * APART, from << 32 | to);
    }
  }

  private Throwable end() {
    task = null;
    Throwable failed = failure;
    failure = null;
    return failed;
  }

  /// Does the tasks of one part from the first on, then those of others' parts from the last on.
  void work(int part) {
    for (int i = 0; i < parts; i++) {
      int victim = (part + i) % parts;
      for (int next = take(victim, i == 0); next >= 0; next = take(victim, i == 0)) {
        try {
          task.accept(next);
        } catch (Throwable e) {
          fail(next, e);
        }
      }
    }
  }

  /// The next task of a part, or -1 when it is done.
  private int take(int part, boolean first) {
    while (true) {
      long share = shares.get(part * APART);
      int from = (int) (share >>> 32);
      int to = (int) share;
      if (from >= to) {
        return -1;
      }
      long rest = first ? share + (1L << 32) : share - 1;
      if (shares.compareAndSet(part * APART, share, rest)) {
        return first ? from : to - 1;
      }
    }
  }

  private synchronized void fail(int number, Throwable e) {
    if (failure == null || number < failedTask) {
      failure = e;
      failedTask = number;
    }
  }

  /// The failure itself, whatever it is: a caller may know its type, wherever the task was run.
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> E asItIs(Throwable e) throws E {
    throw (E) e;
  }
}
