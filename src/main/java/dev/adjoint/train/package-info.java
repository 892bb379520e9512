/// Loops that move parameters, and what they leave behind.
///
/// - [dev.adjoint.train.State]: the values of inputs, parameters and optimisers' variables at one
///   moment.
/// - [dev.adjoint.train.Loop]: any simultaneous updates, repeated; the language's `repeat`.
/// - [dev.adjoint.train.Training]: the updates of an optimiser against a cost, over all examples at
///   once or in batches by [dev.adjoint.train.Plan]; the language's `train`.
///
/// One step, forward, backward and update, is one program ([dev.adjoint.exec.Program]) in which all
/// that the step does not change is computed once. The same state and seed give the same bytes.
package dev.adjoint.train;
