package dev.adjoint.draw.page;

import dev.adjoint.draw.sketch.Numbers;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.trace.Mark;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a page says of the numbers of a tensor: all of them where they are few, else how they are
/// spread. What is not finite is counted apart and is in no mean.
///
/// @param text all numbers, or null if they are too many
/// @param brief one line: `33`, `[1, 2]`, `-1 … 1, mean 0.01 (12288 × 1)`
/// @param spread of the finite numbers; null if there are none, or for a mere mention
/// @param nan how many are not a number
/// @param infinite how many are infinite
/// @param dead how many units are 0 for every example
/// @param marks what is wrong with them: `nan`, `infinite`, and what the maker of this has found
record Digest(
    String text, String brief, Spread spread, int nan, int infinite, int dead, List<String> marks) {
  private static final int IN_FULL = 24;
  private static final int IN_BRIEF = 6;
  private static final int BINS = 24;
  private static final double ROUNDING = 1e-15;

  /// How the finite numbers of a tensor are spread.
  ///
  /// @param deviation the root of their mean squared distance from the mean
  /// @param histogram how many lie in each of equal parts from the smallest to the largest; empty
  ///     where the numbers are few or all the same
  /// @param heat where they lie, or null
  record Spread(
      double min,
      double mean,
      double max,
      double deviation,
      int zeros,
      List<Integer> histogram,
      Heat heat) {}

  /// A tensor as a coarse picture. The last axis runs across; all others run down.
  ///
  /// @param low the smallest mean of a block
  /// @param high the largest
  /// @param cells a byte for each block in base64: 0 where something is not finite, else its mean
  ///     from 1 for the smallest to 255
  record Heat(int rows, int columns, double low, double high, String cells) {}

  /// All that is said of a tensor.
  ///
  /// @param cells the most rows, and columns, of its picture
  static Digest of(Tensor tensor, int cells) {
    return of(tensor, true, cells);
  }

  /// The little that is said of a tensor in passing, or null of none.
  static Digest mention(Tensor tensor) {
    return tensor == null ? null : of(tensor, false, 0);
  }

  /// This digest with one mark more.
  Digest marked(String mark) {
    List<String> all = new ArrayList<>(marks);
    all.add(mark);
    return new Digest(text, brief, spread, nan, infinite, dead, List.copyOf(all));
  }

  /// This digest of a value with so many dead units.
  Digest dead(int units) {
    return units == 0
        ? this
        : new Digest(text, brief, spread, nan, infinite, units, marks).marked(Mark.DEAD.toString());
  }

  private static Digest of(Tensor tensor, boolean isFull, int cells) {
    Shape shape = tensor.shape();
    int count = shape.count();
    int zeros = 0;
    int nan = 0;
    int infinite = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      double value = tensor.at(i);
      if (Double.isFinite(value)) {
        min = Math.min(min, value);
        max = Math.max(max, value);
        zeros += value == 0 ? 1 : 0;
      } else if (Double.isNaN(value)) {
        nan++;
      } else {
        infinite++;
      }
    }
    int finite = count - nan - infinite;
    double scale = Math.max(Math.abs(min), Math.abs(max));
    double mean = mean(tensor, finite, scale);
    Spread spread = null;
    if (isFull && finite > 0) {
      boolean isMany = count > IN_FULL;
      spread =
          new Spread(
              min,
              mean,
              max,
              deviation(tensor, finite, mean, scale),
              zeros,
              isMany && min < max ? histogram(tensor, min, max) : List.of(),
              isMany ? heat(tensor, cells) : null);
    }
    List<String> marks = new ArrayList<>();
    if (nan > 0) {
      marks.add("nan");
    }
    if (infinite > 0) {
      marks.add("infinite");
    }
    return new Digest(
        count == 0 ? Numbers.NONE : count <= IN_FULL ? full(tensor, ",\n ") : null,
        brief(tensor, nan, infinite, min, mean, max),
        spread,
        nan,
        infinite,
        0,
        List.copyOf(marks));
  }

  // Each number is divided before it is added: no sum of large numbers becomes infinite. What is
  // left
  // where numbers cancel out is the rounding of the sum, and nothing to be told.
  private static double mean(Tensor tensor, int finite, double scale) {
    double mean = 0;
    for (int i = 0; i < tensor.shape().count(); i++) {
      double value = tensor.at(i);
      mean += Double.isFinite(value) ? value / finite : 0;
    }
    return finite > 1 && Math.abs(mean) < ROUNDING * scale ? 0 : mean;
  }

  private static double deviation(Tensor tensor, int finite, double mean, double scale) {
    if (scale == 0) {
      return 0;
    }
    double squares = 0;
    for (int i = 0; i < tensor.shape().count(); i++) {
      double value = tensor.at(i);
      if (Double.isFinite(value)) {
        double distance = value / scale - mean / scale;
        squares += distance * distance;
      }
    }
    return scale * Math.sqrt(squares / finite);
  }

  private static List<Integer> histogram(Tensor tensor, double min, double max) {
    int[] bins = new int[BINS];
    for (int i = 0; i < tensor.shape().count(); i++) {
      double value = tensor.at(i);
      if (Double.isFinite(value)) {
        bins[Math.min(BINS - 1, (int) (BINS * part(value, min, max)))]++;
      }
    }
    return IntStream.of(bins).boxed().toList();
  }

  /// Where a number lies from 0 for the smallest to 1 for the largest.
  private static double part(double value, double min, double max) {
    return (value / 2 - min / 2) / (max / 2 - min / 2); // their difference may be infinite
  }

  private static Heat heat(Tensor tensor, int cells) {
    int[] sizes = tensor.shape().sizes();
    int width = sizes[sizes.length - 1];
    int height = tensor.shape().count() / width;
    int rows = Math.min(cells, height);
    int columns = Math.min(cells, width);
    double[] means = blocks(tensor, height, width, rows, columns);
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double mean : means) {
      if (Double.isFinite(mean)) {
        low = Math.min(low, mean);
        high = Math.max(high, mean);
      }
    }
    if (low > high) {
      return null; // no block is wholly finite
    }
    byte[] bytes = new byte[means.length];
    for (int i = 0; i < bytes.length; i++) {
      double part = low == high ? 0.5 : part(means[i], low, high);
      bytes[i] = (byte) (Double.isFinite(means[i]) ? 1 + Math.round(254 * part) : 0);
    }
    return new Heat(rows, columns, low, high, Base64.getEncoder().encodeToString(bytes));
  }

  private static double[] blocks(Tensor tensor, int height, int width, int rows, int columns) {
    double[] means = new double[rows * columns];
    int[] counts = new int[means.length];
    int[] columnOf = IntStream.range(0, width).map(x -> block(x, columns, width)).toArray();
    for (int y = 0; y < height; y++) {
      int start = block(y, rows, height) * columns;
      for (int x = 0; x < width; x++) {
        counts[start + columnOf[x]]++;
      }
    }
    for (int y = 0; y < height; y++) {
      int start = block(y, rows, height) * columns;
      for (int x = 0; x < width; x++) {
        int at = start + columnOf[x];
        means[at] += tensor.at(y * width + x) / counts[at];
      }
    }
    return means;
  }

  private static int block(int place, int blocks, int size) {
    return (int) ((long) place * blocks / size);
  }

  private static String brief(
      Tensor tensor, int nan, int infinite, double min, double mean, double max) {
    int count = tensor.shape().count();
    if (count == 0) {
      return Numbers.NONE;
    }
    if (count <= IN_BRIEF) {
      return full(tensor, ", ");
    }
    List<String> parts = new ArrayList<>();
    boolean isSound = nan + infinite == 0;
    odd(parts, nan, "NaN", count);
    odd(parts, infinite, "infinite", count);
    if (min == max) {
      parts.add((isSound ? "all " : "else ") + Numbers.element(min));
    } else if (min < max) {
      parts.add(Numbers.summary(min) + " … " + Numbers.summary(max));
      parts.add("mean " + Numbers.summary(mean));
    }
    String sizes =
        IntStream.of(tensor.shape().sizes())
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(" × "));
    return String.join(", ", parts) + " (" + sizes + ")";
  }

  private static void odd(List<String> parts, int count, String what, int of) {
    if (count > 0) {
      parts.add((count == of ? "all " : count + " ") + what);
    }
  }

  private static String full(Tensor tensor, String between) {
    int rank = tensor.shape().rank();
    if (rank == 0) {
      return Numbers.print(tensor.item());
    }
    boolean isMatrix = rank > 1 && tensor.shape().size(rank - 1) > 1;
    return full(tensor, 0, 0, isMatrix ? between : ", ");
  }

  private static String full(Tensor tensor, int axis, int offset, String between) {
    Shape shape = tensor.shape();
    if (axis == shape.rank()) {
      return Numbers.element(tensor.at(offset));
    }
    StringBuilder out = new StringBuilder("[");
    for (int i = 0; i < shape.size(axis); i++) {
      String separator = axis == shape.rank() - 1 ? ", " : between;
      out.append(i == 0 ? "" : separator)
          .append(full(tensor, axis + 1, offset + i * shape.strides()[axis], between));
    }
    return out.append("]").toString();
  }
}
