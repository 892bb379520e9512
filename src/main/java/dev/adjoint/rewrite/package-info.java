/// Graph to graph: what is computed stays, how it is computed changes.
///
/// - A [dev.adjoint.rewrite.Rule] says what to put in the place of one node, and what it promises of
///   the bits of the result; [dev.adjoint.rewrite.Rewriting] applies it to a whole graph and hands
///   origins and names on.
/// - A [dev.adjoint.rewrite.Pass] changes a graph; a [dev.adjoint.rewrite.LocalPass] is a rule with
///   what it remembers while it goes through one graph; a [dev.adjoint.rewrite.Pipeline] is a literal
///   list of passes, and lets local ones go through the graph together.
/// - [dev.adjoint.rewrite.algebra.Simplify] shortens formulas for people to read; programs that run
///   do without it.
///
/// - [dev.adjoint.rewrite.Stabilise] puts formulas as textbooks have them into forms that stay finite,
///   by the rows of [dev.adjoint.rewrite.StableForm]. It goes before differentiation, and is the one
///   pass that is not exact; what it did is told by [dev.adjoint.rewrite.Stabilised].
///
/// To add a pass: a record with its rule, whose doc states the rewrite and whether it is exact in
/// IEEE 754; a place in the pipeline; and a line in the test that holds all of them to the
/// interpreter.
package dev.adjoint.rewrite;
