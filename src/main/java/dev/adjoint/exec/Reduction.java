package dev.adjoint.exec;

import dev.adjoint.graph.ReduceFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A reduction that is taken while a cluster goes through its domain, tile by tile.
///
/// The order of a sum follows from the shape that is reduced, and from nothing else. The elements,
/// row-major, are cut into tiles, and tiles are gathered into blocks. Within a tile, neighbours that
/// belong to one sum are added in lanes ([Sums]); what tiles and then blocks contribute is added in
/// their order, in f64. So the error of a long sum is that of some 70 roundings and one more for
/// every block, where one running sum has one for every element.
///
/// Blocks may be done by several threads at once: what a block contributes to results that other
/// blocks contribute to as well goes to a place of its own behind the results, and is joined to them
/// in the end.
final class Reduction {
  /// The most columns whose sums each block has to itself.
  private static final int COLUMNS = 4096;

  private enum Pattern {
    /// `[count, run]` to `[count]`.
    RUNS,
    /// `[rows, count]` to `[count]`.
    COLUMNS,
    /// Anything else: blocks share all results.
    ANY
  }

  private final ReduceFunction function;
  private final Pattern pattern;
  private final int count; // of results
  private final int run; // neighbours that go into one result
  private final int block; // elements
  private final int blocks;
  private final int own; // how many results each block has to itself
  private final int[] sizes; // of the domain, neighbouring axes of one kind joined
  private final int[] strides; // in the results; 0 where reduced

  /// @param domain the shape that is reduced
  /// @param reduced which of its axes go
  /// @param block the number of elements of a block
  Reduction(ReduceFunction function, int[] domain, boolean[] reduced, int block) {
    this.function = function;
    List<Integer> joined = new ArrayList<>();
    List<Boolean> gone = new ArrayList<>();
    for (int axis = 0; axis < domain.length; axis++) {
      int last = joined.size() - 1;
      if (last >= 0 && gone.get(last) == reduced[axis]) {
        joined.set(last, joined.get(last) * domain[axis]);
      } else {
        joined.add(domain[axis]);
        gone.add(reduced[axis]);
      }
    }
    this.sizes = joined.stream().mapToInt(size -> size).toArray();
    this.strides = new int[sizes.length];
    int stride = 1;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      if (!gone.get(axis)) {
        strides[axis] = stride;
        stride *= sizes[axis];
      }
    }
    this.count = stride;
    boolean isInner = !gone.isEmpty() && gone.getLast();
    this.run = isInner ? sizes[sizes.length - 1] : 1;
    this.pattern =
        sizes.length <= 2 && isInner
            ? Pattern.RUNS
            : sizes.length == 2 && count <= COLUMNS ? Pattern.COLUMNS : Pattern.ANY;
    this.block = block;
    this.blocks = Math.ceilDiv(Arrays.stream(sizes).reduce(1, (a, b) -> a * b), block);
    this.own = blocks <= 1 || pattern == Pattern.ANY ? 0 : pattern == Pattern.RUNS ? 1 : count;
  }

  /// Whether there are loops for a function here.
  static boolean knows(ReduceFunction function) {
    return switch (function) {
      case SUM, PROD, MAX, MIN -> true;
      case MEAN, ARGMAX, NORM, VAR, STD, LOGSUMEXP -> false;
    };
  }

  /// How many numbers it takes to hold the results and what blocks have to themselves.
  int room() {
    return count + own * blocks;
  }

  /// How many results there are.
  int count() {
    return count;
  }

  /// Whether blocks may be done at once.
  boolean isParallel() {
    return pattern != Pattern.ANY;
  }

  /// Before the first tile.
  void begin(double[] results) {
    Arrays.fill(results, 0, room(), identity());
  }

  /// Takes the elements `from` to `from + length` of the domain, which lie at `start` of `values`; all
  /// are of one block.
  void take(Object values, int start, int from, int length, double[] results) {
    switch (pattern) {
      case RUNS -> takeRuns(values, start, from, length, results);
      case COLUMNS -> takeColumns(values, start, from, length, results);
      case ANY -> takeAny(values, start, from, length, results);
    }
  }

  private void takeRuns(Object values, int start, int from, int length, double[] results) {
    int first = from / block * block; // of the block
    int end = from + length;
    for (int at = from; at < end; ) {
      int result = at / run;
      int next = Math.min(end, (result + 1) * run);
      int place = result * run < first ? count + from / block : result;
      double part = Sums.of(function, values, start + at - from, next - at);
      results[place] = join(results[place], part);
      at = next;
    }
  }

  private void takeColumns(Object values, int start, int from, int length, double[] results) {
    int base = own == 0 ? 0 : count + from / block * own;
    int end = from + length;
    for (int at = from; at < end; ) {
      int column = at % count;
      int next = Math.min(end, at - column + count);
      Sums.add(function, values, start + at - from, next - at, results, base + column);
      at = next;
    }
  }

  private void takeAny(Object values, int start, int from, int length, double[] results) {
    int inner = sizes.length == 0 ? 1 : sizes[sizes.length - 1];
    int end = from + length;
    for (int at = from; at < end; ) {
      int next = Math.min(end, at - at % inner + inner);
      int place = place(at);
      if (run > 1) {
        double part = Sums.of(function, values, start + at - from, next - at);
        results[place] = join(results[place], part);
      } else {
        Sums.add(function, values, start + at - from, next - at, results, place);
      }
      at = next;
    }
  }

  /// Where the result of an element lies.
  private int place(int element) {
    int place = 0;
    int rest = element;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      place += rest % sizes[axis] * strides[axis];
      rest /= sizes[axis];
    }
    return place;
  }

  /// After the last tile: the results are at the front.
  void end(double[] results) {
    for (int b = 0; own > 0 && b < blocks; b++) {
      for (int i = 0; i < own; i++) {
        int place = pattern == Pattern.RUNS ? b * block / run : i;
        results[place] = join(results[place], results[count + b * own + i]);
      }
    }
  }

  private double join(double a, double b) {
    return switch (function) {
      case SUM -> a + b;
      case PROD -> a * b;
      case MAX -> Math.max(a, b);
      case MIN -> Math.min(a, b);
      case MEAN, ARGMAX, NORM, VAR, STD, LOGSUMEXP -> throw Sums.unknown(function);
    };
  }

  private double identity() {
    return switch (function) {
      case SUM -> 0;
      case PROD -> 1;
      case MAX -> Double.NEGATIVE_INFINITY;
      case MIN -> Double.POSITIVE_INFINITY;
      case MEAN, ARGMAX, NORM, VAR, STD, LOGSUMEXP -> throw Sums.unknown(function);
    };
  }
}
