/// Values: [dev.adjoint.tensor.Tensor] is dense row-major numbers of one
/// [dev.adjoint.tensor.DType] in a [dev.adjoint.tensor.Shape]. Knows no graph.
package dev.adjoint.tensor;
