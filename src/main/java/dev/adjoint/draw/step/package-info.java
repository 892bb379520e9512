/// What each box of a picture says when the forward pass and the backward pass come by it:
/// [dev.adjoint.draw.step.Steps] writes, in the notation of the notes, what
/// [dev.adjoint.trace.BackwardPass] has found.
package dev.adjoint.draw.step;
