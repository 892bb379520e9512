package dev.adjoint.lang.check;

import dev.adjoint.graph.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How a line at the end of a program would refer to its tensors: `w`, `W[1]`, `hidden.W`.
final class References {
  private final Map<Node, String> references = new LinkedHashMap<>();

  private References() {}

  static Map<Node, String> of(Map<String, Value> names) {
    References all = new References();
    names.forEach(all::add);
    return java.util.Collections.unmodifiableMap(all.references);
  }

  private void add(String reference, Value value) {
    switch (value) {
      case Value.Tensor(Node node) -> add(reference, node);
      case Value.Family family ->
          family.members().forEach((index, member) -> add(at(reference, index), member));
      case Value.Layer layer ->
          layer.parameters().forEach((name, parameter) -> add(reference + "." + name, parameter));
      case Value.Items items -> {
        // A list that is used as a tensor is indexed as one.
        items.tensor().ifPresent(node -> add(reference, node));
        List<Value> members = items.tensor().isPresent() ? List.of() : items.values();
        for (int i = 0; i < members.size(); i++) {
          add(at(reference, i), members.get(i));
        }
      }
      case Value.Dimension _,
          Value.Sizes _,
          Value.Text _,
          Value.Fields _,
          Value.BuiltIn _,
          Value.Function _,
          Value.LayerKind _,
          Value.Initial _,
          Value.Optimiser _,
          Value.Nothing _,
          Value.Unknown _ -> {}
    }
  }

  /// Of several names for one tensor, the one that it got first.
  private void add(String reference, Node node) {
    if (reference.equals(node.origin().name())) {
      references.put(node, reference);
    } else {
      references.putIfAbsent(node, reference);
    }
  }

  private static String at(String reference, int index) {
    return reference + "[" + index + "]";
  }
}
