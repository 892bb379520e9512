package dev.adjoint.graph;

import java.util.Map;
import java.util.OptionalInt;

/// Places along one axis: `start`, `start + step`, … `count` of them. The step may be negative, never
/// 0. Of no places, the start is of no account.
public record Range(Dim start, int step, Dim count) {
  public Range {
    if (step == 0) {
      throw new IllegalArgumentException("the step of a range is not 0");
    }
  }

  /// All places of an axis of this size.
  public static Range all(Dim size) {
    return new Range(Dim.ZERO, 1, size);
  }

  /// Whether all places lie on an axis of this size, as far as the sizes are known.
  boolean fits(Dim size) {
    OptionalInt first = start.value();
    OptionalInt places = count.value();
    OptionalInt axis = size.value();
    return first.isEmpty()
        || places.isEmpty()
        || axis.isEmpty()
        || fits(first.getAsInt(), places.getAsInt(), axis.getAsInt());
  }

  /// Whether all places lie on an axis of this size, where the declared dimensions have these sizes.
  public boolean fits(int size, Map<String, Integer> sizes) {
    return fits(start.evaluate(sizes), count.evaluate(sizes), size);
  }

  private boolean fits(int first, int places, int size) {
    long last = first + (places - 1L) * step;
    return places == 0
        || (places > 0 && Math.min(first, last) >= 0 && Math.max(first, last) < size);
  }

  /// As NumPy writes it: `0:5`, `::-1`.
  @Override
  public String toString() {
    Dim stop = start.plus(count.times(Dim.of(step)));
    String end = step < 0 && stop.equals(Dim.of(-1)) ? "" : stop.toString();
    return start + ":" + end + (step == 1 ? "" : ":" + step);
  }
}
