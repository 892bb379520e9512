package dev.adjoint.exec.blas;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// OpenBLAS, called on heap arrays.
///
/// **No copies.** While a call lasts the garbage collector is held off, so an array stays where it
/// is ([Library]). The price is that every thread that waits for the collector waits for the call
/// too; calls are therefore cut to a few milliseconds ([Block]). They are cheap to make, 30 ns, and
/// allocate nothing.
///
/// **One thread.** OpenBLAS is told to stay on the calling thread, for two reasons. Its own threads
/// change results: it cuts the work by their number, and of 4,000 random products 320 had other
/// bits on two threads than on one (matrix-vector products too, when they are large). And they wait
/// for each other spinning, which on a machine with other work to do turns 0.5 ms into 250 ms.
/// [Blas] cuts the work itself, in parts that do not depend on the number of threads.
///
/// On one thread its results depend neither on the alignment of the operands nor on what else the
/// process does, and it follows IEEE 754 where it matters: `0 * NaN` and `0 * ∞` give NaN, and
/// what `C` held before is not read. All of this is held by tests. The last bits do differ
/// between processors, since OpenBLAS has kernels for each.
///
/// **In place.** Where it has kernels that multiply small matrices in place, without packing copies
/// of both operands in the order of their use, most products are cut to their size ([Block]).
/// Measured as shares of a core's peak, 117 GFLOP/s in f32:
///
/// | product | packed | in place |
/// |---|---|---|
/// | 512×128×784 | 0.87 | 0.98 |
/// | 512×512×128, `A @ B.T` | 0.88 | 0.84 |
/// | 20×209×256 | 0.40 | 0.96 |
/// | 2048×2048×2048 | 0.83 | 0.55 |
///
/// The last is why large matrices are packed: too many rows of a block would share cache sets.
///
/// @param hasInPlace whether it has such kernels and is to use them
record OpenBlas(boolean hasInPlace) implements Backend {
  private static final Library LIBRARY = Search.FOUND.orElseThrow();

  /// Elements of a matrix that one core reads in 1 to 3 ms from memory.
  private static final int VECTOR_CALL = 1 << 22;

  /// Rows, columns or terms up to which a product is thin.
  private static final int THIN = 64;

  /// Bytes in a row of a matrix from which on a block of many rows is slow to read in place.
  private static final int LONG_ROW = 8000;

  /// Elements of a matrix that the caches near a core hold, whatever they are.
  private static final int NEAR = 1 << 16;

  OpenBlas() {
    this(LIBRARY.hasInPlace());
  }

  @Override
  public String name() {
    return LIBRARY.name();
  }

  @Override
  public int leastPart(int m, int n, int k, long longestRow) {
    return inPlace(m, n, k, longestRow) ? 64 : 256; // packing takes its time once for each part
  }

  private boolean inPlace(int m, int n, int k, long longestRow) {
    return hasInPlace && (longestRow < LONG_ROW || Math.min(m, Math.min(n, k)) <= THIN);
  }

  /// Whether a vector times a matrix is faster, or as fast, by the kernels for small matrices.
  private boolean isVectorInPlace(boolean transposeB, int n, int k) {
    long size = (long) n * k;
    return hasInPlace && (transposeB ? n <= k && size <= 1 << 16 : size <= 1 << 12);
  }

  @Override
  public void gemm(
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
      int cOffset,
      int ldc) {
    if (m == 1 && !isVectorInPlace(transposeB, n, k)) {
      gemv(!transposeB, n, k, b, bOffset, ldb, a, aOffset, c, cOffset);
      return;
    }
    boolean f64 = a instanceof double[];
    boolean inPlace =
        inPlace(m, n, k, (long) Math.max(lda, ldb) * (f64 ? Double.BYTES : Float.BYTES));
    Block block = Block.of(inPlace, transposeA, transposeB, m, n, k);
    boolean readAhead = inPlace && f64 && m <= THIN && (long) k * n > NEAR;
    for (int i = 0; i < m; i += block.rows()) {
      int rows = Math.min(block.rows(), m - i);
      for (int p = 0; p < k; p += block.depth()) {
        int depth = Math.min(block.depth(), k - p);
        int aAt = aOffset + (transposeA ? p * lda + i : i * lda + p);
        if (readAhead && !transposeB) {
          Ahead.read((double[]) b, bOffset + p * ldb, ldb, depth, n);
        }
        for (int j = 0; j < n; j += block.columns()) {
          int columns = Math.min(block.columns(), n - j);
          int bAt = bOffset + (transposeB ? j * ldb + p : p * ldb + j);
          if (readAhead && transposeB) {
            Ahead.read((double[]) b, bAt, ldb, columns, depth);
          }
          boolean add = p > 0; // the first part of a sum replaces what C held
          int cAt = cOffset + i * ldc + j;
          call(
              transposeA,
              transposeB,
              rows,
              columns,
              depth,
              a,
              aAt,
              lda,
              b,
              bAt,
              ldb,
              add,
              c,
              cAt,
              ldc);
        }
      }
    }
  }

