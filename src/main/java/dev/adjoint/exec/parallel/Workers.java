package dev.adjoint.exec.parallel;

import java.util.function.IntConsumer;

/// Runs independent tasks on several cores: on the calling thread, and on a team of daemon threads
/// that come to help.
///
/// Any thread may call at any time, from inside a task too. The team helps one caller at a time; a
/// caller who finds it busy does all of the work alone, so nothing can deadlock. Which thread runs
/// a task is a race: what a task computes must depend on its number only.
///
/// Each thread begins with a part of the tasks of its own, neighbours by number, and takes from the
/// others' parts when that is done. Work that is cut in the same way again thus finds its data in
/// the caches where it left them.
public final class Workers {
  private static final ScopedValue<Integer> LIMIT = ScopedValue.newInstance();
  private static final int THREADS =
      Math.max(
          1, Integer.getInteger("adjoint.threads", Runtime.getRuntime().availableProcessors()));

  /// Made at its first use, by the rules of class initialisation once.
  private static final class Shared {
    static final Team TEAM = new Team(THREADS - 1);
  }

  private Workers() {}

  /// How many threads can be of use to this thread, itself included: as many as there are
  /// processors, or as the system property `adjoint.threads` says, or [#withThreads].
  public static int threads() {
    return LIMIT.isBound() ? LIMIT.get() : THREADS;
  }

  /// Runs `action` on this thread, with at most `threads` threads for all that it does.
  ///
  /// @throws IllegalArgumentException if that is not at least one
  public static void withThreads(int threads, Runnable action) {
    if (threads < 1) {
      throw new IllegalArgumentException("work needs a thread, not " + threads);
    }
    ScopedValue.where(LIMIT, Math.min(threads, threads())).run(action);
  }

  /// Calls `task` with each number from 0 below `tasks`, on at most `threads` threads, and returns
  /// when all have returned; what they wrote can then be read. With the threads that [#threads]
  /// counts, this allocates nothing.
  ///
  /// A failure is thrown here, on the calling thread: that of the first task in order, if several
  /// fail. Others may run or not.
  public static void forEach(int tasks, int threads, IntConsumer task) {
    int useful = Math.min(tasks, Math.min(threads, threads()));
    if (useful <= 1 || !Shared.TEAM.run(tasks, useful, task)) {
      for (int i = 0; i < tasks; i++) {
        task.accept(i);
      }
    }
  }
}
