package dev.adjoint.graph;

import java.util.Arrays;

/// Numbers all that a node depends on, depth first, each node behind its operands.
///
/// The stack is our own, for graphs are deeper than threads' stacks.
final class Descent {
  private final Numbering numbering;
  private final Nodes path = new Nodes(); // from an output down to where we are
  private int[] met = new int[16]; // for each node of the path, how many operands have been met

  Descent(Numbering numbering) {
    this.numbering = numbering;
  }

  void from(Node output) {
    enter(output);
    while (path.size() > 0) {
      int last = path.size() - 1;
      Node node = path.get(last);
      if (met[last] < node.operands().size()) {
        enter(node.operand(met[last]++));
      } else {
        numbering.add(path.removeLast());
      }
    }
  }

  private void enter(Node node) {
    if (numbering.contains(node)) {
      return;
    }
    if (path.size() == met.length) {
      met = Arrays.copyOf(met, 2 * met.length);
    }
    met[path.size()] = 0;
    path.add(node);
  }
}
