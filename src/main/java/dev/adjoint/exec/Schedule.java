package dev.adjoint.exec;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import java.util.Arrays;
import java.util.List;

/// The nodes of a graph in the order in which they are computed, by number, with what each needs
/// and what nobody needs after it.
///
/// @param nodes operands first
/// @param operands for each node the numbers of its operands
/// @param dead for each node the numbers of the values that it is the last to use
/// @param outputs the numbers of what is asked for, which never die
record Schedule(List<Node> nodes, int[][] operands, int[][] dead, int[] outputs) {
  private static final int[] NONE = {};

  static Schedule of(Graph graph) {
    List<Node> nodes = graph.nodes();
    int[][] operands = new int[nodes.size()][];
    for (int at = 0; at < operands.length; at++) {
      operands[at] = places(nodes.get(at).operands(), graph);
    }
    int[] outputs = places(graph.outputs(), graph);
    return new Schedule(nodes, operands, dead(operands, outputs), outputs);
  }

  private static int[] places(List<Node> nodes, Graph graph) {
    if (nodes.isEmpty()) {
      return NONE;
    }
    int[] places = new int[nodes.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = graph.place(nodes.get(i));
    }
    return places;
  }

  // Backwards, the first use that is met is the last.
  private static int[][] dead(int[][] operands, int[] outputs) {
    boolean[] needed = new boolean[operands.length];
    for (int output : outputs) {
      needed[output] = true;
    }
    int[][] dead = new int[operands.length][];
    for (int at = operands.length - 1; at >= 0; at--) {
      dead[at] = last(operands[at], needed);
      for (int operand : operands[at]) {
        needed[operand] = true;
      }
    }
    return dead;
  }

  private static int[] last(int[] operands, boolean[] needed) {
    int count = 0;
    for (int operand : operands) {
      count += needed[operand] ? 0 : 1;
    }
    if (count == 0 || count == operands.length) {
      return count == 0 ? NONE : operands;
    }
    return Arrays.stream(operands).filter(operand -> !needed[operand]).toArray();
  }
}
