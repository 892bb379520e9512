package dev.adjoint.exec.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class WorkersTest {
  @Test
  void runsEachTaskOnce() {
    for (int threads : new int[] {1, 2, 8}) {
      for (int tasks : new int[] {0, 1, 2, 1000}) {
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
    for (int repeat = 0; repeat < 1000; repeat++) {
      int[] squares = new int[16];
      Workers.forEach(16, 4, i -> squares[i] = i * i);
      assertThat(squares[3] + squares[15]).isEqualTo(234);
    }
  }

  @Test
  void runsInsideItself() {
    AtomicInteger runs = new AtomicInteger();
    Workers.forEach(10, 4, i -> Workers.forEach(10, 4, j -> runs.incrementAndGet()));
    assertThat(runs).hasValue(100);
  }

  @Test
  void needsNoWorkerOfThePool() throws InterruptedException {
    int workers = ForkJoinPool.commonPool().getParallelism();
    CountDownLatch busy = new CountDownLatch(workers);
    CountDownLatch end = new CountDownLatch(1);
    for (int i = 0; i < workers; i++) {
      ForkJoinPool.commonPool()
          .execute(
              () -> {
                busy.countDown();
                try {
                  end.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
    }
    busy.await();
    AtomicInteger runs = new AtomicInteger();
    Workers.forEach(10, 4, i -> runs.incrementAndGet());
    end.countDown();
    assertThat(runs).hasValue(10);
  }

  @Test
  void reportsAFailureWhenAllHaveEnded() {
    AtomicInteger runs = new AtomicInteger();
    assertThatThrownBy(
            () ->
                Workers.forEach(
                    10,
                    2,
                    i -> {
                      runs.incrementAndGet();
                      if (i == 4) {
                        throw new ArithmeticException("four");
                      }
                    }))
        .hasRootCauseMessage("four");
    assertThat(runs).hasValue(10);
  }
}
