package dev.adjoint.graph;

import java.util.List;

/// Axis numbers as users give them: from 0, or from the end as -1.
final class Axes {
  private Axes() {}

  static int check(Node x, int axis) {
    int counted = axis < 0 ? axis + x.rank() : axis;
    if (counted < 0 || counted >= x.rank()) {
      throw GraphError.NO_SUCH_AXIS.thrown(
          switch (x.rank()) {
            case 0 -> "there is no axis %d in a scalar, which has none".formatted(axis);
            case 1 -> "there is no axis %d in %s: its only axis is 0".formatted(axis, x.type());
            default ->
                "there is no axis %d in %s: its axes are 0 to %d, or -1 to -%d from the end"
                    .formatted(axis, x.type(), x.rank() - 1, x.rank());
          },
          List.of(x));
    }
    return counted;
  }
}
