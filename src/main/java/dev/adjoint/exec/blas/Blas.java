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
/// - A result with one row or column: matrix times vector.
/// - Everything else: matrix times matrix.
///
/// Large results are cut into tiles that several threads compute, each tile by one thread, and each
/// sum whole within its tile.
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
    check(m, n, k, a.length, aOffset, b.length, bOffset, c.length, cOffset);
    requireApart(c == a, aOffset, m * k, cOffset, m * n);
    requireApart(c == b, bOffset, k * n, cOffset, m * n);
    if (isSmall(m, n, k)) {
      DoubleLoops.small(transposeA, transposeB, m, n, k, a, aOffset, b, bOffset, c, cOffset);
    } else if (n == 1) {
      boolean transpose = transposeA && m > 1; // a single row is stored like a single column
      vector(transpose, transpose ? k : m, transpose ? m : k, a, aOffset, b, bOffset, c, cOffset);
    } else if (m == 1) {
      vector(
          !transposeB, transposeB ? n : k, transposeB ? k : n, b, bOffset, a, aOffset, c, cOffset);
    } else {
      matrix(transposeA, transposeB, m, n, k, a, aOffset, b, bOffset, c, cOffset);
    }
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
    check(m, n, k, a.length, aOffset, b.length, bOffset, c.length, cOffset);
    requireApart(c == a, aOffset, m * k, cOffset, m * n);
    requireApart(c == b, bOffset, k * n, cOffset, m * n);
    if (isSmall(m, n, k)) {
      FloatLoops.small(transposeA, transposeB, m, n, k, a, aOffset, b, bOffset, c, cOffset);
    } else if (n == 1) {
      boolean transpose = transposeA && m > 1;
      vector(transpose, transpose ? k : m, transpose ? m : k, a, aOffset, b, bOffset, c, cOffset);
    } else if (m == 1) {
      vector(
          !transposeB, transposeB ? n : k, transposeB ? k : n, b, bOffset, a, aOffset, c, cOffset);
    } else {
      matrix(transposeA, transposeB, m, n, k, a, aOffset, b, bOffset, c, cOffset);
    }
  }

  /// Native code does not look where it reads and writes, so this must.
  private static void check(
      int m,
      int n,
      int k,
      int aLength,
      int aOffset,
      int bLength,
      int bOffset,
      int cLength,
      int cOffset) {
    if ((m | n | k) < 0) {
      throw new IndexOutOfBoundsException("sizes " + m + ", " + n + ", " + k);
    }
    Objects.checkFromIndexSize((long) aOffset, (long) m * k, (long) aLength);
    Objects.checkFromIndexSize((long) bOffset, (long) k * n, (long) bLength);
    Objects.checkFromIndexSize((long) cOffset, (long) m * n, (long) cLength);
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

  private static boolean isSmall(int m, int n, int k) {
    return (long) m * n * k <= SMALL; // at most 2^62, since m * n elements fit an array
  }

  private void matrix(
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
    Backend backend = backend();
    int lda = transposeA ? m : k;
    int ldb = transposeB ? k : n;
    Block tile = Block.task(m, n, k);
    int across = Math.ceilDiv(n, tile.columns());
    int tiles = Math.ceilDiv(m, tile.rows()) * across;
    if (tiles == 1) {
      backend.gemm(
          transposeA, transposeB, m, n, k, a, aOffset, lda, b, bOffset, ldb, c, cOffset, n);
      return;
    }
    Workers.forEach(
        tiles,
        threads,
        t -> {
          int i = t / across * tile.rows();
          int j = t % across * tile.columns();
          backend.gemm(
              transposeA,
              transposeB,
              Math.min(tile.rows(), m - i),
              Math.min(tile.columns(), n - j),
              k,
              a,
              aOffset + (transposeA ? i : i * lda),
              lda,
              b,
              bOffset + (transposeB ? j * ldb : j),
              ldb,
              c,
              cOffset + i * n + j,
              n);
        });
  }

  private void matrix(
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
    Backend backend = backend();
    int lda = transposeA ? m : k;
    int ldb = transposeB ? k : n;
    Block tile = Block.task(m, n, k);
    int across = Math.ceilDiv(n, tile.columns());
    int tiles = Math.ceilDiv(m, tile.rows()) * across;
    if (tiles == 1) {
      backend.gemm(
          transposeA, transposeB, m, n, k, a, aOffset, lda, b, bOffset, ldb, c, cOffset, n);
      return;
    }
    Workers.forEach(
        tiles,
        threads,
        t -> {
          int i = t / across * tile.rows();
          int j = t % across * tile.columns();
          backend.gemm(
              transposeA,
              transposeB,
              Math.min(tile.rows(), m - i),
              Math.min(tile.columns(), n - j),
              k,
              a,
              aOffset + (transposeA ? i : i * lda),
              lda,
              b,
              bOffset + (transposeB ? j * ldb : j),
              ldb,
              c,
              cOffset + i * n + j,
              n);
        });
  }

  /// `y = op(A) x`, where `A` is stored as `[rows, columns]`.
  private void vector(
      boolean transpose,
      int rows,
      int columns,
      double[] a,
      int aOffset,
      double[] x,
      int xOffset,
      double[] y,
      int yOffset) {
    Backend backend = backend();
    int outputs = transpose ? columns : rows;
    int part = Block.vectorTask(transpose, rows, columns);
    if (part >= outputs) {
      backend.gemv(transpose, rows, columns, a, aOffset, columns, x, xOffset, y, yOffset);
      return;
    }
    Workers.forEach(
        Math.ceilDiv(outputs, part),
        threads,
        t -> {
          int from = t * part;
          int count = Math.min(part, outputs - from);
          backend.gemv(
              transpose,
              transpose ? rows : count,
              transpose ? count : columns,
              a,
              aOffset + (transpose ? from : from * columns),
              columns,
              x,
              xOffset,
              y,
              yOffset + from);
        });
  }

  private void vector(
      boolean transpose,
      int rows,
      int columns,
      float[] a,
      int aOffset,
      float[] x,
      int xOffset,
      float[] y,
      int yOffset) {
    Backend backend = backend();
    int outputs = transpose ? columns : rows;
    int part = Block.vectorTask(transpose, rows, columns);
    if (part >= outputs) {
      backend.gemv(transpose, rows, columns, a, aOffset, columns, x, xOffset, y, yOffset);
      return;
    }
    Workers.forEach(
        Math.ceilDiv(outputs, part),
        threads,
        t -> {
          int from = t * part;
          int count = Math.min(part, outputs - from);
          backend.gemv(
              transpose,
              transpose ? rows : count,
              transpose ? count : columns,
              a,
              aOffset + (transpose ? from : from * columns),
              columns,
              x,
              xOffset,
              y,
              yOffset + from);
        });
  }
}
