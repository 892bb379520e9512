package dev.adjoint.exec;

import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;
import dev.adjoint.graph.TensorType;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.List;
import java.util.Map;

/// What this machine can do at best in one precision, as a program of ours sees it: the mark for a
/// [Profile].
///
/// @param operations a second, in a product of square matrices
/// @param bytes a second, to and from memory, in `a + 3 * b`
public record Peak(double operations, double bytes) {
  private static final int SIDE = 1024;
  private static final int LENGTH = 8_000_000;
  private static final int TRIES = 4;

  /// Measures, for some tenths of a second.
  public static Peak measure(DType dtype) {
    Node a = leaf("a", dtype, SIDE, SIDE);
    double product = seconds(a.matmul(a), Map.of(a, Tensor.full(dtype, Shape.of(SIDE, SIDE), 1)));
    Node x = leaf("x", dtype, LENGTH);
    Node y = leaf("y", dtype, LENGTH);
    Tensor ones = Tensor.full(dtype, Shape.of(LENGTH), 1);
    double sum = seconds(x.plus(y.times(3)), Map.of(x, ones, y, ones));
    return new Peak(2.0 * SIDE * SIDE * SIDE / product, 3.0 * LENGTH * Work.bytes(dtype) / sum);
  }

  private static Node leaf(String name, DType dtype, int... sizes) {
    Dim[] dims = java.util.Arrays.stream(sizes).mapToObj(Dim::of).toArray(Dim[]::new);
    return Node.of(new Parameter(name, TensorType.of(dtype, dims)));
  }

  /// The shortest of several runs.
  private static double seconds(Node node, Map<Node, Tensor> values) {
    Session session = Program.compile(List.of(node)).start(values);
    long shortest = Long.MAX_VALUE;
    for (int i = 0; i < TRIES; i++) {
      long start = System.nanoTime();
      session.compute();
      shortest = Math.min(shortest, System.nanoTime() - start);
    }
    return shortest / 1e9;
  }
}
