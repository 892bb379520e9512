/// Running graphs: a [dev.adjoint.exec.Program] is a graph made ready, to be run any number of times
/// by any number of threads; a [dev.adjoint.exec.Session] is a run that goes on, step after step, in
/// place.
///
/// ```
/// nodes ─rewrite→ Graph ─sizes→ Sized ─Partition→ groups ─Planner→ Plan: steps over slots
/// ```
///
/// Compiling rewrites the graph; means, softmax and their like become sums and arithmetic
/// (`Decompose`). The rest waits until the dimensions have sizes, and is kept for each set of sizes:
///
/// - `Sized` gives every node its shape, and finds out which nodes only say how another's elements
///   are read (`View`): transposing, slicing, repeating and reshaping are no work.
/// - `Partition` puts nodes together that can be computed in one pass, forward and backward alike.
/// - A group becomes a `Step`: a `Product` of matrices, a `Cluster` of arithmetic and reductions that
///   goes through its elements tile by tile, or a `Single` operation that is left to the interpreter.
/// - `Updates` puts the steps that change parameters last, and lets them write in place.
/// - `Buffers` gives the values arrays, one for several whose lives do not meet.
///
/// So a run makes nothing but what it gives away, and a session not even that. What depends on fixed
/// values alone is computed once (`PartialEvaluation`).
///
/// Results depend on the graph, the sizes and the values: never on the number of threads, on how
/// often a program has run, or on what else runs. Sums are taken in an order that follows from the
/// shape of what is summed (`Reduction`), and kernels give the same bits however they are run
/// ([dev.adjoint.exec.kernel]).
package dev.adjoint.exec;
