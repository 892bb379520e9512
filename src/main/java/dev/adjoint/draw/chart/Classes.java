package dev.adjoint.draw.chart;

import dev.adjoint.draw.sketch.DrawError;
import dev.adjoint.tensor.Tensor;
import java.util.List;
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
  /// @throws dev.adjoint.source.AdjointException if it is none of these
  public static Classes of(Tensor values) {
    int rank = values.shape().rank();
    if (rank == 0 || rank > 2) {
      throw DrawError.NOT_PLOTTED.thrown(
          "classes are `[1, m]` or `[k, m]`, and these are " + values.shape());
    }
    int rows = rank == 1 ? 1 : values.shape().size(0);
    int columns = values.shape().size(rank - 1);
    return rows > 1
        ? new Classes(
            IntStream.range(0, columns).mapToObj(i -> largest(values, rows, i)).toList(), rows)
        : ofRow(values);
  }

  private static Classes ofRow(Tensor row) {
    double[] values = row.toDoubles();
    double most = IntStream.range(0, values.length).mapToDouble(i -> values[i]).max().orElse(0);
    if (!(most > 1)) { // also where there are NaNs: they are of no class, and count as 0
      return new Classes(
          IntStream.range(0, values.length).mapToObj(i -> values[i] > 0.5 ? 1 : 0).toList(), 2);
    }
    for (double value : values) {
      if (value != Math.rint(value) || value < 0 || value >= MOST) {
        throw DrawError.NOT_PLOTTED.thrown(
            "%s is no class: one row holds probabilities from 0 to 1, or whole numbers from 0"
                .formatted(Tensor.scalar(value)),
            "`sigmoid` makes a probability of a score");
      }
    }
    return new Classes(
        IntStream.range(0, values.length).mapToObj(i -> (int) values[i]).toList(), (int) most + 1);
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
