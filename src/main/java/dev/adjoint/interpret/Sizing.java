package dev.adjoint.interpret;

import dev.adjoint.bounds.Bytes;
import dev.adjoint.bounds.Limits;
import dev.adjoint.graph.Binary;
import dev.adjoint.graph.Concat;
import dev.adjoint.graph.Contract;
import dev.adjoint.graph.GraphError;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Range;
import dev.adjoint.graph.Reshape;
import dev.adjoint.graph.Select;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What follows for a node when the declared dimensions have sizes.
///
/// Shapes were proved with symbols; a number that stood beside a dimension of the same size does not
/// follow it when values of another size are bound. So what was proved is looked at again here.
public final class Sizing {
  private Sizing() {}

  /// Where an index lies in another tensor's elements: at `start` plus each index times its stride.
  public record Places(int start, int[] strides) {}

  /// The shape of a node's value.
  ///
  /// @throws dev.adjoint.source.AdjointException if a dimension has no size, or there are too many
  ///     elements
  public static Shape shape(Node node, Map<String, Integer> sizes) {
    try {
      return node.type().shape(sizes);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw noShape(node, sizes, e);
    }
  }

  private static AdjointException noShape(
      Node node, Map<String, Integer> sizes, RuntimeException why) {
    int[] each =
        known(
            node, () -> node.type().dims().stream().mapToInt(dim -> dim.evaluate(sizes)).toArray());
    double count = Arrays.stream(each).asDoubleStream().reduce(1, (a, b) -> a * b);
    return count > Integer.MAX_VALUE
        ? tooLarge(
            node,
            "%s is %s and takes %s, and a tensor has at most %,d numbers"
                .formatted(
                    name(node),
                    Arrays.toString(each),
                    Bytes.words(count * node.type().dtype().bytes()),
                    Integer.MAX_VALUE))
        : unknown(node, why);
  }

  /// Sees to it that values that take so many bytes together may be made.
  ///
  /// @param largest which takes most of them
  /// @throws dev.adjoint.source.AdjointException if [Limits#bytes] are less
  public static void requireMemory(long bytes, Node largest, Shape shape) {
    long budget = Limits.current().bytes();
    if (bytes <= budget) {
      return;
    }
    long own = bytes(largest, shape);
    String words =
        own > budget
            ? "%s is %s and takes %s".formatted(name(largest), shape, Bytes.words(own))
            : "this needs %s at a time, %s of them for %s, which is %s"
                .formatted(Bytes.words(bytes), Bytes.words(own), name(largest), shape);
    throw tooLarge(largest, words + ", and there are %s for it".formatted(Bytes.words(budget)));
  }

  /// What a node's value takes.
  public static long bytes(Node node, Shape shape) {
    return (long) shape.count() * node.type().dtype().bytes();
  }

  private static AdjointException tooLarge(Node node, String message) {
    return new AdjointException(
        located(node, GraphError.TOO_LARGE, message)
            .help("take fewer examples at a time, or `precision f32`, which takes half")
            .help("`--max-memory` allows more, and Java's option `-Xmx` gives it"));
  }

  private static AdjointException unknown(Node node, RuntimeException why) {
    return new AdjointException(
        located(
            node,
            GraphError.UNKNOWN_SIZE,
            "%s cannot be computed: %s".formatted(node, why.getMessage())));
  }

  private static Diagnostic located(Node node, GraphError error, String message) {
    return node.origin()
        .place()
        .map(place -> Diagnostic.error(error.code(), place, message))
        .orElseGet(() -> error.of(message, node.operands()));
  }

  /// What a node is called where its place is shown.
  private static String name(Node node) {
    return Optional.ofNullable(node.origin().name()).map(name -> "`" + name + "`").orElse("this");
  }

  /// What follows from the sizes of dimensions, or an error that names the node.
  static <T> T known(Node node, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw unknown(node, e);
    }
  }

  /// Sees to it that operands of these shapes make a value of this shape.
  ///
  /// @throws dev.adjoint.source.AdjointException if they do not
  public static void requireFit(Node node, Shape shape, List<Shape> operands) {
    boolean fits =
        switch (node.op()) {
          case Binary _, Select _ -> operands.stream().allMatch(shape::equals);
          case Reshape _ -> operands.getFirst().count() == shape.count();
          case Concat _ -> operands.stream().mapToInt(Shape::count).sum() == shape.count();
          case Contract contract -> fits(contract, shape, operands.get(0), operands.get(1));
          default -> true;
        };
    if (!fits) {
      throw GraphError.BAD_BINDING.thrown(
          "the values bound do not fit together: `%s` meets %s"
              .formatted(
                  node.op().name(),
                  String.join(" and ", operands.stream().map(Shape::toString).toList())),
          node.operands());
    }
  }

  private static boolean fits(Contract contract, Shape shape, Shape left, Shape right) {
    int last = shape.rank() - 1;
    int swapped = contract.transposeLeft() ? 1 : 0;
    int inner = left.size(last - swapped);
    int swappedRight = contract.transposeRight() ? 1 : 0;
    return inner == right.size(last - 1 + swappedRight)
        && shape.size(last - 1) == left.size(last - 1 + swapped)
        && shape.size(last) == right.size(last - swappedRight);
  }

  /// Where ranges, one for each axis, lie in a tensor of the shape `within`.
  ///
  /// @param node what asks, for messages
  /// @throws dev.adjoint.source.AdjointException if they leave it
  public static Places places(
      Node node, List<Range> ranges, Shape within, Map<String, Integer> sizes) {
    int start = 0;
    boolean isEmpty = false;
    int[] strides = within.strides();
    for (int axis = 0; axis < strides.length; axis++) {
      Range range = ranges.get(axis);
      if (!range.fits(within.size(axis), sizes)) {
        throw GraphError.OUT_OF_RANGE.thrown(
            "axis %d of a tensor %s has no places %s".formatted(axis, within, range),
            List.of(node));
      }
      isEmpty |= range.count().evaluate(sizes) == 0;
      start += range.start().evaluate(sizes) * strides[axis];
      strides[axis] *= range.step();
    }
    return new Places(isEmpty ? 0 : start, strides);
  }

  /// How the elements of a tensor `from` are repeated: a stride of 0 along each axis that is.
  public static int[] broadcastStrides(Shape from, int rank) {
    int[] strides = from.rank() == 0 ? new int[rank] : from.strides();
    for (int axis = 0; axis < from.rank(); axis++) {
      if (from.size(axis) == 1) {
        strides[axis] = 0;
      }
    }
    return strides;
  }
}
