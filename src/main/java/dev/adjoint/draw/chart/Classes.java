package dev.adjoint.draw.chart;

import dev.adjoint.draw.sketch.DrawError;
import dev.adjoint.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/// Which class each of some examples is of. Columns are examples.
///
/// @param of the class of each, from 0
/// @param count how many classes there are at least: two, or one for each row
public record Classes(List<Integer> of, int count) {
  private static final int MOST = 1000;

  /// Classes as labels and classifiers give them: one row of numbers from 0 to 1, of which those
  /// above 0.5 are class 1; one row of whole numbers, which are the classes; or a row for each class,
  /// of which the largest, the first of equals, is meant.
  ///
  /// @param values `[m]`, `[1, m]` or `[k, m]`
  /// @throws dev.adjoint.source.AdjointException if it is none of these, or an example is of no class
  ///     because a number of it is NaN
  public static Classes of(Tensor values) {
    int rank = values.shape().rank();
    if (rank == 0 || rank > 2) {
      throw DrawError.NOT_PLOTTED.thrown(
          "classes are `[1, m]` or `[k, m]`, and these are " + values.shape());
    }
    int columns = values.shape().size(rank - 1);
    for (int i = 0; i < values.shape().count(); i++) {
      if (Double.isNaN(values.at(i))) {
        throw DrawError.NOT_PLOTTED.thrown(
            "example %d of %d has no class: a number that should tell it is not a number (NaN)"
                .formatted(i % columns + 1, columns),
            "a training that has diverged leaves such numbers: a smaller learning rate may help");
      }
    }
    int rows = rank == 1 ? 1 : values.shape().size(0);
    int count = rows > 1 ? rows : count(values);
    IntUnaryOperator of =
        rows > 1
            ? i -> largest(values, rows, i)
            : count == 2 ? i -> values.at(i) > 0.5 ? 1 : 0 : i -> (int) values.at(i);
    return new Classes(IntStream.range(0, columns).map(of).boxed().toList(), count);
  }

  /// Of how many classes one row of numbers tells: two if they are probabilities. Numbers that are
  /// NaN tell nothing.
  static int count(Tensor row) {
    double[] values =
        Arrays.stream(row.toDoubles()).filter(value -> !Double.isNaN(value)).toArray();
    double most = Arrays.stream(values).max().orElse(0);
    if (most <= 1) {
      return 2;
    }
    for (double value : values) {
      if (value != Math.rint(value) || value < 0 || value >= MOST) {
        throw DrawError.NOT_PLOTTED.thrown(
            "%s is no class: one row holds probabilities from 0 to 1, or whole numbers from 0"
                .formatted(Tensor.scalar(value)),
            "`sigmoid` makes a probability of a score");
      }
    }
    return (int) most + 1;
  }

  private static int largest(Tensor scores, int rows, int column) {
    int columns = scores.shape().size(1);
    int largest = 0;
    for (int row = 1; row < rows; row++) {
      if (scores.at(row * columns + column) > scores.at(largest * columns + column)) {
        largest = row;
      }
    }
    return largest;
  }

  /// The names of so many classes: those given, and numbers for the others.
  public static List<String> names(List<String> given, int count) {
    return IntStream.range(0, Math.max(count, given.size()))
        .mapToObj(k -> k < given.size() ? given.get(k) : "class " + k)
        .toList();
  }
}
