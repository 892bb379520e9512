package dev.adjoint.graph;

/// A value that is bound when the graph runs.
public record Input(String name, TensorType type) implements Leaf {}
