/// What happened in a graph: [dev.adjoint.trace.Trace] holds the values of a forward pass and the
/// derivatives of a backward pass by the nodes they belong to. Pictures show it.
package dev.adjoint.trace;
