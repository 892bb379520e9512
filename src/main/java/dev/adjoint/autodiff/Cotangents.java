package dev.adjoint.autodiff;

import dev.adjoint.graph.Binary;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Nodes;
import dev.adjoint.graph.Reshape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The cotangents of a graph's nodes, by their places, as far as a sweep has come.
final class Cotangents {
  private final Nodes values = new Nodes();
  private Node seed; // the 1 that a scalar begins with, or null
  private final Map<Integer, Node> reaches = new HashMap<>(); // where not everywhere: see Reach

  /// The cotangent of a node, or null.
  Node of(int place) {
    return values.get(place);
  }

  private Node reach(int place) {
    return reaches.isEmpty() ? null : reaches.get(place); // mostly there is none
  }

  /// Adds to the cotangent of the node at `to` the share that operand of `y` has in the cotangent of
  /// `y`, if it has one, in the dims of the operand: an axis that is 5 there may be n = 5 here and
  /// m = 5 in another share, which do not add.
  void spread(Node y, int from, int operand, int to) {
    Optional<Node> share = y.op().vjp(operand, y, of(from));
    if (share.isEmpty()) {
      return;
    }
    List<Dim> dims = y.operand(operand).type().dims();
    Node reach = Reach.through(y, operand, reach(from));
    add(
        to,
        Reshape.to(Reach.within(reach, unscaled(share.get()), y), dims),
        reach == null ? null : Reshape.to(reach, dims));
  }

  /// Begins with the derivative of a scalar by itself.
  void start(int place, Node one) {
    seed = one;
    begin(place, one);
  }

  /// Begins with any cotangent.
  void begin(int place, Node cotangent) {
    values.set(place, cotangent);
  }

  /// `1 * x` is `x`, bit for bit: the 1 that a sweep begins with leaves no trace.
  private Node unscaled(Node share) {
    boolean scaled =
        share.op() instanceof Binary(var function)
            && function == BinaryFunction.MUL
            && share.operand(0) == seed;
    return scaled ? share.operand(1) : share;
  }

  private void add(int place, Node share, Node reach) {
    Node sum = values.get(place);
    values.set(place, sum == null ? share : BinaryFunction.ADD.of(sum, share));
    setReach(place, sum == null ? reach : Reach.either(reach(place), reach));
  }

  private void setReach(int place, Node reach) {
    if (reach != null) {
      reaches.put(place, reach);
    } else if (!reaches.isEmpty()) {
      reaches.remove(place);
    }
  }
}
