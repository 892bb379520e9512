package dev.adjoint.exec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// How long each step of each program takes that a thread runs while it is watched.
public final class Profile {
  private static final ScopedValue<Profile> CURRENT = ScopedValue.newInstance();

  private final Map<Step, Count> counts = new IdentityHashMap<>();

  private static final class Count {
    private final Work work;
    private long calls;
    private long nanos;

    Count(Work work) {
      this.work = work;
    }
  }

  /// What was seen of one step.
  public record Row(Work work, long calls, long nanos) {}

  /// Runs `action` and watches what programs do in it on this thread.
  public <T> T watch(Supplier<T> action) {
    return ScopedValue.where(CURRENT, this).call(action::get);
  }

  /// Who watches this thread; null if nobody does.
  static Profile current() {
    return CURRENT.isBound() ? CURRENT.get() : null;
  }

  void add(Step step, Sized sized, long nanos) {
    Count count = counts.computeIfAbsent(step, _ -> new Count(step.work(sized)));
    count.calls++;
    count.nanos += nanos;
  }

  /// All steps that ran, the longest first.
  public List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    counts.values().forEach(count -> rows.add(new Row(count.work, count.calls, count.nanos)));
    rows.sort(Comparator.comparingLong(Row::nanos).reversed());
    return rows;
  }
}
