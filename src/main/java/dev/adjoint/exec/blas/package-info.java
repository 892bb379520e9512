/// Matrix products on heap arrays: [dev.adjoint.exec.blas.Blas] is all that others use.
///
/// ```
/// Blas            checks the arguments; a small loop, or parts of a product (Split) on several cores
///  └ Backend      multiplies on the calling thread
///     ├ OpenBlas  by OpenBLAS, through java.lang.foreign, without copying
///     └ JavaLoops by loops (DoubleLoops, FloatLoops), where the machine has no OpenBLAS
/// Search          finds the Library of this process, OpenBLAS, be it in a jar (BundledLibrary)
/// ```
///
/// The tiles are tasks of [dev.adjoint.exec.parallel.Workers].
///
/// Nothing outside this package touches `java.lang.foreign`.
package dev.adjoint.exec.blas;
