package dev.adjoint.cli;

import dev.adjoint.lang.run.Host;
import java.time.Duration;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// How far a piece of work is: a bar on a terminal, if the work takes long enough to wonder, and a
/// word about it if it was interrupted.
final class ProgressLine implements Host.Progress {
  /// Work that ends sooner shows no bar.
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final int COLUMNS = 79;
  private static final int INTERVAL_MILLIS = 200;

  private final Console console;
  private final String what;
  private final long steps;
  private final LongSupplier clock;
  private final long start;
  private long begun;
  private ProgressBar bar;

  /// @param clock tells nanoseconds from any origin
  ProgressLine(Console console, String what, long steps, LongSupplier clock) {
    this.clock = clock;
    this.start = clock.getAsLong();
    this.console = console;
    this.what = what;
    this.steps = steps;
  }

  @Override
  public void at(long step) {
    begun = step + 1;
    if (bar != null) {
      bar.stepTo(step);
    } else if (console.isLively()) {
      Duration elapsed = Duration.ofNanos(clock.getAsLong() - start);
      if (elapsed.compareTo(PATIENCE) >= 0) {
        bar = bar(step, elapsed);
      }
    }
  }

  private ProgressBar bar(long step, Duration elapsed) {
    return new ProgressBarBuilder()
        .setTaskName(what)
        .setInitialMax(steps)
        .startsFrom(step, elapsed)
        .setStyle(ProgressBarStyle.UNICODE_BLOCK)
        .setUpdateIntervalMillis(INTERVAL_MILLIS)
        .setConsumer(new DelegatingProgressBarConsumer(console::showBar, COLUMNS))
        .build();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close(); // waits for its thread, so that nothing is drawn after this
      console.showBar("");
    }
    if (console.isStopped() && begun < steps) {
      console.say("interrupted: `%s` ended after %d of %d steps".formatted(what, begun, steps));
    }
  }
}
