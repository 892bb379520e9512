package dev.adjoint.graph;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/// Nodes by number from 0, with gaps: what a walk over a large graph remembers.
///
/// They lie in small arrays, each made when it is needed. To a collector with generations a large
/// array is old from birth, and each store of a new node into it would wait for memory.
public final class Nodes {
  private static final int BITS = 10;
  private static final int PIECE = 1 << BITS;

  private Node[][] pieces = new Node[16][];
  private int size;

  /// The node with a number, or null.
  public Node get(int number) {
    int piece = number >> BITS;
    return number < size && pieces[piece] != null ? pieces[piece][number & PIECE - 1] : null;
  }

  /// Gives a number to a node.
  public void set(int number, Node node) {
    int piece = number >> BITS;
    if (piece >= pieces.length) {
      pieces = Arrays.copyOf(pieces, Math.max(piece + 1, 2 * pieces.length));
    }
    if (pieces[piece] == null) {
      pieces[piece] = new Node[PIECE];
    }
    pieces[piece][number & PIECE - 1] = node;
    size = Math.max(size, number + 1);
  }

  /// One more than the largest number.
  public int size() {
    return size;
  }

  /// Gives the next number to a node.
  public void add(Node node) {
    set(size, node);
  }

  /// Takes the largest number back from its node.
  Node removeLast() {
    Node last = get(size - 1);
    size--;
    return last;
  }

  /// A view of these nodes, without a way to change them.
  List<Node> asList() {
    return new View(this);
  }

  private static final class View extends AbstractList<Node> implements RandomAccess {
    private final Nodes nodes;

    View(Nodes nodes) {
      this.nodes = nodes;
    }

    @Override
    public Node get(int index) {
      return nodes.get(Objects.checkIndex(index, nodes.size));
    }

    @Override
    public int size() {
      return nodes.size;
    }
  }
}
