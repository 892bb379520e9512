package dev.adjoint.exec;

import dev.adjoint.exec.blas.Blas;
import dev.adjoint.interpret.MatrixProduct;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;

/// Products of matrices by [Blas], one call for each of a batch.
record BlasProduct(Blas blas) implements MatrixProduct {
  @Override
  public Tensor multiply(Tensor left, Tensor right, Sizes sizes, Shape result) {
    return left.dtype() == DType.F64
        ? inDoubles(left.doubles(), right.doubles(), sizes, result)
        : inFloats(left.floats(), right.floats(), sizes, result);
  }

  private Tensor inDoubles(double[] left, double[] right, Sizes s, Shape result) {
    double[] product = new double[result.count()];
    for (int i = 0; i < s.batch(); i++) {
      blas.gemm(
          s.leftTransposed(),
          s.rightTransposed(),
          s.rows(),
          s.columns(),
          s.inner(),
          left,
          i * s.rows() * s.inner(),
          right,
          i * s.inner() * s.columns(),
          product,
          i * s.rows() * s.columns());
    }
    return Tensor.wrap(result, product);
  }

  private Tensor inFloats(float[] left, float[] right, Sizes s, Shape result) {
    float[] product = new float[result.count()];
    for (int i = 0; i < s.batch(); i++) {
      blas.gemm(
          s.leftTransposed(),
          s.rightTransposed(),
          s.rows(),
          s.columns(),
          s.inner(),
          left,
          i * s.rows() * s.inner(),
          right,
          i * s.inner() * s.columns(),
          product,
          i * s.rows() * s.columns());
    }
    return Tensor.wrap(result, product);
  }
}
