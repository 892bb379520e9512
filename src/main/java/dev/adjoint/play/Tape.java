package dev.adjoint.play;

import dev.adjoint.lang.run.Checkpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Steps of a loop that one can go back to: the first, the last, and between them every so many, so
/// that there are never too many and they do not take too much memory.
final class Tape {
  /// The most recorded steps, beside the last.
  static final int MOST = 200;

  private final String unit;
  private final long budget;
  private final List<Entry> entries = new ArrayList<>(); // each a multiple of the stride
  private Optional<Entry> last = Optional.empty(); // if it is none of them
  private long stride = 1;

  /// A recorded step.
  ///
  /// @param unit what a step is called
  /// @param lines of output that there were
  record Entry(long step, String unit, Checkpoint place, long lines) {}

  /// @param unit what a step is called
  /// @param budget how many bytes it may take
  Tape(String unit, long budget) {
    this.unit = unit;
    this.budget = budget;
  }

  /// A step is reached; steps come in their order, but the same may come again.
  ///
  /// @param isLast whether it is to be recorded until a later one is, whatever its number
  /// @param here the place, which is asked for if it is to be recorded
  void at(long step, long lines, boolean isLast, Supplier<Checkpoint> here) {
    boolean isDue = step % stride == 0;
    if (!isDue && !isLast) {
      return;
    }
    Entry entry = new Entry(step, unit, here.get(), lines);
    if (!isDue) {
      last = Optional.of(entry);
      return;
    }
    last = Optional.empty();
    entries.removeIf(other -> other.step() == step);
    entries.add(entry);
    long most = Math.clamp(budget / Math.max(1, entry.place().bytes()), 2, MOST);
    while (entries.size() > most) {
      thin();
    }
  }

  private void thin() {
    stride *= 2;
    Entry end = entries.getLast();
    entries.removeIf(entry -> entry.step() % stride != 0);
    if (entries.getLast() != end) {
      last = Optional.of(end);
    }
  }

  /// The recorded step that is nearest to a step.
  Entry nearest(long step) {
    return all().stream()
        .min(Comparator.comparingLong(e -> Math.abs(e.step() - step)))
        .orElseThrow();
  }

  boolean isEmpty() {
    return entries.isEmpty() && last.isEmpty();
  }

  Entry last() {
    return last.orElseGet(entries::getLast);
  }

  List<Long> steps() {
    return all().stream().map(Entry::step).toList();
  }

  private List<Entry> all() {
    return Stream.concat(entries.stream(), last.stream()).toList();
  }

  /// What it had up to a recorded step.
  Tape upTo(long step) {
    Tape tape = new Tape(unit, budget);
    tape.stride = stride;
    entries.stream().filter(entry -> entry.step() <= step).forEach(tape.entries::add);
    tape.last = last.filter(entry -> entry.step() <= step);
    return tape;
  }
}
