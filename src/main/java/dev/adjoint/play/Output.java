package dev.adjoint.play;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The lines that a run has printed; of very many the latest.
final class Output {
  private static final int MOST = 1000;
  private static final int LONGEST = 10_000;

  private final Deque<String> lines = new ArrayDeque<>();
  private long count;

  /// Lines from one on, as far as they are kept.
  ///
  /// @param from the number of the first of them, from 0
  record Part(long from, List<String> lines) {}

  void add(String line) {
    lines.add(line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " …");
    count++;
    if (lines.size() > MOST) {
      lines.remove();
    }
  }

  /// How many there have been.
  long count() {
    return count;
  }

  Part from(long number) {
    long first = count - lines.size();
    long from = Math.max(number, first);
    return new Part(
        from, List.copyOf(lines).subList((int) Math.min(lines.size(), from - first), lines.size()));
  }

  /// What there was when there had been so many.
  Output upTo(long number) {
    Output before = new Output();
    List<String> kept = new ArrayList<>(lines);
    long first = count - lines.size();
    before.lines.addAll(kept.subList(0, Math.clamp(number - first, 0, kept.size())));
    before.count = Math.min(count, number);
    return before;
  }
}
