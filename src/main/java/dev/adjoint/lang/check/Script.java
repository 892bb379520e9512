package dev.adjoint.lang.check;

import dev.adjoint.graph.Node;
import dev.adjoint.lang.syntax.Program;
import dev.adjoint.tensor.DType;
import java.util.List;
import java.util.Map;

/// A program that has been read and found right: its graph, and what is to be done with it.
///
/// @param names what the names at top level stand for, in the order of their declaration
/// @param definitions where the value of each input and parameter comes from, in order
/// @param actions what to do, in order
public record Script(
    Program program,
    DType dtype,
    long seed,
    Map<String, Value> names,
    Map<Node, Definition> definitions,
    List<Action> actions) {}
