/// Derivatives as programs of the language, for people to read.
package dev.adjoint.lang.derive;
