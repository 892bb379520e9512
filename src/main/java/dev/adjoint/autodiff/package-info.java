/// Differentiation, from graph to graph: [dev.adjoint.autodiff.Gradient] is the reverse sweep,
/// [dev.adjoint.autodiff.Tangent] the forward sweep, and [dev.adjoint.autodiff.Derivatives] is made
/// of the two. [dev.adjoint.autodiff.PerExample] takes a gradient apart by examples. The rules they apply stand with the operations themselves, in [dev.adjoint.graph].
package dev.adjoint.autodiff;