  private static void call(
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
      boolean add,
      Object c,
      int cOffset,
      int ldc) {
    try {
      if (a instanceof double[] doubles) {
        Dgemm.CALL.invokeExact(
            Library.ROW_MAJOR,
            operation(transposeA),
            operation(transposeB),
            m,
            n,
            k,
            1.0,
            at(doubles, aOffset),
            lda,
            at((double[]) b, bOffset),
            ldb,
            add ? 1.0 : 0.0,
            at((double[]) c, cOffset),
            ldc);
      } else {
        Sgemm.CALL.invokeExact(
            Library.ROW_MAJOR,
            operation(transposeA),
            operation(transposeB),
            m,
            n,
            k,
            1.0f,
            at((float[]) a, aOffset),
            lda,
            at((float[]) b, bOffset),
            ldb,
            add ? 1.0f : 0.0f,
            at((float[]) c, cOffset),
            ldc);
      }
    } catch (Throwable e) {
      throw Library.failed(e);
    }
  }

  /// `y[outputs] = op(A) x`, where `A` is stored `[inner, outputs]` if it is transposed.
  private static void gemv(
      boolean transpose,
      int outputs,
      int inner,
      Object a,
      int aOffset,
      int lda,
      Object x,
      int xOffset,
      Object y,
      int yOffset) {
    int depth = Math.max(1, VECTOR_CALL / outputs);
    try {
      for (int p = 0; p < inner; p += depth) {
        int terms = Math.min(depth, inner - p);
        int rows = transpose ? terms : outputs;
        int columns = transpose ? outputs : terms;
        int aAt = aOffset + (transpose ? p * lda : p);
        if (a instanceof double[] doubles) {
          Dgemv.CALL.invokeExact(
              Library.ROW_MAJOR,
              operation(transpose),
              rows,
              columns,
              1.0,
              at(doubles, aAt),
              lda,
              at((double[]) x, xOffset + p),
              1,
              p == 0 ? 0.0 : 1.0,
              at((double[]) y, yOffset),
              1);
        } else {
          Sgemv.CALL.invokeExact(
              Library.ROW_MAJOR,
              operation(transpose),
              rows,
              columns,
              1.0f,
              at((float[]) a, aAt),
              lda,
              at((float[]) x, xOffset + p),
              1,
              p == 0 ? 0.0f : 1.0f,
              at((float[]) y, yOffset),
              1);
        }
      }
    } catch (Throwable e) {
      throw Library.failed(e);
    }
  }

  private static int operation(boolean transpose) {
    return transpose ? Library.TRANSPOSED : Library.PLAIN;
  }

  private static MemorySegment at(double[] array, int offset) {
    return MemorySegment.ofArray(array).asSlice((long) Double.BYTES * offset);
  }

  private static MemorySegment at(float[] array, int offset) {
    return MemorySegment.ofArray(array).asSlice((long) Float.BYTES * offset);
  }

  // Static and final, for then the compiler builds the call into its place, and allocates nothing.
  // In classes of their own, for then only what is used is linked.

  private static final class Dgemm {
    static final MethodHandle CALL = LIBRARY.dgemm();
  }

  private static final class Sgemm {
    static final MethodHandle CALL = LIBRARY.sgemm();
  }

  private static final class Dgemv {
    static final MethodHandle CALL = LIBRARY.dgemv();
  }

  private static final class Sgemv {
    static final MethodHandle CALL = LIBRARY.sgemv();
  }
}
