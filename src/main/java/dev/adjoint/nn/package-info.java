/// Models, costs and optimisers as fragments: functions from nodes to nodes, whose nodes know which
/// use of which function they belong to ([dev.adjoint.graph.Fragment]).
///
/// - [dev.adjoint.nn.Variable] and [dev.adjoint.nn.Initializer]: parameters and where they start.
/// - [dev.adjoint.nn.Dense], [dev.adjoint.nn.Costs], [dev.adjoint.nn.Metrics]: the formulas of the
///   notes.
/// - [dev.adjoint.nn.Optimizer]: how parameters move, as [dev.adjoint.nn.Update]s, which are nodes
///   too. So one step of training, forward, backward and update, is one graph.
///
/// Activations are rows of [dev.adjoint.graph.UnaryFunction]. Nothing here computes a number.
package dev.adjoint.nn;
