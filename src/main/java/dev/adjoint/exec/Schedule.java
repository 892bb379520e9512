package dev.adjoint.exec;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    Map<Node, Integer> numbers = HashMap.newHashMap(nodes.size());
    int[][] operands = new int[nodes.size()][];
    for (int at = 0; at < operands.length; at++) {
      Node node = nodes.get(at);
      operands[at] = node.operands().isEmpty() ? NONE : numbers(node.operands(), numbers);
      numbers.put(node, at);
    }
    int[] outputs = numbers(graph.outputs(), numbers);
    return new Schedule(nodes, operands, dead(operands, outputs), outputs);
  }

  private static int[] numbers(List<Node> nodes, Map<Node, Integer> numbers) {
    return nodes.stream().mapToInt(numbers::get).toArray();
  }

  // Backwards, the first use that is met is the last.
  private static int[][] dead(int[][] operands, int[] outputs) {
    boolean[] needed = new boolean[operands.length];
    for (int output : outputs) {
      needed[output] = true;
    }
    int[][] dead = new int[operands.length][];
    for (int at = operands.length - 1; at >= 0; at--) {
      int[] last = new int[operands[at].length];
      int count = 0;
      for (int operand : operands[at]) {
        if (!needed[operand]) {
          needed[operand] = true;
          last[count++] = operand;
        }
      }
      dead[at] = count == 0 ? NONE : Arrays.copyOf(last, count);
    }
    return dead;
  }
}
