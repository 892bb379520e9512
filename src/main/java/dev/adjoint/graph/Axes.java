package dev.adjoint.graph;

import java.util.List;

/// Axis numbers as users give them: from 0, or from the end as -1.
final class Axes {
  private Axes() {}

  static int check(Node x, int axis) {
    int counted = axis < 0 ? axis + x.rank() : axis;
    if (counted < 0 || counted >= x.rank()) {
      throw GraphError.NO_SUCH_AXIS.thrown(
          "there is no axis %d in a tensor %s; %s"
              .formatted(
                  axis,
                  x.type(),
                  x.rank() == 0
                      ? "a scalar has no axes"
                      : "its axes are 0 to " + (x.rank() - 1) + ", or -1 from the end"),
          List.of(x));
    }
    return counted;
  }
}
