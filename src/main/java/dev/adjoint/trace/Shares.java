package dev.adjoint.trace;

import dev.adjoint.autodiff.Gradient;
import dev.adjoint.graph.Binary;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Operand;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.Unary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The shares of a box's operands, as formulas.
final class Shares {
  private final Box box;
  private final Graph graph;
  private final Node cotangent;

  private Shares(Box box) {
    this.box = box;
    this.graph = Graph.of(box.cut());
    this.cotangent = box.cotangent();
  }

  static List<Share> of(Box box) {
    return box.leaves().isEmpty() ? List.of() : new Shares(box).all();
  }

  private List<Share> all() {
    List<Node> leaves = List.copyOf(box.leaves().values());
    List<Node> formulas = Gradient.of(box.cut(), cotangent).wrt(leaves);
    List<Share> shares = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      Node formula = isZero(formulas.get(i)) ? null : formulas.get(i);
      List<Node> sides = formula == null ? List.of() : beside(leaves.get(i));
      boolean isRepeated = sides.stream().anyMatch(node -> node.op() instanceof Broadcast);
      shares.add(
          new Share(
              box,
              box.operands().get(i),
              cotangent,
              formula,
              sides.isEmpty() ? null : local(sides),
              isRepeated,
              null));
    }
    return shares;
  }

  /// What [Gradient] answers where nothing flows.
  private static boolean isZero(Node node) {
    Node narrow = node.op() instanceof Broadcast ? node.operand(0) : node;
    return narrow.op() instanceof Constant(var value)
        && value.shape().rank() == 0
        && value.item() == 0;
  }

  private Node local(List<Node> sides) {
    Node one = Broadcast.to(box.cut().number(1), box.cut().type().dims());
    return Gradient.of(box.cut(), one).wrt(sides).stream().reduce(Node::plus).orElseThrow();
  }

  /// The values beside the box's own, element by element, that are a leaf or a leaf repeated; none if
  /// the leaf gets into the box by any other way.
  private List<Node> beside(Node leaf) {
    Set<Node> sides = new HashSet<>();
    Set<Node> met = new HashSet<>(Set.of(leaf));
    List<Node> open = new ArrayList<>(List.of(leaf));
    while (!open.isEmpty()) {
      Node node = open.removeLast();
      for (Operand use : graph.usesOf(node)) {
        Node user = use.consumer();
        if (isElementwise(user.op())) {
          sides.addAll(node == leaf ? Set.of(leaf) : Set.of());
        } else if (user.op() instanceof Broadcast && node == leaf && user != box.cut()) {
          sides.add(user);
        } else {
          return List.of();
        }
        if (met.add(user)) {
          open.add(user);
        }
      }
    }
    return graph.nodes().stream().filter(sides::contains).toList();
  }

  private static boolean isElementwise(Op op) {
    return op instanceof Unary || op instanceof Binary || op instanceof Select;
  }
}
