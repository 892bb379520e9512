/// The meaning of a graph: [dev.adjoint.interpret.Interpreter] computes every node by the definition
/// of its operation, and is the oracle that all faster execution is tested against.
package dev.adjoint.interpret;
