package dev.adjoint.lang.syntax;

import java.util.List;
import java.util.Optional;

/// Python's `range`, which leaves out its end, as a range of Adjoint, which holds both.
public final class PythonRange {
  private PythonRange() {}

  /// What `range(…)` with these arguments is in Adjoint, if it can be said.
  public static Optional<String> of(List<String> ends) {
    return Optional.ofNullable(
        switch (ends.size()) {
          case 1 -> "0.." + before(ends.get(0));
          case 2 -> tight(ends.get(0)) + ".." + before(ends.get(1));
          case 3 -> steps(ends);
          default -> null;
        });
  }

  private static String before(String end) {
    if (end.matches("\\d{1,9}")) {
      return String.valueOf(Integer.parseInt(end) - 1);
    }
    return end.endsWith("+ 1") || end.endsWith("+1")
        ? end.substring(0, end.lastIndexOf('+')).strip()
        : end + " - 1";
  }

  private static String tight(String end) {
    return end.matches("[\\w.()]*") ? end : "(" + end + ")";
  }

  private static String steps(List<String> ends) {
    if (!ends.stream().allMatch(end -> end.matches("\\d{1,6}"))) {
      return null;
    }
    List<Integer> numbers = ends.stream().map(Integer::valueOf).toList();
    int first = numbers.get(0);
    int step = Math.max(1, numbers.get(2));
    int last = Math.max(0, Math.ceilDiv(numbers.get(1) - first, step) - 1);
    return "[%s%d * i for i in 0..%d]".formatted(first == 0 ? "" : first + " + ", step, last);
  }
}
