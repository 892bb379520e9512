/// Adjoint: differentiable mathematics, as a language and a library.
///
/// [dev.adjoint.Model] is the face for programs that write their models in the language. Programs
/// that build graphs themselves start from [dev.adjoint.graph.Node], take derivatives with
/// [dev.adjoint.autodiff.Gradient], run them with [dev.adjoint.exec.Program] and train them with
/// [dev.adjoint.train.Training].
///
/// The architecture, in the order in which packages may use each other:
///
/// | package | holds |
/// |---|---|
/// | [dev.adjoint.source] | places in texts, and messages about them |
/// | [dev.adjoint.bounds] | limits of memory, time and depth |
/// | [dev.adjoint.json] | objects as JSON |
/// | [dev.adjoint.tensor] | dense numbers in a shape |
/// | [dev.adjoint.graph] | nodes, operations with their type rules and derivatives, symbolic sizes |
/// | [dev.adjoint.interpret] | the meaning of a graph, and the oracle of the tests |
/// | [dev.adjoint.notation] | graphs in the notation of the language |
/// | [dev.adjoint.rewrite] | passes from graph to graph that keep values or their digits; proofs |
/// | [dev.adjoint.autodiff] | the reverse and the forward sweep, from graph to graph |
/// | [dev.adjoint.verify] | derivatives held against differences of values |
/// | [dev.adjoint.exec] | programs: graphs made ready to run, with matrix products by BLAS |
/// | [dev.adjoint.nn] | initialisers, layers, costs, metrics, optimisers, as fragments of graphs |
/// | [dev.adjoint.train] | loops of updates, batches, histories |
/// | [dev.adjoint.data] | files to tensors |
/// | [dev.adjoint.trace] | what happened in a graph, and what became of it before |
/// | [dev.adjoint.draw] | pictures of graphs, pages, and charts of numbers |
/// | [dev.adjoint.lang.syntax] | text to syntax tree |
/// | [dev.adjoint.lang.check] | syntax tree to a graph with actions; all static errors |
/// | [dev.adjoint.lang.derive] | derivatives as programs, to be read |
/// | [dev.adjoint.lang.lint] | warnings |
/// | [dev.adjoint.lang.run] | the actions |
/// | `dev.adjoint.play` | a script in a page that follows what is saved |
/// | `dev.adjoint.cli` | the command line |
package dev.adjoint;
