package dev.adjoint.graph;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Nodes with numbers: 0, 1, 2, … in the order in which they are added.
///
/// A table of chains in arrays: about twenty bytes a node, where a map of boxed numbers takes sixty.
/// Nodes' hashes are running numbers, so neighbours in the graph are neighbours here, too.
final class Numbering {
  private static final int NONE = -1;

  private Node[] nodes = new Node[16]; // by number
  private int[] next = new int[16]; // by number, the number of the next node in the same chain
  private int[] first = none(16); // by hash, the number of the first node in the chain
  private int size;

  /// The number of a node, or -1 if it has none.
  int of(Node node) {
    int number = first[chain(node)];
    while (number != NONE && nodes[number] != node) {
      number = next[number];
    }
    return number;
  }

  boolean contains(Node node) {
    return of(node) != NONE;
  }

  /// Gives the next number to a node that has none.
  void add(Node node) {
    if (size == nodes.length) {
      grow();
    }
    nodes[size] = node;
    link(size++);
  }

  /// The nodes in their order.
  List<Node> nodes() {
    return Collections.unmodifiableList(Arrays.asList(nodes).subList(0, size));
  }

  private int chain(Node node) {
    return node.hashCode() & first.length - 1;
  }

  private void link(int number) {
    int chain = chain(nodes[number]);
    next[number] = first[chain];
    first[chain] = number;
  }

  private void grow() {
    nodes = Arrays.copyOf(nodes, 2 * size);
    next = new int[2 * size];
    first = none(2 * size);
    for (int number = 0; number < size; number++) {
      link(number);
    }
  }

  private static int[] none(int length) {
    int[] none = new int[length];
    Arrays.fill(none, NONE);
    return none;
  }
}
