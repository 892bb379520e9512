/// What tests of several packages share.
///
/// - [dev.adjoint.testing.GradientCheck]: derivatives held against differences of values.
/// - [dev.adjoint.testing.RandomGraphs]: graphs of all operations, with a point at which they are
///   smooth, for properties of differentiation, rewriting and execution.
/// - [dev.adjoint.testing.Kinks]: how far a node's value is from where it has no derivative.
package dev.adjoint.testing;
