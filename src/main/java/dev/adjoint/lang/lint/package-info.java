/// What is allowed and seldom meant: [dev.adjoint.lang.lint.Lint] reads a script that was found right
/// and warns.
package dev.adjoint.lang.lint;
