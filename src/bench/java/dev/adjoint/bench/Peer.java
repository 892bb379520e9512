package dev.adjoint.bench;

import com.sun.management.ThreadMXBean;
import dev.adjoint.tensor.DType;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Scanner;
import java.util.StringJoiner;
import java.util.function.Supplier;

/// Adjoint's side of `src/bench/compare`, which starts it from source: answers every line on standard
/// input with the times of one round, as a line of JSON, or the line `own` with what no peer has.
///
/// ```
/// Peer MODEL FOLDER f32|f64 STEPS
/// ```
public final class Peer {
  private static final long WARM = 3_000_000_000L; // ns: the JVM's compilers have had their say
  private static final int GRADIENT_ROUNDS = 7;
  private static final int ALLOCATION_TRIES = 3;

  private final Workload workload;
  private final int steps;

  private Peer(Workload workload, int steps) {
    this.workload = workload;
    this.steps = steps;
  }

  public static void main(String[] arguments) {
    DType precision = DType.valueOf(arguments[2].toUpperCase(Locale.ROOT));
    Workload workload = Workload.of(arguments[0], Path.of(arguments[1]), precision);
    Peer peer = new Peer(workload, Integer.parseInt(arguments[3]));
    System.out.println(peer.warm());
    var lines = new Scanner(System.in);
    while (lines.hasNextLine()) {
      System.out.println(lines.nextLine().equals("own") ? peer.own() : peer.round());
    }
  }

  private String warm() {
    long start = System.nanoTime();
    String answer;
    do {
      answer = round();
    } while (System.nanoTime() - start < WARM);
    return answer;
  }

  private String round() {
    long start = System.nanoTime();
    Supplier<Workload.Outcome> found = workload.run(steps);
    double seconds = 1e-9 * (System.nanoTime() - start) / steps;
    Workload.Outcome outcome = found.get();
    return "{\"seconds\": %s, \"checks\": [%s, %s]}"
        .formatted(seconds, outcome.cost(), outcome.squares());
  }

  /// What a step allocates, and for each of some rounds how many times as long as the value alone
  /// the value takes together with its gradient.
  private String own() {
    int turns = Math.max(1, steps / 5);
    var ratios = new StringJoiner(", ", "[", "]");
    evaluated(false, turns);
    evaluated(true, turns);
    for (int round = 0; round < GRADIENT_ROUNDS; round++) {
      double alone = evaluated(false, turns);
      ratios.add(Double.toString(evaluated(true, turns) / alone));
    }
    return "{\"bytes\": %s, \"gradient\": %s}".formatted(bytes(), ratios);
  }

  private double evaluated(boolean gradient, int turns) {
    long start = System.nanoTime();
    for (int turn = 0; turn < turns; turn++) {
      workload.evaluate(gradient);
    }
    return System.nanoTime() - start;
  }

  /// What a longer run allocates more, in all threads: what is allocated once a run is not the step's.
  private double bytes() {
    return (double) (allocated(2 * steps) - allocated(steps)) / steps;
  }

  /// The least of some tries: what the JVM does besides comes and goes.
  private long allocated(int count) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int turn = 0; turn < ALLOCATION_TRIES; turn++) {
      long before = threads.getTotalThreadAllocatedBytes();
      workload.run(count);
      least = Math.min(least, threads.getTotalThreadAllocatedBytes() - before);
    }
    return least;
  }
}
