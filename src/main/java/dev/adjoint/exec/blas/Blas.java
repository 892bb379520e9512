package dev.adjoint.exec.blas;

import dev.adjoint.exec.parallel.Workers;
import java.util.Objects;

/// Products of dense row-major matrices that lie in heap arrays.
///
/// A result depends on the sizes and the values of the operands and on the processor, and on nothing
/// else: the same product gives the same bits with any number of threads, at any place in memory, at
/// any time. Every choice below is made by the sizes alone.
///
/// - A few multiply-adds: a loop. It needs no library, so a short script never waits for one.
/// - Everything else goes to a [Backend], and is first shared out in parts ([Split]) if it is work
///   for several threads.
///
/// Thread-safe; two products may write to one array at the same time if they write to different
/// parts of it.
public final class Blas {
  /// Multiply-adds up to which a loop is at most some 30 ns slower than a call of the library.
  private static final long SMALL = 64;

  private static final Blas BEST = new Blas(null, Integer.MAX_VALUE);

  private final Backend backend; // null: the best, which is looked for when it is needed
  private final int threads;

  private Blas(Backend backend, int threads) {
    this.backend = backend;
    this.threads = threads;
  }

  /// The best that this machine has, on all its cores.
  ///
  /// That is, in this order: the library whose path is in the system property `adjoint.blas`;
  /// OpenBLAS from the class path; loops in plain Java, also if the property says `java`. The search
  /// happens at the first product that is not small, and a warning is logged if it finds nothing.
  public static Blas best() {
    return BEST;
  }

  /// Begins to look for the best on a thread of its own, so that the first product need not wait for
  /// it: a process that will soon ask for products has other things to do until then.
  public static void prepare() {
    double[] zeros = new double[25]; // more than a small product
    Thread.ofPlatform()
        .daemon()
        .name("adjoint-blas")
        .start(() -> BEST.gemm(false, false, 5, 5, 5, zeros, 0, zeros, 0, new double[25], 0));
  }

  /// Loops in plain Java, on all cores.
  public static Blas loops() {
    return of(new JavaLoops());
  }

  static Blas of(Backend backend) {
    return new Blas(backend, BEST.threads);
  }

