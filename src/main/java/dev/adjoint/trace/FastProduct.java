package dev.adjoint.trace;

import dev.adjoint.exec.blas.Blas;
import dev.adjoint.interpret.MatrixProduct;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;

/// Products of matrices as programs compute them: the one thing of a backward pass that takes time.
final class FastProduct implements MatrixProduct {
  @Override
  public Tensor multiply(Tensor left, Tensor right, Sizes sizes, Shape result) {
    return switch (left.dtype()) {
      case F64 -> {
        double[] product = new double[result.count()];
        Blas.best()
            .gemm(
                sizes.batch(),
                sizes.leftTransposed(),
                sizes.rightTransposed(),
                sizes.rows(),
                sizes.columns(),
                sizes.inner(),
                left.doubles(),
                0,
                right.doubles(),
                0,
                product,
                0);
        yield Tensor.wrap(result, product);
      }
      case F32 -> {
        float[] product = new float[result.count()];
        Blas.best()
            .gemm(
                sizes.batch(),
                sizes.leftTransposed(),
                sizes.rightTransposed(),
                sizes.rows(),
                sizes.columns(),
                sizes.inner(),
                left.floats(),
                0,
                right.floats(),
                0,
                product,
                0);
        yield Tensor.wrap(result, product);
      }
    };
  }
}
