package dev.adjoint.draw.step;

import dev.adjoint.draw.step.Equation.Side;
import dev.adjoint.graph.Contract;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.ReduceFunction;
import dev.adjoint.tensor.Shape;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
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
  Optional<Side> at(Node node, int[] index) {
    if (node.op() instanceof Contract contract && node.rank() == 2) {
      return product(contract, node, index);
    }
    if (node.op() instanceof Reduce reduce) {
      return reduction(reduce, node.operand(0), index);
    }
    return new Element(index, known).plugged(node);
  }

  private Optional<Side> product(Contract contract, Node node, int[] index) {
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
                  var left = term(place(contract.transposeLeft(), index[0], k).of(a));
                  var right = term(place(contract.transposeRight(), k, index[1]).of(b));
                  return left.flatMap(x -> right.map(y -> product(x, y)));
                }),
        count);
  }

  private static Side product(Side left, Side right) {
    double value = left.value().orElseThrow() * right.value().orElseThrow();
    return new Side(left.text() + " * " + right.text(), OptionalDouble.of(value));
  }

  /// A number as a term or factor.
  private Optional<Side> term(OptionalDouble number) {
    if (number.isEmpty()) {
      return Optional.empty();
    }
    String text = Figures.of(number.getAsDouble(), known.digits());
    return Optional.of(new Side(Figures.inside(text), OptionalDouble.of(Figures.read(text))));
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
  private static Optional<Side> sum(Stream<Optional<Side>> terms, int count) {
    List<Optional<Side>> all = terms.toList();
    return all.isEmpty() || all.stream().anyMatch(Optional::isEmpty)
        ? Optional.empty()
        : Optional.of(Side.sum(all.stream().map(Optional::get).toList(), count <= TERMS));
  }

  private Optional<Side> reduction(Reduce reduce, Node x, int[] index) {
    Optional<Shape> shape = known.shape(x.type());
    boolean isSum = reduce.function() == ReduceFunction.SUM;
    if (shape.isEmpty() || !isSum && reduce.function() != ReduceFunction.MEAN) {
      return Optional.empty();
    }
    int count = reduce.axes().stream().mapToInt(shape.get()::size).reduce(1, Math::multiplyExact);
    Optional<Side> sum =
        sum(
            told(count)
                .mapToObj(
                    term -> {
                      int[] place = place(reduce, shape.get(), index, term);
                      return term(new Element(place, known).of(x));
                    }),
            count);
    return isSum ? sum : sum.map(side -> mean(side, count));
  }

  private static Side mean(Side sum, int count) {
    OptionalDouble value =
        sum.value().isEmpty() ? sum.value() : OptionalDouble.of(sum.value().getAsDouble() / count);
    return new Side("(" + sum.text() + ") / " + count, value);
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
