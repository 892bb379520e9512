package dev.adjoint.trace;

import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// A node with what is folded into it, cut out of its graph: the same formula on leaves that stand
/// for the boxes whose values flow into it. So it is a function of these values and of nothing else,
/// as small as what a person reads in one box.
///
/// @param node as it is in its graph
/// @param cut the same on the leaves
/// @param leaves for each operand box, in the order in which the formula names them, the leaf that
///     stands for it
public record Box(Node node, Node cut, Map<Node, Node> leaves) {
  public Box {
    leaves = Collections.unmodifiableMap(new LinkedHashMap<>(leaves));
  }

  /// @param isBox which nodes are boxes; what is not is folded into the boxes that use it
  public static Box of(Node node, Predicate<Node> isBox) {
    Map<Node, Node> leaves = new LinkedHashMap<>();
    Map<Node, Node> images = new HashMap<>();
    Deque<Node> open = new ArrayDeque<>(List.of(node));
    while (!open.isEmpty()) {
      Node at = open.peek();
      Node next = null;
      for (Node operand : at.operands()) {
        if (isBox.test(operand)) {
          leaves.computeIfAbsent(operand, x -> leaf(x, leaves.size()));
          images.putIfAbsent(operand, leaves.get(operand));
        } else if (next == null && !images.containsKey(operand)) {
          next = operand;
        }
      }
      if (next != null) {
        open.push(next);
      } else {
        images.put(open.pop(), at.on(images::get));
      }
    }
    return new Box(node, images.get(node), leaves);
  }

  /// A name makes it an atom to whatever simplifies formulas; nobody reads it.
  private static Node leaf(Node x, int index) {
    String name = "x" + index;
    return Node.of(new Input(name, x.type())).named(name);
  }

  /// The boxes whose values flow into this one.
  public List<Node> operands() {
    return List.copyOf(leaves.keySet());
  }

  /// A leaf that stands for the derivative by this box.
  Node cotangent() {
    return Node.of(new Input("cotangent", node.type())).named("cotangent");
  }
}
