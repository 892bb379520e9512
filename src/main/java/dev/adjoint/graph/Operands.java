package dev.adjoint.graph;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.UnaryOperator;

/// The operands of one node, as a list that does not change.
///
/// Nodes are many and have one or two operands, so nodes hold the parts of this and not the list,
/// which is made when it is asked for and costs nothing where the compiler sees that it is not kept.
final class Operands extends AbstractList<Node> implements RandomAccess {
  static final Operands NONE = new Operands(null, null, null);

  final Node first; // null if there is none
  final Node second; // null if there is none
  final Node[] others; // from the third on; null if there are none

  Operands(Node first, Node second, Node[] others) {
    this.first = first;
    this.second = second;
    this.others = others;
  }

  static Operands of(List<Node> nodes) {
    if (nodes instanceof Operands operands) {
      return operands;
    }
    Node[] all = nodes.toArray(Node[]::new);
    for (Node node : all) {
      Objects.requireNonNull(node);
    }
    return new Operands(
        all.length > 0 ? all[0] : null,
        all.length > 1 ? all[1] : null,
        all.length > 2 ? Arrays.copyOfRange(all, 2, all.length) : null);
  }

  /// What stands for each; this itself if they all stay.
  Operands map(UnaryOperator<Node> image) {
    Node newFirst = first == null ? null : image.apply(first);
    Node newSecond = second == null ? null : image.apply(second);
    Node[] newOthers = others == null ? null : map(others, image);
    return newFirst == first && newSecond == second && newOthers == others
        ? this
        : new Operands(newFirst, newSecond, newOthers);
  }

  private static Node[] map(Node[] nodes, UnaryOperator<Node> image) {
    Node[] images = Arrays.stream(nodes).map(image).toArray(Node[]::new);
    return Arrays.equals(images, nodes) ? nodes : images;
  }

  @Override
  public Node get(int index) {
    return switch (Objects.checkIndex(index, size())) {
      case 0 -> first;
      case 1 -> second;
      default -> others[index - 2];
    };
  }

  @Override
  public int size() {
    if (others != null) {
      return 2 + others.length;
    }
    return second != null ? 2 : first != null ? 1 : 0;
  }
}
