package dev.adjoint.interpret;

import dev.adjoint.tensor.Tensor;

/// A way to multiply matrices of one precision, in batches.
@FunctionalInterface
public interface MatrixProduct {
  /// The sizes of one product: `[rows, inner] @ [inner, columns]`, `batch` times over, each operand
  /// stored with its last two axes exchanged where its flag says so.
  record Sizes(
      int batch,
      int rows,
      int inner,
      int columns,
      boolean leftTransposed,
      boolean rightTransposed) {}

  /// The products, `batch * rows * columns` elements, row-major.
  Tensor multiply(Tensor left, Tensor right, Sizes sizes, dev.adjoint.tensor.Shape result);

  /// The definition: each element a sum from the first inner index to the last.
  MatrixProduct LOOPS =
      (left, right, sizes, result) ->
          Tensor.generate(
              left.dtype(),
              result,
              at -> {
                int column = at % sizes.columns;
                int row = at / sizes.columns % sizes.rows;
                int batch = at / sizes.columns / sizes.rows;
                int leftBase = batch * sizes.rows * sizes.inner;
                int rightBase = batch * sizes.inner * sizes.columns;
                double sum = 0;
                for (int k = 0; k < sizes.inner; k++) {
                  int l = sizes.leftTransposed ? k * sizes.rows + row : row * sizes.inner + k;
                  int r =
                      sizes.rightTransposed ? column * sizes.inner + k : k * sizes.columns + column;
                  sum += left.at(leftBase + l) * right.at(rightBase + r);
                }
                return sum;
              });
}
