package dev.adjoint.draw.sketch;

import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.TensorText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The values of a tensor in the room that a picture has: few numbers in full, many as their
/// smallest, mean and largest.
public final class Numbers {
  /// What is said of a tensor that is empty.
  public static final String NONE = "no elements";

  private static final int IN_FULL = 6;
  private static final MathContext SCALAR = new MathContext(7);
  private static final MathContext ELEMENT = new MathContext(4);
  private static final MathContext SUMMARY = new MathContext(3);

  private Numbers() {}

  /// What is to be said of a tensor, in lines.
  ///
  /// @param what what the tensor is, or empty where that is plain
  public static List<String> of(String what, Tensor tensor) {
    String equals = what.isEmpty() ? "= " : what + " = ";
    int count = tensor.shape().count();
    int rank = tensor.shape().rank();
    if (rank == 0) {
      return List.of(equals + print(tensor.item(), SCALAR));
    }
    if (count == 0) {
      return List.of(equals + NONE);
    }
    if (count > IN_FULL) {
      String summary = summary(tensor);
      boolean several = summary.contains("min ") || summary.contains(";");
      return List.of(several ? (what.isEmpty() ? "" : what + ": ") + summary : equals + summary);
    }
    return rank == 2 && tensor.shape().size(0) > 1 && tensor.shape().size(1) > 1
        ? rows(equals, tensor)
        : List.of(equals + full(tensor, 0, 0));
  }

  /// A small matrix, a line for each row.
  private static List<String> rows(String prefix, Tensor matrix) {
    int last = matrix.shape().size(0) - 1;
    int columns = matrix.shape().size(1);
    return IntStream.rangeClosed(0, last)
        .mapToObj(
            row ->
                (row == 0 ? prefix + "[" : "")
                    + full(matrix, 1, row * columns)
                    + (row == last ? "]" : ","))
        .toList();
  }

  /// Whether no element is infinite or not a number.
  public static boolean isSound(Tensor tensor) {
    return IntStream.range(0, tensor.shape().count()).allMatch(i -> Double.isFinite(tensor.at(i)));
  }

  /// How many numbers of a tensor lie in each of some equal parts from its smallest to its largest;
  /// nothing if there are no two that differ. What is not finite lies in none.
  public static List<Integer> histogram(Tensor tensor, int parts) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    int count = tensor.shape().count();
    for (int i = 0; i < count; i++) {
      double value = tensor.at(i);
      if (Double.isFinite(value)) {
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
    if (!(min < max)) {
      return List.of();
    }
    int[] counts = new int[parts];
    for (int i = 0; i < count; i++) {
      double value = tensor.at(i);
      if (Double.isFinite(value)) {
        double part = (value / 2 - min / 2) / (max / 2 - min / 2); // the distance may be infinite
        counts[Math.min(parts - 1, (int) (parts * part))]++;
      }
    }
    return IntStream.of(counts).boxed().toList();
  }

  public static String print(double value) {
    return print(value, SCALAR);
  }

  /// An element of a tensor, of which there may be several in a line.
  public static String element(double value) {
    return print(value, ELEMENT);
  }

  /// A figure that sums up many.
  public static String summary(double value) {
    return print(value, SUMMARY);
  }

  private static String print(double value, MathContext precision) {
    return Double.isFinite(value)
        ? TensorText.number(new BigDecimal(value).round(precision).doubleValue(), DType.F64)
        : TensorText.number(value, DType.F64);
  }

  private static String full(Tensor tensor, int axis, int offset) {
    if (axis == tensor.shape().rank()) {
      return print(tensor.at(offset), ELEMENT);
    }
    int stride = tensor.shape().strides()[axis];
    return IntStream.range(0, tensor.shape().size(axis))
        .mapToObj(i -> full(tensor, axis + 1, offset + i * stride))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String summary(Tensor tensor) {
    int count = tensor.shape().count();
    int finite = 0;
    int nans = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double mean = 0;
    for (int i = 0; i < count; i++) {
      double value = tensor.at(i);
      if (Double.isFinite(value)) {
        finite++;
        min = Math.min(min, value);
        max = Math.max(max, value);
        mean += (value - mean) / finite;
      } else if (Double.isNaN(value)) {
        nans++;
      }
    }
    String odd = odd(nans, "nan", count) + odd(count - finite - nans, "inf", count);
    if (finite == 0) {
      return odd.substring(0, odd.length() - 2);
    }
    if (min == max) {
      return odd + print(min, ELEMENT) + (odd.isEmpty() ? " everywhere" : " elsewhere");
    }
    return odd
        + "min %s, mean %s, max %s"
            .formatted(print(min, SUMMARY), print(mean, SUMMARY), print(max, SUMMARY));
  }

  private static String odd(int count, String what, int of) {
    return count == 0 ? "" : count == of ? "all " + what + "; " : count + " " + what + "; ";
  }
}
