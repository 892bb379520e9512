package dev.adjoint.exec.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkersTest {
  @Test
  void runsEachTaskOnce() {
    for (int threads : new int[] {1, 2, 8}) {
      for (int tasks : new int[] {0, 1, 2, 7, 1000}) {
        AtomicIntegerArray runs = new AtomicIntegerArray(tasks);
        Workers.forEach(tasks, threads, runs::incrementAndGet);
        int[] counts = new int[tasks];
        Arrays.setAll(counts, runs::get);
        assertThat(counts).containsOnly(tasks == 0 ? new int[0] : new int[] {1});
      }
    }
  }

  @Test
  void seesWhatTheTasksWrote() {
    for (int repeat = 0; repeat < 100_000; repeat++) {
      int[] squares = new int[16];
      Workers.forEach(16, 4, i -> squares[i] = i * i);
      for (int i = 0; i < 16; i++) {
        if (squares[i] != i * i) {
          assertThat(squares[i]).as("%d², repeat %d", i, repeat).isEqualTo(i * i);
        }
      }
    }
  }

  @RepeatedTest(100)
  void callsHelpersThatSleepOrFallAsleep() {
    LockSupport.parkNanos(50_000); // as long as they stay awake, more or less
    seesHelpAndCallerWaitForEachOther();
  }

  /// With a barrier inside the tasks: it ends only if a second thread comes.
  private static void seesHelpAndCallerWaitForEachOther() {
    assumeTrue(Workers.threads() > 1);
    CountDownLatch both = new CountDownLatch(2);
    Workers.forEach(
        2,
        2,
        i -> {
          both.countDown();
          await(both);
        });
  }

  @Test
  void beginsWithTheSameTasksOnTheSameThread() {
    assumeTrue(Workers.threads() > 1);
    Set<String> pairs = ConcurrentHashMap.newKeySet();
    for (int repeat = 0; repeat < 20; repeat++) {
      CountDownLatch both = new CountDownLatch(2);
      Workers.forEach(
          10,
          2,
          i -> {
            if (i % 5 == 0) {
              pairs.add(i + " " + Thread.currentThread().getName());
              both.countDown();
              await(both);
            }
          });
    }
    assertThat(pairs).hasSize(2);
  }

  @Test
  void runsInsideItself() {
    AtomicInteger runs = new AtomicInteger();
    Workers.forEach(10, 4, i -> Workers.forEach(10, 4, j -> runs.incrementAndGet()));
    assertThat(runs).hasValue(100);
  }

  @Test
  void servesManyCallersAtATime() throws Exception {
    try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
      List<Future<Long>> sums = new ArrayList<>();
      for (int caller = 0; caller < 8; caller++) {
        sums.add(
            callers.submit(
                () -> {
                  long sum = 0;
                  for (int repeat = 0; repeat < 5000; repeat++) {
                    int[] parts = new int[9];
                    Workers.forEach(9, 3, i -> parts[i] = i);
                    sum += Arrays.stream(parts).sum();
                  }
                  return sum;
                }));
      }
      for (Future<Long> sum : sums) {
        assertThat(sum.get()).isEqualTo(5000L * 36);
      }
    }
  }

  @Test
  void aBusyTeamLeavesTheCallerAlone() throws InterruptedException {
    assumeTrue(Workers.threads() > 1);
    CountDownLatch busy = new CountDownLatch(2);
    CountDownLatch end = new CountDownLatch(1);
    IntConsumer wait =
        i -> {
          busy.countDown();
          await(end);
        };
    Thread other = Thread.ofPlatform().start(() -> Workers.forEach(2, 2, wait));
    busy.await();
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    Workers.forEach(10, 4, i -> threads.add(Thread.currentThread()));
    end.countDown();
    other.join();
    assertThat(threads).containsExactly(Thread.currentThread());
  }

  @Test
  void throwsAFailureAsItIs() {
    for (int threads : new int[] {1, 2}) {
      for (Throwable failure : List.of(new ArithmeticException("4"), new AssertionError("4"))) {
        IntConsumer task =
            i -> {
              if (i == 4) {
                throw WorkersTest.<RuntimeException>sneaky(failure);
              }
            };
        assertThat(catchThrowable(() -> Workers.forEach(5, threads, task))).isSameAs(failure);
        assertThat(catchThrowable(() -> Workers.forEach(9, threads, task))).isSameAs(failure);
      }
    }
    seesHelpAndCallerWaitForEachOther();
  }

  @Test
  void throwsTheFirstFailureByNumber() {
    assumeTrue(Workers.threads() > 1);
    CountDownLatch second = new CountDownLatch(1);
    IntConsumer task =
        i -> {
          if (i == 1) {
            second.countDown();
          } else {
            await(second);
          }
          throw new IllegalStateException("task " + i);
        };
    assertThatThrownBy(() -> Workers.forEach(2, 2, task)).hasMessage("task 0");
  }

  @Test
  void keepsTheInterruptOfItsCaller() {
    Thread.currentThread().interrupt();
    Workers.forEach(4, 2, i -> LockSupport.parkNanos(1_000_000));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void anInterruptedTaskLeavesItsThreadFitForTheNext() {
    Workers.forEach(4, 4, i -> Thread.currentThread().interrupt());
    Thread.interrupted();
    for (int i = 0; i < 5; i++) {
      callsHelpersThatSleepOrFallAsleep();
    }
  }

  @Test
  void usesOneThreadWhereToldSo() {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    Workers.withThreads(
        1,
        () -> {
          assertThat(Workers.threads()).isEqualTo(1);
          Workers.forEach(1000, 8, i -> threads.add(Thread.currentThread()));
        });
    assertThat(threads).containsExactly(Thread.currentThread());
    assertThatThrownBy(() -> Workers.withThreads(0, () -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void allocatesNothing() {
    ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int[] runs = new int[4];
    IntConsumer task = i -> runs[i]++;
    Workers.forEach(4, 4, task);
    long before = memory.getCurrentThreadAllocatedBytes();
    for (int repeat = 0; repeat < 10_000; repeat++) {
      Workers.forEach(4, 4, task);
    }
    long allocated = memory.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated).as("bytes in 10,000 uses").isLessThan(10_000);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> E sneaky(Throwable e) throws E {
    throw (E) e;
  }
}
