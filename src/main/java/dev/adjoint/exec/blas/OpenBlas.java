package dev.adjoint.exec.blas;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// OpenBLAS, called on heap arrays.
///
/// **No copies.** While a call lasts the garbage collector is held off, so an array stays where it
/// is ([Library]). The price is that every thread that waits for the collector waits for the call
/// too; calls are therefore cut to a few milliseconds ([Block#call]). They are cheap to make, 30 ns,
/// and allocate nothing.
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
/// @param unpacked whether to make use of kernels that multiply small matrices in place
record OpenBlas(boolean unpacked) implements Backend {
  // Static and final, for then the compiler builds the call into its place, and allocates nothing.
  private static final Library LIBRARY = Search.FOUND.orElseThrow();
  private static final MethodHandle DGEMM = LIBRARY.dgemm();
  private static final MethodHandle SGEMM = LIBRARY.sgemm();
  private static final MethodHandle DGEMV = LIBRARY.dgemv();
  private static final MethodHandle SGEMV = LIBRARY.sgemv();

  OpenBlas() {
    this(LIBRARY.unpacked());
  }

  @Override
  public String name() {
    return LIBRARY.name();
  }

  @Override
  public void gemm(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      double[] a,
      int aOffset,
      int lda,
      double[] b,
      int bOffset,
      int ldb,
      double[] c,
      int cOffset,
      int ldc) {
    Block call = Block.call(unpacked, transposeA, transposeB, m, n, k);
    try {
      for (int i = 0; i < m; i += call.rows()) {
        for (int j = 0; j < n; j += call.columns()) {
          for (int p = 0; p < k; p += call.depth()) {
            DGEMM.invokeExact(
                Library.ROW_MAJOR,
                operation(transposeA),
                operation(transposeB),
                Math.min(call.rows(), m - i),
                Math.min(call.columns(), n - j),
                Math.min(call.depth(), k - p),
                1.0,
                at(a, aOffset + (transposeA ? p * lda + i : i * lda + p)),
                lda,
                at(b, bOffset + (transposeB ? j * ldb + p : p * ldb + j)),
                ldb,
                p == 0 ? 0.0 : 1.0, // the first part of a sum replaces what C held
                at(c, cOffset + i * ldc + j),
                ldc);
          }
        }
      }
    } catch (Throwable e) {
      throw Library.failed(e);
    }
  }

  @Override
  public void gemm(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float[] c,
      int cOffset,
      int ldc) {
    Block call = Block.call(unpacked, transposeA, transposeB, m, n, k);
    try {
      for (int i = 0; i < m; i += call.rows()) {
        for (int j = 0; j < n; j += call.columns()) {
          for (int p = 0; p < k; p += call.depth()) {
            SGEMM.invokeExact(
                Library.ROW_MAJOR,
                operation(transposeA),
                operation(transposeB),
                Math.min(call.rows(), m - i),
                Math.min(call.columns(), n - j),
                Math.min(call.depth(), k - p),
                1.0f,
                at(a, aOffset + (transposeA ? p * lda + i : i * lda + p)),
                lda,
                at(b, bOffset + (transposeB ? j * ldb + p : p * ldb + j)),
                ldb,
                p == 0 ? 0.0f : 1.0f,
                at(c, cOffset + i * ldc + j),
                ldc);
          }
        }
      }
    } catch (Throwable e) {
      throw Library.failed(e);
    }
  }

  @Override
  public void gemv(
      boolean transpose,
      int rows,
      int columns,
      double[] a,
      int aOffset,
      int lda,
      double[] x,
      int xOffset,
      double[] y,
      int yOffset) {
    int inner = transpose ? rows : columns;
    int depth = Block.vectorCall(transpose ? columns : rows, inner);
    try {
      for (int p = 0; p < inner; p += depth) {
        int terms = Math.min(depth, inner - p);
        DGEMV.invokeExact(
            Library.ROW_MAJOR,
            operation(transpose),
            transpose ? terms : rows,
            transpose ? columns : terms,
            1.0,
            at(a, aOffset + (transpose ? p * lda : p)),
            lda,
            at(x, xOffset + p),
            1,
            p == 0 ? 0.0 : 1.0,
            at(y, yOffset),
            1);
      }
    } catch (Throwable e) {
      throw Library.failed(e);
    }
  }

  @Override
  public void gemv(
      boolean transpose,
      int rows,
      int columns,
      float[] a,
      int aOffset,
      int lda,
      float[] x,
      int xOffset,
      float[] y,
      int yOffset) {
    int inner = transpose ? rows : columns;
    int depth = Block.vectorCall(transpose ? columns : rows, inner);
    try {
      for (int p = 0; p < inner; p += depth) {
        int terms = Math.min(depth, inner - p);
        SGEMV.invokeExact(
            Library.ROW_MAJOR,
            operation(transpose),
            transpose ? terms : rows,
            transpose ? columns : terms,
            1.0f,
            at(a, aOffset + (transpose ? p * lda : p)),
            lda,
            at(x, xOffset + p),
            1,
            p == 0 ? 0.0f : 1.0f,
            at(y, yOffset),
            1);
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
}
