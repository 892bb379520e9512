package dev.adjoint.graph;

/// A value that is bound when the graph runs, and that training changes.
public record Parameter(String name, TensorType type) implements Leaf {}
