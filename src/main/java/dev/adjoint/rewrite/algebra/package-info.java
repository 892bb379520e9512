/// Formulas made short, as one does by hand.
///
/// [dev.adjoint.rewrite.algebra.Simplify] is the pass. A node that it looks into is a
/// `Form`, a sum of `Term`s, each a number
/// times powers of other nodes; `Algebra` reads forms from nodes and
/// writes nodes from forms. Forms keep a derivation's own shape where they can, since people read
/// them; the normal form that a proof needs is [dev.adjoint.rewrite.proof]'s.
package dev.adjoint.rewrite.algebra;
