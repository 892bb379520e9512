package dev.adjoint.graph;

import java.util.Arrays;
import java.util.List;

/// Nodes with numbers: 0, 1, 2, … in the order in which they are added.
///
/// A table of chains in arrays: about sixteen bytes a node, where a map of boxed numbers takes sixty.
/// Nodes' hashes are running numbers, so neighbours in the graph are neighbours here, too.
final class Numbering {
  private static final int NONE = -1;

  private final Nodes nodes = new Nodes(); // by number
  private int[] next = new int[16]; // by number, the number of the next node in the same chain
  private int[] first = none(16); // by hash, the number of the first node in the chain

  /// The number of a node, or -1 if it has none.
  int of(Node node) {
    int number = first[chain(node)];
    while (number != NONE && nodes.get(number) != node) {
      number = next[number];
    }
    return number;
  }

  boolean contains(Node node) {
    return of(node) != NONE;
  }

  /// Gives the next number to a node that has none.
  void add(Node node) {
    int number = nodes.size();
    if (number == next.length) {
      grow();
    }
    nodes.add(node);
    link(number);
  }

  /// The nodes in their order.
  List<Node> nodes() {
    return nodes.asList();
  }

  private int chain(Node node) {
    return node.hashCode() & first.length - 1;
  }

  private void link(int number) {
    int chain = chain(nodes.get(number));
    next[number] = first[chain];
    first[chain] = number;
  }

  private void grow() {
    next = new int[2 * next.length];
    first = none(2 * first.length);
    for (int number = 0; number < nodes.size(); number++) {
      link(number);
    }
  }

  private static int[] none(int length) {
    int[] none = new int[length];
    Arrays.fill(none, NONE);
    return none;
  }
}
