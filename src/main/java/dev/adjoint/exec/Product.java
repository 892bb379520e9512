package dev.adjoint.exec;

import dev.adjoint.exec.blas.Blas;
import java.util.List;
import java.util.stream.IntStream;

/// A product of matrices, or of a batch of them, by [Blas].
///
/// @param left the first factor, `[batch, rows, inner]`, its last axes exchanged if it is transposed
/// @param right the second, `[batch, inner, columns]`, likewise
/// @param slot where the product goes
record Product(
    int place, Factor left, Factor right, int batch, int rows, int inner, int columns, int slot)
    implements Step {
  /// With a side shorter than this, a product reads more than it computes.
  private static final int SMALL = 8;

  /// A matrix, contiguous in a slot from `start` on.
  record Factor(int slot, int start, boolean isTransposed) {}

  @Override
  public void run(Workspace workspace) {
    if (workspace.arrays()[slot] instanceof double[] product) {
      Blas.best()
          .gemm(
              batch,
              left.isTransposed,
              right.isTransposed,
              rows,
              columns,
              inner,
              workspace.doubles(left.slot),
              left.start,
              workspace.doubles(right.slot),
              right.start,
              product,
              0);
    } else {
      float[] product = workspace.floats(slot);
      Blas.best()
          .gemm(
              batch,
              left.isTransposed,
              right.isTransposed,
              rows,
              columns,
              inner,
              workspace.floats(left.slot),
              left.start,
              workspace.floats(right.slot),
              right.start,
              product,
              0);
    }
  }

  @Override
  public int[] places() {
    return new int[] {place};
  }

  @Override
  public Work work(Sized sized) {
    double terms = (double) batch * rows * inner * columns;
    double elements =
        (double) batch
            * ((double) rows * inner + (double) inner * columns + (double) rows * columns);
    String name =
        "%s[%d, %d] @ [%d, %d]"
            .formatted(batch == 1 ? "" : batch + " of ", rows, inner, inner, columns);
    return new Work(
        name,
        List.of(sized.node(place)),
        2 * terms,
        elements * Work.bytes(sized.dtype(place)),
        Math.min(rows, Math.min(inner, columns)) < SMALL);
  }

  @Override
  public IntStream reads() {
    return IntStream.of(left.slot, right.slot);
  }

  @Override
  public IntStream writes() {
    return IntStream.of(slot);
  }
}