  /// The same, on at most `threads` threads at a time, the caller's included.
  ///
  /// @throws IllegalArgumentException if that is not at least one
  public Blas withThreads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("a product needs a thread, not " + threads);
    }
    return new Blas(backend, threads);
  }

  /// What multiplies, such as `OpenBLAS 0.3.31 Cooperlake`.
  public String name() {
    return backend().name();
  }

  private Backend backend() {
    return backend != null ? backend : Best.BACKEND;
  }

  /// Filled at its first use, by the rules of class initialisation once.
  private static final class Best {
    static final Backend BACKEND = Search.FOUND.isPresent() ? new OpenBlas() : new JavaLoops();
  }

  /// `C = op(A) @ op(B)` in f64, shapes `[m, n]`, `[m, k]` and `[k, n]`, where `op` transposes if its
  /// flag says so: with `transposeA`, `A` is stored as `[k, m]`.
  ///
  /// Each matrix is contiguous from its offset on. `C` is written, never read; with `k = 0` it
  /// becomes zeros. NaN and infinities propagate as in the sum of products.
  ///
  /// @throws IndexOutOfBoundsException if a size is negative or a matrix leaves its array
  /// @throws IllegalArgumentException if `C` overlaps `A` or `B`
  public void gemm(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      double[] a,
      int aOffset,
      double[] b,
      int bOffset,
      double[] c,
      int cOffset) {
    gemm(1, transposeA, transposeB, m, n, k, a, aOffset, b, bOffset, c, cOffset);
  }

  /// The same in f32.
  ///
  /// @throws IndexOutOfBoundsException if a size is negative or a matrix leaves its array
  /// @throws IllegalArgumentException if `C` overlaps `A` or `B`
  public void gemm(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      float[] c,
      int cOffset) {
    gemm(1, transposeA, transposeB, m, n, k, a, aOffset, b, bOffset, c, cOffset);
  }

  /// A batch of products of the same sizes in f64: the matrices lie one after the other, all `A`
  /// from `aOffset` on, all `B` from `bOffset` on, all `C` from `cOffset` on. Each has the bits that
  /// it has alone.
  ///
  /// @throws IndexOutOfBoundsException if a size is negative or a matrix leaves its array
  /// @throws IllegalArgumentException if a `C` overlaps an `A` or a `B`
  public void gemm(
      int batch,
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      double[] a,
      int aOffset,
      double[] b,
      int bOffset,
      double[] c,
      int cOffset) {
    check(batch, m, n, k, a.length, aOffset, b.length, bOffset, c.length, cOffset);
    requireApart(c == a, aOffset, batch * m * k, cOffset, batch * m * n);
    requireApart(c == b, bOffset, batch * k * n, cOffset, batch * m * n);
    batch(batch, transposeA, transposeB, m, n, k, a, aOffset, b, bOffset, c, cOffset);
  }

  /// The same in f32.
  ///
  /// @throws IndexOutOfBoundsException if a size is negative or a matrix leaves its array
  /// @throws IllegalArgumentException if a `C` overlaps an `A` or a `B`
  public void gemm(
      int batch,
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      float[] c,
      int cOffset) {
    check(batch, m, n, k, a.length, aOffset, b.length, bOffset, c.length, cOffset);
    requireApart(c == a, aOffset, batch * m * k, cOffset, batch * m * n);
    requireApart(c == b, bOffset, batch * k * n, cOffset, batch * m * n);
    batch(batch, transposeA, transposeB, m, n, k, a, aOffset, b, bOffset, c, cOffset);
  }

  /// Native code does not look where it reads and writes, so this must.
  private static void check(
      int batch,
      int m,
      int n,
      int k,
      int aLength,
      int aOffset,
      int bLength,
      int bOffset,
      int cLength,
      int cOffset) {
    if ((batch | m | n | k) < 0) {
      throw new IndexOutOfBoundsException("sizes " + batch + ", " + m + ", " + n + ", " + k);
    }
    checkFits(batch, m, k, aOffset, aLength);
    checkFits(batch, k, n, bOffset, bLength);
    checkFits(batch, m, n, cOffset, cLength);
  }

  private static void checkFits(int batch, int rows, int columns, int offset, int length) {
    if (batch > 0) { // else the next product might be too large for a long
      Objects.checkFromIndexSize(0L, (long) rows * columns, (long) length);
    }
    Objects.checkFromIndexSize((long) offset, batch * ((long) rows * columns), (long) length);
  }

  private static void requireApart(
      boolean sameArray, int offset, int count, int cOffset, int cCount) {
    if (sameArray
        && count > 0
        && cCount > 0
        && offset < cOffset + cCount
        && cOffset < offset + count) {
      throw new IllegalArgumentException("a product cannot be written over its operand");
    }
  }

  /// Products of `double[]` or of `float[]`, all three. Several threads take whole products as long
  /// as these are not large; in a product inside of a task, [Workers] uses one thread.
  private void batch(
      int batch,
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      Object a,
      int aOffset,
      Object b,
      int bOffset,
      Object c,
      int cOffset) {
    if (batch == 1) {
      one(transposeA, transposeB, m, n, k, a, aOffset, b, bOffset, c, cOffset);
      return;
    }
    int part = Split.batch(batch, m, n, k);
    Workers.forEach(
        Math.ceilDiv(batch, part),
        threads,
        task -> {
          for (int i = task * part; i < Math.min(batch, (task + 1) * part); i++) {
            int aAt = aOffset + i * m * k;
            int bAt = bOffset + i * k * n;
            one(transposeA, transposeB, m, n, k, a, aAt, b, bAt, c, cOffset + i * m * n);
          }
        });
  }

  private void one(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      Object a,
      int aOffset,
      Object b,
      int bOffset,
      Object c,
      int cOffset) {
    if ((long) m * n * k > SMALL) { // at most 2^62, since m * n elements fit an array
      multiply(transposeA, transposeB, m, n, k, a, aOffset, b, bOffset, c, cOffset);
    } else if (a instanceof double[] left) {
      DoubleLoops.small(
          transposeA,
          transposeB,
          m,
          n,
          k,
          left,
          aOffset,
          (double[]) b,
          bOffset,
          (double[]) c,
          cOffset);
    } else {
      FloatLoops.small(
          transposeA,
          transposeB,
          m,
          n,
          k,
          (float[]) a,
          aOffset,
          (float[]) b,
          bOffset,
          (float[]) c,
          cOffset);
    }
  }

  /// A product that is not small.
  private void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      Object a,
      int aOffset,
      Object b,
      int bOffset,
      Object c,
      int cOffset) {
    if (n == 1 && m > 1) { // a column is stored like a row, so this is a row times a matrix
      multiply(false, !transposeA, 1, m, k, b, bOffset, a, aOffset, c, cOffset);
      return;
    }
    boolean turnedA = transposeA && m > 1; // a single row is stored like a column
    boolean turnedB = transposeB || n == 1;
    Backend backend = backend();
    int lda = turnedA ? m : k;
    int ldb = turnedB ? k : n;
    long longestRow =
        (long) Math.max(lda, ldb) * (a instanceof double[] ? Double.BYTES : Float.BYTES);
    Split split = Split.of(m, n, k, backend.leastPart(m, n, k, longestRow));
    if (split.tasks() == 1) {
      backend.gemm(turnedA, turnedB, m, n, k, a, aOffset, lda, b, bOffset, ldb, c, cOffset, n);
    } else if (split.axis() == Split.Axis.DEPTH) {
      sums(split, turnedA, turnedB, m, n, k, a, aOffset, lda, b, bOffset, ldb, c, cOffset);
    } else if (split.axis() == Split.Axis.ROWS) {
      Workers.forEach(
          split.tasks(),
          threads,
          task -> {
            int i = task * split.part();
            int rows = Math.min(split.part(), m - i);
            int aAt = aOffset + (turnedA ? i : i * lda);
            int cAt = cOffset + i * n;
            backend.gemm(turnedA, turnedB, rows, n, k, a, aAt, lda, b, bOffset, ldb, c, cAt, n);
          });
    } else {
      Workers.forEach(
          split.tasks(),
          threads,
          task -> {
            int j = task * split.part();
            int columns = Math.min(split.part(), n - j);
            int bAt = bOffset + (turnedB ? j * ldb : j);
            backend.gemm(
                turnedA, turnedB, m, columns, k, a, aOffset, lda, b, bAt, ldb, c, cOffset + j, n);
          });
    }
  }

  /// Each task makes a result for its terms of the sums, and a product with ones adds them up.
  private void sums(
      Split split,
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      Object a,
      int aOffset,
      int lda,
      Object b,
      int bOffset,
      int ldb,
      Object c,
      int cOffset) {
    Backend backend = backend();
    Object parts = Scratch.take(a, split.tasks() * m * n);
    Workers.forEach(
        split.tasks(),
        threads,
        task -> {
          int p = task * split.part();
          int depth = Math.min(split.part(), k - p);
          int aAt = aOffset + (transposeA ? p * lda : p);
          int bAt = bOffset + (transposeB ? p : p * ldb);
          backend.gemm(
              transposeA,
              transposeB,
              m,
              n,
              depth,
              a,
              aAt,
              lda,
              b,
              bAt,
              ldb,
              parts,
              task * m * n,
              n);
        });
    multiply(false, false, 1, m * n, split.tasks(), Scratch.ones(a), 0, parts, 0, c, cOffset);
    Scratch.giveBack(parts);
  }
}
