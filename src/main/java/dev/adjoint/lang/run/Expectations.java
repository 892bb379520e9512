package dev.adjoint.lang.run;

import dev.adjoint.graph.Node;
import dev.adjoint.lang.check.Action;
import dev.adjoint.lang.syntax.Statement;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Tests whether values are what a program states.
final class Expectations {
  /// The distance that `~=` allows where no `within` is given, for numbers around 1; for larger ones
  /// it grows with them.
  private static final double DEFAULT_TOLERANCE = 1e-6;

  private Expectations() {}

  /// What to tell the author, if the expectation is not met.
  static Optional<Diagnostic> test(
      Action.Expect expect, Function<List<Node>, List<Tensor>> evaluate) {
    List<Node> nodes = new ArrayList<>(List.of(expect.left(), expect.right()));
    expect.within().ifPresent(nodes::add);
    List<Tensor> values = evaluate.apply(nodes);
    Tensor left = values.get(0);
    Tensor right = values.get(1);
    Optional<Tensor> within = values.stream().skip(2).findFirst();
    for (int i = 0; i < left.shape().count(); i++) {
      double tolerance = within.isPresent() ? within.get().at(0) : tolerance(right.at(i));
      if (!holds(expect.relation(), left.at(i), right.at(i), tolerance)) {
        return Optional.of(failure(expect, left, right, i, tolerance));
      }
    }
    return Optional.empty();
  }

  private static double tolerance(double expected) {
    return DEFAULT_TOLERANCE * Math.max(1, Math.abs(expected));
  }

  private static boolean holds(Statement.Relation relation, double a, double b, double tolerance) {
    return switch (relation) {
      case EQUAL -> a == b;
      case CLOSE -> Math.abs(a - b) <= tolerance || a == b;
      case UNEQUAL -> a != b;
      case LESS -> a < b;
      case LESS_EQUAL -> a <= b;
      case GREATER -> a > b;
      case GREATER_EQUAL -> a >= b;
    };
  }

  private static Diagnostic failure(
      Action.Expect expect, Tensor left, Tensor right, int i, double tolerance) {
    double a = left.at(i);
    double b = right.at(i);
    String where = left.shape().rank() == 0 ? "" : " at " + index(left, i);
    Diagnostic diagnostic =
        RunError.EXPECTATION_FAILED
            .at(expect.span(), "this expectation is not met")
            .note("left%s is %s".formatted(where, Tensor.scalar(a)))
            .note("right%s is %s".formatted(where, Tensor.scalar(b)));
    return switch (expect.relation()) {
      case CLOSE ->
          diagnostic.note(
              "they are %s apart, and %s is allowed"
                  .formatted(Tensor.scalar(Math.abs(a - b)), Tensor.scalar(tolerance)));
      case EQUAL ->
          Math.abs(a - b) <= tolerance(b)
              ? diagnostic.help("`~=` allows for rounding; `==` is to the last bit")
              : diagnostic;
      case UNEQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> diagnostic;
    };
  }

  /// The index of a row-major offset, as `[1, 0]`.
  static String index(Tensor tensor, int offset) {
    int[] strides = tensor.shape().strides();
    int[] index = new int[strides.length];
    int rest = offset;
    for (int axis = 0; axis < index.length; axis++) {
      index[axis] = rest / strides[axis];
      rest %= strides[axis];
    }
    return Arrays.toString(index);
  }
}
