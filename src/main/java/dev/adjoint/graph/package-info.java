/// The computation graph, the one thing that everything else builds, transforms, runs or shows.
///
/// - [dev.adjoint.graph.Node]: an operation on earlier nodes, with its
///   [dev.adjoint.graph.TensorType] and [dev.adjoint.graph.Origin]. Compared by identity.
/// - [dev.adjoint.graph.Op]: what operations there are, one record for each shape of operation. The
///   functions of one shape are rows of an enum ([dev.adjoint.graph.UnaryFunction],
///   [dev.adjoint.graph.BinaryFunction], [dev.adjoint.graph.ReduceFunction],
///   [dev.adjoint.graph.AlongFunction]) that hold domain, meaning, derivative and doc.
/// - [dev.adjoint.graph.Dim]: symbolic sizes. [dev.adjoint.graph.Broadcasting]: the one place that
///   says which shapes go together.
/// - [dev.adjoint.graph.Graph]: the nodes that some outputs depend on, as a JGraphT graph.
///
/// To add a function of numbers, add a row; to add a shape of operation, add a record to
/// [dev.adjoint.graph.Op]'s list and follow the compiler to every switch that must know it.
package dev.adjoint.graph;
