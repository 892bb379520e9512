package dev.adjoint.graph;

import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.tensor.DType;
import java.util.ArrayList;
import java.util.List;

/// The rule by which elementwise operations bring their operands to one shape.
///
/// A scalar goes with anything; a literal 1 goes with anything on the same axis of a tensor of the
/// same rank; nothing else. One operand must have the whole result's shape already: what NumPy does
/// with `[1, m]` and `[m, 1]`, stretching both, is the classic silent mistake, and refused.
public final class Broadcasting {
  private Broadcasting() {}

  /// The operands in one shape, with [Broadcast] nodes where they were not.
  ///
  /// @param name what the operation is called
  public static List<Node> align(String name, List<Node> operands) {
    Node widest = operands.getFirst();
    for (Node operand : operands) {
      if (!fits(widest, operand) && fits(operand, widest)) {
        widest = operand;
      }
    }
    List<Dim> dims = widest.type().dims();
    List<Node> aligned = new ArrayList<>(operands.size());
    for (Node operand : operands) {
      if (!fits(widest, operand)) {
        throw mismatch(name, widest, operand, operands);
      }
      aligned.add(Broadcast.to(operand, dims));
    }
    return aligned;
  }

  /// Whether `narrow` can be stretched to the shape of `wide`.
  private static boolean fits(Node wide, Node narrow) {
    return fits(wide.type().dims(), narrow.type().dims());
  }

  /// Whether a tensor of the narrow shape can be stretched to the wide one.
  public static boolean fits(List<Dim> wide, List<Dim> narrow) {
    if (narrow.isEmpty()) {
      return true;
    }
    if (wide.size() != narrow.size()) {
      return false;
    }
    for (int axis = 0; axis < wide.size(); axis++) {
      Dim from = narrow.get(axis);
      Dim to = wide.get(axis);
      // A name that is bound to 1 does not shrink to the literal.
      if (!from.isOne() && (to.isOne() || !from.matches(to))) {
        return false;
      }
    }
    return true;
  }

  private static AdjointException mismatch(String name, Node a, Node b, List<Node> operands) {
    List<Dim> left = operands.indexOf(a) <= operands.indexOf(b) ? a.type().dims() : b.type().dims();
    List<Dim> right = left == a.type().dims() ? b.type().dims() : a.type().dims();
    List<Dim> stretched = stretch(left, right);
    Diagnostic diagnostic;
    if (!stretched.isEmpty()) {
      diagnostic =
          GraphError.WOULD_STRETCH
              .of(
                  "this would stretch %s and %s to %s"
                      .formatted(
                          TensorType.print(left),
                          TensorType.print(right),
                          TensorType.print(stretched)),
                  operands)
              .note("only one operand is ever stretched: both at once is mostly a mistake");
    } else {
      diagnostic =
          GraphError.SHAPES_DIFFER
              .of(
                  "`%s` needs operands of one shape, not %s and %s"
                      .formatted(name, TensorType.print(left), TensorType.print(right)),
                  operands)
              .note(reason(left, right));
    }
    return new AdjointException(
        operands.size() == 2 ? suggest(diagnostic, left, right) : diagnostic);
  }

  private static Diagnostic suggest(Diagnostic diagnostic, List<Dim> left, List<Dim> right) {
    if (left.size() == 2 && right.size() == 2 && !left.reversed().equals(left)) {
      if (fits(left, right.reversed()) || fits(right.reversed(), left)) {
        return diagnostic.help("the second operand transposed, with `.T`, fits");
      }
    }
    return diagnostic;
  }

  /// What NumPy would make of two shapes of one rank, or nothing if it would refuse too.
  private static List<Dim> stretch(List<Dim> left, List<Dim> right) {
    if (left.size() != right.size()) {
      return List.of();
    }
    List<Dim> result = new ArrayList<>();
    for (int axis = 0; axis < left.size(); axis++) {
      Dim a = left.get(axis);
      Dim b = right.get(axis);
      if (!a.isOne() && !b.isOne() && !a.matches(b)) {
        return List.of();
      }
      result.add(a.isOne() ? b : a);
    }
    return result;
  }

  private static String reason(List<Dim> left, List<Dim> right) {
    if (left.size() != right.size()) {
      return "one has %s and the other %s; only a scalar goes with any number of axes"
          .formatted(axes(left.size()), axes(right.size()));
    }
    for (int axis = 0; axis < left.size(); axis++) {
      Dim a = left.get(axis);
      Dim b = right.get(axis);
      if (!a.isOne() && !b.isOne() && !a.matches(b)) {
        String unequal = "axis %d is %s in one and %s in the other".formatted(axis, a, b);
        return a.names().isEmpty() && b.names().isEmpty()
            ? unequal
            : unequal + "; named dimensions are never taken to be equal";
      }
    }
    return "one would be stretched along one axis, and the other along another";
  }

  private static String axes(int rank) {
    return rank == 1 ? "1 axis" : rank + " axes";
  }

  /// The type of operands that are of one shape and precision already.
  static TensorType common(String name, List<Node> operands) {
    requireOnePrecision(name, operands);
    TensorType first = operands.getFirst().type();
    List<Dim> dims = first.dims();
    for (int i = 1; i < operands.size(); i++) {
      // Two operands may each match a literal 5 between them, and not one another.
      for (Node before : operands.subList(0, i)) {
        if (!before.type().matches(operands.get(i).type().dims())) {
          throw mismatch(name, before, operands.get(i), operands);
        }
      }
      dims = named(dims, operands.get(i).type().dims());
    }
    return first.withDims(dims);
  }

  static void requireOnePrecision(String name, List<Node> operands) {
    DType first = operands.getFirst().type().dtype();
    for (Node operand : operands) {
      if (operand.type().dtype() != first) {
        throw GraphError.PRECISIONS_DIFFER.thrown(
            "`%s` needs operands of one precision, not %s and %s"
                .formatted(name, first, operand.type().dtype()),
            operands);
      }
    }
  }

  /// Axis by axis the dim that says more: a name before its number.
  private static List<Dim> named(List<Dim> a, List<Dim> b) {
    if (a.equals(b)) {
      return a;
    }
    List<Dim> result = new ArrayList<>(a);
    for (int axis = 0; axis < result.size(); axis++) {
      if (a.get(axis).literal().isPresent()) {
        result.set(axis, b.get(axis));
      }
    }
    return result;
  }
}
