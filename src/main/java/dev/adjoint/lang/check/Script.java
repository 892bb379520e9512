package dev.adjoint.lang.check;

import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;
import dev.adjoint.lang.syntax.Program;
import dev.adjoint.tensor.DType;
import java.util.LinkedHashMap;
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
    List<Action> actions) {

  /// The tensors that the program names, by the names that messages use: `w`, `W[1]`, `hidden.W`.
  public Map<String, Node> tensors() {
    Map<String, Node> tensors = new LinkedHashMap<>();
    names.forEach((name, value) -> collect(name, value, tensors));
    definitions.forEach(
        (node, definition) -> {
          if (node.op() instanceof Parameter && !(definition instanceof Definition.OfAction)) {
            tensors.putIfAbsent(node.label(), node); // but for the counters of loops
          }
        });
    return tensors;
  }

  /// How a line at the end of the program would refer to its tensors. Those that only a function or
  /// an unnamed layer knows are not among them.
  public Map<Node, String> references() {
    return References.of(names);
  }

  private static void collect(String name, Value value, Map<String, Node> tensors) {
    switch (value) {
      case Value.Tensor(Node node) -> tensors.put(name, node);
      case Value.Family family ->
          family.members().forEach((i, member) -> collect(name + "[" + i + "]", member, tensors));
      case Value.Items items -> items.tensor().ifPresent(node -> tensors.put(name, node));
      default -> {}
    }
  }
}
