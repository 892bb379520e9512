package dev.adjoint.draw.sketch;

import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Operand;
import dev.adjoint.graph.Parameter;
import dev.adjoint.graph.Permute;
import dev.adjoint.graph.Size;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which nodes of a graph get a box of their own; the others are told within the formulas of the
/// boxes that use them.
///
/// A node with a name, and an output, always has a box. Numbers, sizes, broadcasts and transposes
/// without a name never clutter the picture; with [Scene.Detail#NAMES] no operation without a
/// name does that has one use, in the same layer.
public final class Folding {
  private static final int LARGEST = 24; // operations in one formula; bounds every recursion too

  private final Graph graph;
  private final Scene.Detail detail;
  private final Set<Node> shown = new HashSet<>();

  public Folding(Graph graph, Scene.Detail detail) {
    this.graph = graph;
    this.detail = detail;
    Set<Node> outputs = new HashSet<>(graph.outputs());
    Map<Node, Integer> weight = new HashMap<>(); // of the nodes that are folded
    for (Node node : graph.nodes()) {
      int total = 1;
      for (Node operand : node.operands()) {
        total += weight.getOrDefault(operand, 0);
      }
      if (outputs.contains(node)
          || node.origin().name() != null
          || total > LARGEST
          || !isFoldable(node)) {
        shown.add(node);
      } else {
        weight.put(node, total);
      }
    }
  }

  public boolean isShown(Node node) {
    return shown.contains(node);
  }

  /// The boxes whose values flow into a box: once for every operand that is one of them, and once
  /// for each other one that occurs in the formula.
  public List<Flow> into(Node node) {
    List<Node> operands = node.operands().stream().map(this::through).toList();
    Set<Node> met = new HashSet<>(operands);
    List<Flow> flows = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      if (isShown(operands.get(i))) {
        flows.add(new Flow(operands.get(i), i));
      } else {
        collect(operands.get(i), i, met, flows);
      }
    }
    return flows;
  }

  /// A value that flows into a box as its operand `index`, or as a part of that operand.
  public record Flow(Node from, int index) {}

  private void collect(Node node, int index, Set<Node> met, List<Flow> flows) {
    if (!isShown(node)) {
      node.operands().forEach(operand -> collect(operand, index, met, flows));
    } else if (met.add(node)) {
      flows.add(new Flow(node, index));
    }
  }

  /// The node whose value this is but for its arrangement.
  public Node through(Node node) {
    Node at = node;
    while (!isShown(at) && isArrangement(at.op())) {
      at = at.operand(0);
    }
    return at;
  }

  private boolean isFoldable(Node node) {
    Op op = node.op();
    if (op instanceof Input || op instanceof Parameter) {
      return false;
    }
    if (op instanceof Constant) {
      return node.rank() == 0;
    }
    return isArrangement(op)
        || op instanceof Size
        || detail == Scene.Detail.NAMES && isPrivate(node);
  }

  /// Whether an operation only repeats a value or turns it over.
  static boolean isArrangement(Op op) {
    return op instanceof Broadcast || op instanceof Permute permute && permute.isTranspose();
  }

  private boolean isPrivate(Node node) {
    List<Operand> uses = graph.usesOf(node);
    return uses.size() == 1
        && uses.getFirst().consumer().origin().fragment() == node.origin().fragment();
  }
}
