package dev.adjoint.bounds;

import java.time.Duration;
import java.util.function.Supplier;

/// How much memory the tensors of a piece of work may take together, and how long it may last.
///
/// Limits are ambient, as they concern all that a thread does inside [#within], wherever it does it:
///
/// ```java
/// Limits.current().memory(2_000_000_000).time(Duration.ofSeconds(10)).within(() -> model.train(…));
/// ```
///
/// What would take more memory is refused before anything is allocated, with an
/// [dev.adjoint.source.AdjointException] that says how much was asked. When the time is up, [TimeUp]
/// is thrown by the next step of whatever goes on. Immutable.
///
/// @param bytes what tensors may take together
/// @param allowed how long the work may last, or null for as long as it likes
/// @param deadline when that ends, by [System#nanoTime]
public record Limits(long bytes, Duration allowed, long deadline) {
  private static final ScopedValue<Limits> CURRENT = ScopedValue.newInstance();

  /// Three quarters of the heap, and no end.
  private static final Limits DEFAULT =
      new Limits(Runtime.getRuntime().maxMemory() / 4 * 3, null, 0);

  /// The limits of the work that this thread does.
  public static Limits current() {
    return CURRENT.isBound() ? CURRENT.get() : DEFAULT;
  }

  /// These limits with another budget for tensors, in bytes.
  public Limits memory(long bytes) {
    return new Limits(bytes, allowed, deadline);
  }

  /// These limits with an end, so much time from now.
  public Limits time(Duration allowed) {
    return new Limits(bytes, allowed, System.nanoTime() + allowed.toNanos());
  }

  /// These limits beside tensors that are kept and take so many bytes.
  public Limits beside(long kept) {
    return kept == 0 ? this : memory(Math.max(0, bytes - kept));
  }

  /// Does work within these limits.
  public <T> T within(Supplier<T> work) {
    return ScopedValue.where(CURRENT, this).call(work::get);
  }

  /// Whether there is an end at all.
  public boolean isTimed() {
    return allowed != null;
  }

  /// @throws TimeUp if the time is up
  public void checkTime() {
    if (isTimed() && System.nanoTime() - deadline >= 0) {
      throw new TimeUp(allowed);
    }
  }
}
