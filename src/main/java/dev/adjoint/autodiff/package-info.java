/// Differentiation, from graph to graph: [dev.adjoint.autodiff.Gradient] is the reverse sweep. The
/// rules it applies stand with the operations themselves, in [dev.adjoint.graph].
package dev.adjoint.autodiff;
