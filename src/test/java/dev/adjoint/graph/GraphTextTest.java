package dev.adjoint.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.autodiff.Gradient;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphTextTest {
  private static final Dim N = Dim.named("n");
  private static final Dim M = Dim.named("m");

  @Test
  void logisticRegressionAndItsGradient() {
    Node w = Node.parameter("w", N, Dim.ONE);
    Node b = Node.parameter("b");
    Node x = Node.input("X", N, M);
    Node y = Node.input("Y", Dim.ONE, M);
    Node z = w.transpose().matmul(x).plus(b).named("Z");
    Node cost = UnaryFunction.SOFTPLUS.of(z).minus(y.times(z)).mean().named("J");

    assertThat(GraphText.of(Graph.of(cost)))
        .isEqualTo(
            """
            %0 w: [n, 1] = parameter
            %1: [1, n] = .T(%0 w)
            %2 X: [n, m] = input
            %3: [1, m] = @(%1, %2 X)
            %4 b: scalar = parameter
            %5: [1, m] = broadcast_to(%4 b)
            %6 Z: [1, m] = +(%3, %5)
            %7: [1, m] = softplus(%6 Z)
            %8 Y: [1, m] = input
            %9: [1, m] = *(%8 Y, %6 Z)
            %10: [1, m] = -(%7, %9)
            %11 J: scalar = mean [0, 1] dropped(%10)
            -> %11
            """);
    assertThat(GraphText.of(Graph.of(Gradient.of(cost).wrt(List.of(w, b)))))
        .isEqualTo(
            """
            %0: scalar = 1
            %1: [1, m] = broadcast_to(%0)
            %2: scalar = m
            %3: [1, m] = broadcast_to(%2)
            %4: [1, m] = /(%1, %3)
            %5: [1, m] = neg(%4)
            %6 Y: [1, m] = input
            %7: [1, m] = *(%5, %6 Y)
            %8 w: [n, 1] = parameter
            %9: [1, n] = .T(%8 w)
            %10 X: [n, m] = input
            %11: [1, m] = @(%9, %10 X)
            %12 b: scalar = parameter
            %13: [1, m] = broadcast_to(%12 b)
            %14 Z: [1, m] = +(%11, %13)
            %15: [1, m] = sigmoid(%14 Z)
            %16: [1, m] = *(%4, %15)
            %17: [1, m] = +(%7, %16)
            %18: [1, n] = @.T(%17, %10 X)
            %19: [n, 1] = .T(%18)
            %20: scalar = sum [0, 1] dropped(%17)
            -> %19, %20
            """);
  }

  @Test
  void everyShapeOfOperation() {
    Node x = Node.input("x", N, Dim.of(4));
    Node i = Node.constant(Tensor.vector(0, 2));
    List<Node> outputs =
        List.of(
            Slice.of(x, List.of(Range.all(N), new Range(Dim.of(3), -1, Dim.of(4)))),
            Slice.of(x, List.of(Range.all(N), new Range(Dim.of(0), 2, Dim.of(2)))),
            Pad.of(x, List.of(Dim.ONE, Dim.ZERO), List.of(Dim.ZERO, Dim.ONE)),
            Concat.of(List.of(x, x), 1),
            Gather.of(x, i, 1),
            Node.of(new Scatter(1, Dim.of(9)), Gather.of(x, i, 1), i),
            Permute.of(Node.input("c", N, M, N), List.of(2, 0, 1)),
            x.reshape(Dim.of(4), N),
            ReduceFunction.MAX.of(x, 1),
            AlongFunction.SOFTMAX.of(x, 1),
            Node.of(new Contract(true, false), x, x),
            Node.of(new Contract(false, true), x, x),
            Select.of(x.greater(0), x, x.negate()),
            Node.of(new Iota(0, x.type())),
            Node.of(new Random(Random.Distribution.NORMAL, 3, "W", x.type())),
            x.number(N.plus(M)),
            x.number(0.5));

    assertThat(GraphText.of(Graph.of(outputs)))
        .isEqualTo(
            """
            %0 x: [n, 4] = input
            %1: [n, 4] = slice [0:n, 3::-1](%0 x)
            %2: [n, 2] = slice [0:n, 0:4:2](%0 x)
            %3: [n + 1, 5] = pad [1:n + 1, 0:4](%0 x)
            %4: [n, 8] = concat 1(%0 x, %0 x)
            %5: [2] = constant
            %6: [n, 2] = gather 1(%0 x, %5)
            %7: [n, 2] = gather 1(%0 x, %5)
            %8: [n, 9] = scatter 1(%7, %5)
            %9 c: [n, m, n] = input
            %10: [n, n, m] = permute [2, 0, 1](%9 c)
            %11: [4, n] = reshape(%0 x)
            %12: [n, 1] = max [1](%0 x)
            %13: [n, 4] = softmax 1(%0 x)
            %14: [4, 4] = .T@(%0 x, %0 x)
            %15: [n, n] = @.T(%0 x, %0 x)
            %16: scalar = 0
            %17: [n, 4] = broadcast_to(%16)
            %18: [n, 4] = >(%0 x, %17)
            %19: [n, 4] = neg(%0 x)
            %20: [n, 4] = where(%18, %0 x, %19)
            %21: [n, 4] = iota 0
            %22: [n, 4] = normal W
            %23: scalar = m + n
            %24: scalar = 0.5
            -> %1, %2, %3, %4, %6, %8, %10, %11, %12, %13, %14, %15, %20, %21, %22, %23, %24
            """);
  }

  @Test
  void theOrderDependsOnTheStructureAlone() {
    assertThat(GraphText.of(Graph.of(diamond()))).isEqualTo(GraphText.of(Graph.of(diamond())));
  }

  private static Node diamond() {
    Node x = Node.input("x", DType.F64);
    Node left = UnaryFunction.SIN.of(x);
    Node right = UnaryFunction.COS.of(x);
    return left.times(right).plus(right.over(left));
  }
}
