package dev.adjoint.lang.derive;

import dev.adjoint.graph.Node;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

/// What a node is made of.
final class Parts {
  private Parts() {}

  /// The nearest nodes below this one where a walk down is to stop.
  static Set<Node> of(Node node, Predicate<Node> stop) {
    Set<Node> found = new LinkedHashSet<>();
    Set<Node> seen = new HashSet<>();
    Deque<Node> open = new ArrayDeque<>(node.operands());
    while (!open.isEmpty()) {
      Node part = open.pop();
      if (seen.add(part)) {
        if (stop.test(part)) {
          found.add(part);
        } else {
          part.operands().forEach(open::push);
        }
      }
    }
    return found;
  }
}
