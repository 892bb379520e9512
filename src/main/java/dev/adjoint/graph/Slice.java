package dev.adjoint.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The elements at regular places along every axis. [Pad] puts them back.
///
/// @param ranges one for each axis of the operand
public record Slice(List<Range> ranges) implements Linear {
  public Slice {
    ranges = List.copyOf(ranges);
  }

  /// The elements of `x` at these places, one range for each axis.
  public static Node of(Node x, List<Range> ranges) {
    return Node.of(new Slice(ranges), x);
  }

  /// `x` with the order along `axis`, negative from the end, turned round.
  public static Node flip(Node x, int axis) {
    Dim size = x.type().dim(Axes.check(x, axis));
    return along(x, axis, new Range(size.minus(Dim.ONE), -1, size));
  }

  /// The elements of `x` at these places of one axis, negative from the end.
  public static Node along(Node x, int axis, Range range) {
    List<Range> ranges = new ArrayList<>(x.type().dims().stream().map(Range::all).toList());
    ranges.set(Axes.check(x, axis), range);
    return of(x, ranges);
  }

  @Override
  public String name() {
    return "slice";
  }

  @Override
  public TensorType infer(List<Node> operands) {
    Node x = operands.getFirst();
    if (ranges.size() != x.rank()) {
      throw GraphError.WRONG_RANK.thrown(
          "a tensor %s is not sliced by %d ranges: each axis takes one"
              .formatted(x.type(), ranges.size()),
          operands);
    }
    for (int axis = 0; axis < ranges.size(); axis++) {
      if (!ranges.get(axis).fits(x.type().dim(axis))) {
        throw GraphError.OUT_OF_RANGE.thrown(
            "axis %d of a tensor %s has no places %s".formatted(axis, x.type(), ranges.get(axis)),
            operands);
      }
    }
    return x.type().withDims(ranges.stream().map(Range::count).toList());
  }

  @Override
  public Optional<Node> vjp(int operand, Node y, Node ct) {
    return Optional.of(Node.of(new Pad(ranges, y.operand(0).type().dims()), ct));
  }
}
