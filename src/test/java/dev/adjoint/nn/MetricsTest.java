package dev.adjoint.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.exec.Program;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Node;
import dev.adjoint.source.AdjointException;
import dev.adjoint.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final double[][] SCORES = {{5, 1, 0, 2}, {1, 1, 0, 3}, {0, 0, 9, 4}};
  private final Dim m = Dim.named("m");

  private static double accuracy(Node a, Node y, double[][] scores, double[][] labels) {
    return Program.compile(Metrics.accuracy(a, y))
        .run(Map.of(a, Tensor.matrix(scores), y, Tensor.matrix(labels)))
        .getFirst()
        .item();
  }

  @Test
  void oneRowIsDecidedAtOneHalf() {
    Node a = Node.input("A", Dim.ONE, m);
    Node y = Node.input("Y", Dim.ONE, m);
    double[][] scores = {{0.1, 0.5, 0.51, 0.9}};
    assertThat(accuracy(a, y, scores, new double[][] {{0, 0, 1, 1}})).isEqualTo(1);
    assertThat(accuracy(a, y, scores, new double[][] {{0, 1, 1, 0}})).isEqualTo(0.5);
  }

  @Test
  void aSizeThatIsBoundToOneIsOneRow() {
    Node a = Node.input("A", Dim.named("k", 1), m);
    Node y = Node.input("Y", Dim.named("k", 1), m);
    assertThat(accuracy(a, y, new double[][] {{0.1, 0.9}}, new double[][] {{0, 0}})).isEqualTo(0.5);
  }

  @Test
  void ofSeveralRowsTheLargestIsTheAnswer() {
    Node a = Node.input("A", Dim.named("k"), m);
    Node columns = Node.input("Y", Dim.named("k"), m);
    Node numbers = Node.input("Y", Dim.ONE, m);
    double[][] oneHot = {{1, 1, 0, 1}, {0, 0, 0, 0}, {0, 0, 1, 0}};

    assertThat(accuracy(a, columns, SCORES, oneHot)).isEqualTo(0.75);
    assertThat(accuracy(a, numbers, SCORES, new double[][] {{0, 0, 2, 2}})).isEqualTo(1);
    assertThat(accuracy(a, numbers, SCORES, new double[][] {{1, 1, 2, 2}})).isEqualTo(0.5);
  }

  @Test
  void whatIsNotANumberIsNeverRight() {
    double nan = Double.NaN;
    Node a = Node.input("A", Dim.ONE, m);
    Node y = Node.input("Y", Dim.ONE, m);
    double[][] row = {{0, 0, 1, 1}};
    assertThat(accuracy(a, y, new double[][] {{nan, 0.1, nan, 0.9}}, row)).isEqualTo(0.5);

    Node scores = Node.input("A", Dim.named("k"), m);
    Node columns = Node.input("Y", Dim.named("k"), m);
    double[][] some = {{nan, 1, 0, 2}, {nan, nan, 0, 3}, {nan, 0, 9, 4}};
    double[][] oneHot = {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 1}};
    assertThat(accuracy(scores, y, some, new double[][] {{0, 1, 2, 2}})).isEqualTo(0.5);
    assertThat(accuracy(scores, columns, some, oneHot)).isEqualTo(0.5);
  }

  @Test
  void otherNumbersOfExamplesAreRefused() {
    Node a = Node.input("A", Dim.named("k"), m);
    Node y = Node.input("Y", Dim.named("k"), Dim.named("m_test"));
    assertThatThrownBy(() -> Metrics.accuracy(a, y)).isInstanceOf(AdjointException.class);
  }
}
