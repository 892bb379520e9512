package dev.adjoint.rewrite;

import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Nodes;
import dev.adjoint.graph.Op;
import dev.adjoint.tensor.Tensor;

/// Equal operations on the same operands are computed once: the first stands for all.
///
/// Exact. Random numbers of one seed and stream are the same numbers; inputs and parameters are
/// never shared, for each is bound by itself. Constants are compared by value if they are scalars,
/// else by identity: reading large tensors to find that they differ would cost more than it saves.
public record Share() implements LocalPass {
  @Override
  public String summary() {
    return "What would be computed several times is computed once.";
  }

  @Override
  public Rule rule(Graph graph) {
    return new Seen(graph.nodes().size())::first;
  }

  /// The nodes met so far, none computing what another does: a hash table of chains, in arrays.
  ///
  /// A good hash would scatter neighbours, and each look into a large table would wait for memory.
  /// So a node is first looked for in a chain at its latest operand, whose number tells the place:
  /// neighbours in the graph are neighbours there. Only where many nodes share that operand does the
  /// hash of the whole node decide.
  private static final class Seen {
    private static final int MANY = 8;

    private final Nodes nodes = new Nodes(); // in the order they were met, from 1
    private final int[] next; // by the same numbers, the next of the same chain, or 0
    private final int[] chains; // the number of the first, or 0

    Seen(int capacity) {
      nodes.add(null);
      next = new int[capacity + 1];
      chains = new int[2 * Integer.highestOneBit(Math.max(capacity, 1))];
    }

    /// The first node that computes what this one does: this one itself, unless another was met.
    Node first(Node node) {
      int near = latest(node) & chains.length - 1;
      int length = 0;
      for (int at = chains[near]; at != 0; at = next[at]) {
        if (isSame(nodes.get(at), node)) {
          return nodes.get(at);
        }
        length++;
      }
      return length < MANY ? add(node, near) : firstOfMany(node);
    }

    private Node firstOfMany(Node node) {
      int far = hash(node) & chains.length - 1;
      for (int at = chains[far]; at != 0; at = next[at]) {
        if (isSame(nodes.get(at), node)) {
          return nodes.get(at);
        }
      }
      return add(node, far);
    }

    private Node add(Node node, int chain) {
      next[nodes.size()] = chains[chain];
      chains[chain] = nodes.size();
      nodes.add(node);
      return node;
    }

    private static int latest(Node node) {
      int latest = 0;
      for (int i = 0; i < node.operands().size(); i++) {
        latest = Math.max(latest, node.operand(i).hashCode());
      }
      return latest;
    }

    private static int hash(Node node) {
      int hash = hash(node.op());
      for (int i = 0; i < node.operands().size(); i++) {
        hash = hash * 0x9E3779B9 + node.operand(i).hashCode();
      }
      return hash ^ hash >>> 15;
    }

    private static int hash(Op op) {
      return op instanceof Constant(Tensor value) && value.shape().rank() > 0
          ? System.identityHashCode(value)
          : op.hashCode();
    }

    private static boolean isSame(Node a, Node b) {
      int count = a.operands().size();
      boolean same = count == b.operands().size() && isSame(a.op(), b.op());
      for (int i = 0; same && i < count; i++) {
        same = a.operand(i) == b.operand(i);
      }
      return same;
    }

    private static boolean isSame(Op a, Op b) {
      if (a instanceof Constant(Tensor x) && b instanceof Constant(Tensor y)) {
        return x == y || x.shape().rank() == 0 && x.equals(y);
      }
      return a == b || a.equals(b);
    }
  }
}
