package dev.adjoint.cli;

import dev.adjoint.bounds.Limits;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the command line allows a script to take.
final class Bounds {
  static final Option MEMORY =
      Option.of(
          "--max-memory",
          "SIZE",
          "what tensors may take together, as in 2GB or 500MB;\n"
              + "by itself three quarters of Java's heap");

  static final Option SECONDS =
      Option.of("--max-seconds", "NUMBER", "ends the script after that time");

  private static final Pattern SIZE =
      Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?) ?([kMGT]?)(i?)B?", Pattern.CASE_INSENSITIVE);

  private static final double MAX_SECONDS = 1e9;

  /// How long a step may take to see that the time is up, before the process ends all the same.
  private static final long GRACE_SECONDS = 2;

  private Bounds() {}

  /// Does what a command does, within the bounds that its arguments set.
  ///
  /// @throws UsageError if they are not of their form
  static int within(Arguments arguments, Console console, ToIntFunction<Arguments> work) {
    Limits limits = Limits.current();
    if (arguments.has(MEMORY.name())) {
      limits = limits.memory(bytes(arguments));
    }
    if (!arguments.has(SECONDS.name())) {
      return limits.within(() -> work.applyAsInt(arguments));
    }
    Duration time = time(arguments);
    var ended = new CountDownLatch(1);
    watch(time, ended, console);
    try {
      return limits.time(time).within(() -> work.applyAsInt(arguments));
    } finally {
      ended.countDown();
    }
  }

  /// A step that takes very long, such as a huge product, does not see the time: then the process
  /// ends without it. Files are written whole or not at all.
  private static void watch(Duration time, CountDownLatch ended, Console console) {
    Thread.ofPlatform()
        .daemon()
        .name("adjoint-watch")
        .start(
            () -> {
              try {
                if (!ended.await(time.toMillis() + 1000 * GRACE_SECONDS, TimeUnit.MILLISECONDS)) {
                  console.say("the time is up, in the midst of a long step");
                  Runtime.getRuntime().halt(Status.TIME_UP);
                }
              } catch (InterruptedException _) {
                // Nobody does this.
              }
            });
  }

  private static Duration time(Arguments arguments) {
    String text = arguments.last(SECONDS.name()).orElseThrow();
    double seconds;
    try {
      seconds = Double.parseDouble(text);
    } catch (NumberFormatException _) {
      seconds = Double.NaN;
    }
    if (!(seconds > 0 && seconds <= MAX_SECONDS)) {
      throw arguments.wrong(
          "`%s` takes a number of seconds, more than 0, and not `%s`", SECONDS.name(), text);
    }
    return Duration.ofNanos((long) (seconds * 1e9));
  }

  private static long bytes(Arguments arguments) {
    String text = arguments.last(MEMORY.name()).orElseThrow();
    Matcher size = SIZE.matcher(text.strip());
    if (!size.matches()) {
      throw arguments.wrong("`%s` takes a size as in 2GB or 500MB, not `%s`", MEMORY.name(), text);
    }
    int power = " kmgt".indexOf((size.group(2) + " ").toLowerCase(java.util.Locale.ROOT).charAt(0));
    double unit = Math.pow(size.group(3).isEmpty() ? 1000 : 1024, power);
    double bytes = Double.parseDouble(size.group(1)) * unit;
    return (long) Math.min(bytes, Runtime.getRuntime().maxMemory());
  }
}
