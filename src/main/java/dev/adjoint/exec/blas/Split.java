package dev.adjoint.exec.blas;

/// How a product is shared out: along one axis, in parts of one size (the last may be smaller).
///
/// A function of the product's sizes, never of the number of threads: with [Axis#DEPTH] the parts
/// decide in which order a sum is taken, and with it the last bits of the result.
///
/// One axis is enough: the longest, so that a part is as little of the large operand as can be, and
/// contiguous if possible. A thread has neighbouring parts (see
/// [dev.adjoint.exec.parallel.Workers]), so that in a training, where one product reads `X` and the
/// next `X.T`, each core reads its own half of `X` in both and finds it in its caches.
///
/// @param part how many rows, columns or terms are one task
/// @param tasks how many there are
record Split(Axis axis, int part, int tasks) {
  enum Axis {
    /// Rows of the result.
    ROWS,
    /// Columns of the result.
    COLUMNS,
    /// Terms of the sums: each task makes a result of its own, and the results are added up in
    /// their order.
    DEPTH
  }

  static final int MOST_TASKS = 32;

  /// Multiply-adds that are worth a task: 2 to 5 µs of work.
  private static final int TASK = 1 << 18;

  /// Multiply-adds of a product that has enough tasks of its own.
  private static final long LARGE = 1L << 25;

  /// Elements of a matrix that are worth a task if each is used once: 5 to 10 µs to read.
  private static final int VECTOR_TASK = 1 << 16;

  /// Elements of a result that are few enough to be made once for each task.
  private static final int SMALL_RESULT = 1 << 14;

  /// For `C[m, n]` with sums over `k`; a vector is a single row.
  ///
  /// @param least rows or columns of a matrix that are worth a task
  static Split of(int m, int n, int k, int least) {
    long work = (long) m * n * k;
    boolean vector = m == 1;
    long tasks = Math.min(work / (vector ? VECTOR_TASK : TASK), MOST_TASKS);
    boolean isLong = vector ? k >= n : k / 8 >= Math.max(m, n);
    if (isLong && (long) m * n <= SMALL_RESULT) {
      return along(Axis.DEPTH, k, tasks, vector ? 1 : 256);
    }
    return m >= n
        ? along(Axis.ROWS, m, tasks, least)
        : along(Axis.COLUMNS, n, tasks, vector ? 1 : least);
  }

  /// How many products of a batch are one task: all of them, if they are little work in all or each
  /// is enough for several threads.
  static int batch(int batch, int m, int n, int k) {
    long work = (long) m * n * k;
    long tasks = Math.min(batch * Math.min(work, LARGE) / TASK, MOST_TASKS);
    return work > LARGE || tasks <= 1 ? Math.max(batch, 1) : Math.ceilDiv(batch, (int) tasks);
  }

  private static Split along(Axis axis, int size, long tasks, int least) {
    int part = Math.ceilDiv(size, (int) Math.max(tasks, 1));
    part = Math.min(size, Math.max(least, (part + 15) & -16)); // whole vectors
    return new Split(axis, part, Math.ceilDiv(size, part));
  }
}
