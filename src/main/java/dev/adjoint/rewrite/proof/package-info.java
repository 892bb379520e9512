/// Whether two formulas are equal: proved, or tried.
///
/// [dev.adjoint.rewrite.proof.Prover] brings two nodes to one normal form. Each node is read as a
/// formula for its elements ([dev.adjoint.rewrite.proof.Normalizer]): a sum of products of *atoms* at
/// indices, each product summed over indices of its own, as in einsum. Functions obey their laws
/// ([dev.adjoint.rewrite.proof.Functions]), products the rules of
/// [dev.adjoint.rewrite.proof.Rules], and what is equal but for the names of indices is made the same
/// by [dev.adjoint.rewrite.proof.Labels]. All work is counted and bounded, so a proof always ends.
package dev.adjoint.rewrite.proof;
