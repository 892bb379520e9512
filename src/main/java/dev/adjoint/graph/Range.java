package dev.adjoint.graph;

/// Places along one axis: `start`, `start + step`, … `count` of them. The step may be negative, never
/// 0.
public record Range(Dim start, int step, Dim count) {
  /// All places of an axis of this size.
  public static Range all(Dim size) {
    return new Range(Dim.ZERO, 1, size);
  }

  /// As NumPy writes it: `0:5`, `::-1`.
  @Override
  public String toString() {
    Dim stop = start.plus(count.times(Dim.of(step)));
    String end = step < 0 && stop.equals(Dim.of(-1)) ? "" : stop.toString();
    return start + ":" + end + (step == 1 ? "" : ":" + step);
  }
}
