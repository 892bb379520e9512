package dev.adjoint.draw.step;

import dev.adjoint.graph.Contract;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.ReduceFunction;
import dev.adjoint.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// One element of a formula worked out as on paper: sums and products of matrices are written as sums
/// of their terms, or of the first two and the last.
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
    return sum(
        told(count)
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
                }),
        count);
  }

  private Element place(boolean isTransposed, int row, int column) {
    return new Element(isTransposed ? new int[] {column, row} : new int[] {row, column}, known);
  }

  /// Which terms of a sum are written: all, or the first two and the last.
  private static IntStream told(int count) {
    return count <= TERMS ? IntStream.range(0, count) : IntStream.of(0, 1, count - 1);
  }

  /// @param terms those that are told
  /// @param count how many there are
  private static Optional<String> sum(Stream<Optional<String>> terms, int count) {
    List<Optional<String>> all = terms.toList();
    if (all.isEmpty() || all.stream().anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>(all.stream().map(Optional::get).toList());
    if (count > TERMS) {
      parts.add(parts.size() - 1, "…");
    }
    return Optional.of(String.join(" + ", parts));
  }

  private Optional<String> reduction(Reduce reduce, Node x, int[] index) {
    Optional<Shape> shape = known.shape(x.type());
    boolean isSum = reduce.function() == ReduceFunction.SUM;
    if (shape.isEmpty() || !isSum && reduce.function() != ReduceFunction.MEAN) {
      return Optional.empty();
    }
    int count = reduce.axes().stream().mapToInt(shape.get()::size).reduce(1, Math::multiplyExact);
    Optional<String> sum =
        sum(
            told(count)
                .mapToObj(
                    term -> {
                      int[] place = place(reduce, shape.get(), index, term);
                      var number = new Element(place, known).of(x);
                      return number.isEmpty()
                          ? Optional.empty()
                          : Optional.of(Figures.inside(number.getAsDouble()));
                    }),
            count);
    return isSum ? sum : sum.map(text -> "(" + text + ") / " + count);
  }

  /// The place of one of the elements that are reduced to one, the last axis running fastest.
  private static int[] place(Reduce reduce, Shape shape, int[] index, int term) {
    int[] place = new int[shape.rank()];
    for (int axis = 0, at = 0; axis < place.length; axis++) {
      boolean isReduced = reduce.axes().contains(axis);
      place[axis] = isReduced ? 0 : index[at];
      at += isReduced && !reduce.keepDims() ? 0 : 1;
    }
    int rest = term;
    for (int axis = place.length - 1; axis >= 0; axis--) {
      if (reduce.axes().contains(axis)) {
        place[axis] = rest % shape.size(axis);
        rest /= shape.size(axis);
      }
    }
    return place;
  }
}
