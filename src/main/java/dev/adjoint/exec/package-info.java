/// Running graphs: a [dev.adjoint.exec.Program] is a graph made ready, to be run any number of times
/// by any number of threads.
///
/// Compiling rewrites the graph by the exact passes and fixes the order of its nodes and the moment
/// at which each value is needed for the last time ([dev.adjoint.exec.Schedule]). What depends on
/// fixed values alone is computed once ([dev.adjoint.exec.Program#given]). Every node is evaluated
/// by the interpreter, which is the meaning of a graph, with matrix products by BLAS.
package dev.adjoint.exec;
