package dev.adjoint.draw.step;

import dev.adjoint.graph.Contract;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.ReduceFunction;
import dev.adjoint.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// One element of a formula worked out as on paper: sums and products of matrices are written as sums
/// while these are short.
final class Worked {
  private static final int TERMS = 4;

  private final Known known;

  Worked(Known known) {
    this.known = known;
  }

  /// What is calculated at a place: `1 * 1 + 2 * 3`; nothing where that is not short.
  Optional<String> at(Node node, int[] index) {
    if (node.op() instanceof Contract contract && node.rank() == 2) {
      return product(contract, node, index);
    }
    if (node.op() instanceof Reduce reduce) {
      return reduction(reduce, node.operand(0), index);
    }
    return new Element(index, known).plugged(node);
  }

  private Optional<String> product(Contract contract, Node node, int[] index) {
    Node a = node.operand(0);
    Node b = node.operand(1);
    int inner = contract.transposeLeft() ? 0 : 1;
    Optional<Shape> shape = known.shape(a.type());
    if (shape.isEmpty()) {
      return Optional.empty();
    }
    int count = shape.get().size(inner);
    if (count > TERMS) {
      return Optional.of("a sum of %d products".formatted(count));
    }
    return sum(
        IntStream.range(0, count)
            .mapToObj(
                k -> {
                  var left = place(contract.transposeLeft(), index[0], k).of(a);
                  var right = place(contract.transposeRight(), k, index[1]).of(b);
                  return left.isEmpty() || right.isEmpty()
                      ? Optional.<String>empty()
                      : Optional.of(
                          Figures.inside(left.getAsDouble())
                              + " * "
                              + Figures.inside(right.getAsDouble()));
                }));
  }

  private Element place(boolean isTransposed, int row, int column) {
    return new Element(isTransposed ? new int[] {column, row} : new int[] {row, column}, known);
  }

  private static Optional<String> sum(Stream<Optional<String>> terms) {
    List<Optional<String>> all = terms.toList();
    return all.isEmpty() || all.stream().anyMatch(Optional::isEmpty)
        ? Optional.empty()
        : Optional.of(all.stream().map(Optional::get).collect(Collectors.joining(" + ")));
  }

  private Optional<String> reduction(Reduce reduce, Node x, int[] index) {
    Optional<Shape> shape = known.shape(x.type());
    boolean isSum = reduce.function() == ReduceFunction.SUM;
    if (shape.isEmpty() || !isSum && reduce.function() != ReduceFunction.MEAN) {
      return Optional.empty();
    }
    List<int[]> places = places(reduce, shape.get(), index);
    int count = reduce.axes().stream().mapToInt(shape.get()::size).reduce(1, Math::multiplyExact);
    if (count > TERMS) {
      return Optional.of((isSum ? "a sum" : "the mean") + " of %d numbers".formatted(count));
    }
    Optional<String> sum =
        sum(
            places.stream()
                .map(
                    place -> {
                      var number = new Element(place, known).of(x);
                      return number.isEmpty()
                          ? Optional.empty()
                          : Optional.of(Figures.inside(number.getAsDouble()));
                    }));
    return isSum ? sum : sum.map(text -> "(" + text + ") / " + count);
  }

  /// The first places that are reduced to one.
  private static List<int[]> places(Reduce reduce, Shape shape, int[] index) {
    int[] place = new int[shape.rank()];
    for (int axis = 0, at = 0; axis < place.length; axis++) {
      boolean isReduced = reduce.axes().contains(axis);
      place[axis] = isReduced ? 0 : index[at];
      at += isReduced && !reduce.keepDims() ? 0 : 1;
    }
    List<int[]> places = new ArrayList<>(List.of(place));
    for (int axis : reduce.axes()) {
      List<int[]> next = new ArrayList<>();
      for (int[] start : places) {
        for (int i = 0; i < shape.size(axis) && next.size() <= TERMS; i++) {
          int[] moved = Arrays.copyOf(start, start.length);
          moved[axis] = i;
          next.add(moved);
        }
      }
      places = next;
    }
    return places;
  }
}
