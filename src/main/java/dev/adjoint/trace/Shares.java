package dev.adjoint.trace;

import dev.adjoint.autodiff.Gradient;
import dev.adjoint.graph.Binary;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Operand;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.Unary;
import dev.adjoint.trace.Share.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The shares of a box's operands, as formulas.
final class Shares {
  private final Box box;
  private final Node cut;
  private final Graph graph;
  private final Node cotangent;

  private Shares(Box box) {
    this.box = box;
    this.cut = box.cut();
    this.graph = Graph.of(cut);
    this.cotangent = box.cotangent();
  }

  static List<Share> of(Box box) {
    return box.leaves().isEmpty() ? List.of() : new Shares(box).all();
  }

  private List<Share> all() {
    List<Node> leaves = List.copyOf(box.leaves().values());
    List<Node> formulas = Gradient.of(cut, cotangent).wrt(leaves);
    List<Share> shares = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      shares.add(share(box.operands().get(i), leaves.get(i), formulas.get(i)));
    }
    return shares;
  }

  private Share share(Node operand, Node leaf, Node formula) {
    if (isZero(formula)) {
      return new Share(box, operand, cotangent, Kind.NONE, null, null, null, null, false);
    }
    if (cut.op() instanceof Reduce && cut.operand(0) == leaf) {
      return new Share(
          box, operand, cotangent, Kind.REDUCED, formula, local(List.of(leaf)), null, null, false);
    }
    List<Node> sides = beside(leaf);
    if (sides.isEmpty()) {
      return new Share(box, operand, cotangent, Kind.MIXED, formula, null, null, null, false);
    }
    boolean isRepeated = sides.stream().anyMatch(node -> node.op() instanceof Broadcast);
    Kind kind = isRepeated ? Kind.REPEATED : Kind.ELEMENTWISE;
    return new Share(box, operand, cotangent, kind, formula, local(sides), null, null, false);
  }

  /// What [Gradient] answers where nothing flows.
  private static boolean isZero(Node node) {
    Node narrow = node.op() instanceof Broadcast ? node.operand(0) : node;
    return narrow.op() instanceof Constant(var value)
        && value.shape().rank() == 0
        && value.item() == 0;
  }

  /// With 1 for the derivative that arrives nothing is left but the local one.
  private Node local(List<Node> by) {
    Node one = Broadcast.to(cut.number(1), cut.type().dims());
    return Gradient.of(cut, one).wrt(by).stream().reduce(Node::plus).orElseThrow();
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
        } else if (user.op() instanceof Broadcast && node == leaf && user != cut) {
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
