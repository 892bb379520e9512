/// What happened in a graph: [dev.adjoint.trace.Trace] holds the values of a forward pass and the
/// derivatives of a backward pass by the nodes they belong to; [dev.adjoint.trace.BackwardPass] says
/// how the derivatives came about, box by box. Pictures show it.
package dev.adjoint.trace;
