/// The elementwise work of a compiled program: a [dev.adjoint.exec.kernel.Body] says what is done at
/// every element, and a [dev.adjoint.exec.kernel.Kernel] does it on a tile of rows that stays in the
/// first-level cache. However a body is run, it gives the same bits.
package dev.adjoint.exec.kernel;
