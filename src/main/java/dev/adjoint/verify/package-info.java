/// Derivatives held against differences of values: [dev.adjoint.verify.GradientCheck] at a point,
/// [dev.adjoint.verify.GradientCases] at random points and sizes.
package dev.adjoint.verify;
