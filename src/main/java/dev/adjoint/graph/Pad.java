package dev.adjoint.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Zeros, but for the operand's elements at the places that a [Slice] with the same ranges reads.
///
/// @param ranges where the operand goes, one range for each axis
/// @param dims the shape of the result
public record Pad(List<Range> ranges, List<Dim> dims) implements Linear {
  public Pad {
    ranges = List.copyOf(ranges);
    dims = List.copyOf(dims);
  }

  /// `x` with `before` zeros in front of each axis and `after` behind it.
  public static Node of(Node x, List<Dim> before, List<Dim> after) {
    List<Range> ranges = new ArrayList<>();
    List<Dim> dims = new ArrayList<>();
    for (int axis = 0; axis < x.rank(); axis++) {
      Dim size = x.type().dim(axis);
      ranges.add(new Range(before.get(axis), 1, size));
      dims.add(before.get(axis).plus(size).plus(after.get(axis)));
    }
    return Node.of(new Pad(ranges, dims), x);
  }

  @Override
  public String name() {
    return "pad";
  }

  @Override
  public TensorType infer(List<Node> operands) {
    Node x = operands.getFirst();
    List<Dim> places = ranges.stream().map(Range::count).toList();
    if (dims.size() != ranges.size()
        || !x.type().matches(places)
        || !IntStream.range(0, dims.size()).allMatch(this::fits)) {
      throw GraphError.SHAPES_DIFFER.thrown(
          "%s does not fit into the places %s of %s"
              .formatted(x.type(), ranges, TensorType.print(dims)),
          operands);
    }
    return x.type().withDims(dims);
  }

  private boolean fits(int axis) {
    return ranges.get(axis).fits(dims.get(axis));
  }

  @Override
  public Optional<Node> vjp(int operand, Node y, Node ct) {
    return Optional.of(Slice.of(ct, ranges));
  }
}
