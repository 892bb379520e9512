package dev.adjoint.draw.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.graph.AlongFunction;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Concat;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Range;
import dev.adjoint.graph.ReduceFunction;
import dev.adjoint.graph.Slice;
import dev.adjoint.graph.UnaryFunction;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormulaTest {
  private static final Dim N = Dim.named("n");
  private static final Node A = Node.input("a", N, N);
  private static final Node B = Node.input("b", N, N);
  private static final Node C = Node.input("c", N, N);

  private static void assertFormula(Node node, String expected) {
    Folding folding = new Folding(Graph.of(node.named("y")), Scene.Detail.NAMES);
    assertThat(Formula.of(node, folding)).isEqualTo(expected);
  }

  @Test
  void operatorsHaveTheirPrecedence() {
    assertFormula(A.plus(B).minus(C), "a + b - c");
    assertFormula(A.plus(B.minus(C)), "a + (b - c)");
    assertFormula(A.times(B.plus(C)), "a * (b + c)");
    assertFormula(A.times(B).plus(C), "a * b + c");
    assertFormula(A.over(B.over(C)), "a / (b / c)");
    assertFormula(A.pow(B.pow(C)), "a^b^c");
    assertFormula(A.pow(B).pow(C), "(a^b)^c");
    assertFormula(A.negate().pow(2), "(-a)^2");
    assertFormula(A.pow(2).negate(), "-a^2");
    assertFormula(A.plus(B).negate(), "-(a + b)");
    assertFormula(A.pow(-2), "a^-2");
    assertFormula(BinaryFunction.LESS.of(A, B.plus(C)), "a < b + c");
  }

  @Test
  void aMatrixProductWithinAProductIsBracketed() {
    assertFormula(A.matmul(B).times(C), "(a @ b) * c");
    assertFormula(A.times(B).matmul(C), "(a * b) @ c");
    assertFormula(A.matmul(B.matmul(C)), "a @ (b @ c)");
    assertFormula(A.matmul(B).plus(C), "a @ b + c");
    assertFormula(A.plus(B).transpose().matmul(C), "(a + b).T @ c");
  }

  @Test
  void functionsHaveTheirArguments() {
    assertFormula(UnaryFunction.SIGMOID.of(A.plus(1)), "sigmoid(a + 1)");
    assertFormula(BinaryFunction.MAX.of(A, B), "max(a, b)");
    assertFormula(A.mean(), "mean(a)");
    assertFormula(A.sum(0), "sum(a, axis = 0)");
    assertFormula(
        ReduceFunction.SUM.of(A, List.of(1), false), "sum(a, axis = 1, keepdims = false)");
    assertFormula(AlongFunction.CUMSUM.of(A, 1), "cumsum(a, axis = 1)");
    assertFormula(Concat.of(List.of(A, B), 0), "concat([a, b], axis = 0)");
    assertFormula(A.reshape(N.times(N)), "reshape(a, [n * n])");
  }

  @Test
  void slicesAndSizes() {
    Range firstTwo = new Range(Dim.ZERO, 1, Dim.of(2));
    assertFormula(Slice.of(A, List.of(firstTwo, Range.all(N))), "a[:2, :]");
    assertFormula(A.over(A.number(N)), "a / n");
  }
}
