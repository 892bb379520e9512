package dev.adjoint.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.exec.Program;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.TensorType;
import dev.adjoint.source.AdjointException;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InitializerTest {
  private static final TensorType MATRIX = TensorType.of(DType.F64, Dim.of(200), Dim.of(500));

  private static Tensor start(Initializer initializer, TensorType type, long seed, String stream) {
    Node initial = initializer.initial(type, seed, stream);
    assertThat(initial.type()).isEqualTo(type);
    return Program.compile(initial).run(Map.of()).getFirst();
  }

  private static double[] drawn(Initializer initializer) {
    return start(initializer, MATRIX, 1, "W").toDoubles();
  }

  private static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Math.sqrt(
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
  }

  @Test
  void constantsAreTheSameEverywhere() {
    assertThat(drawn(Initializer.zeros())).hasSize(100_000).containsOnly(0);
    assertThat(drawn(Initializer.ones())).containsOnly(1);
    assertThat(drawn(Initializer.constant(0.1))).containsOnly(0.1);
  }

  @Test
  void uniformFillsItsRange() {
    double[] values = drawn(Initializer.uniform(-1, 3));
    assertThat(Arrays.stream(values).min().orElseThrow()).isBetween(-1.0, -0.999);
    assertThat(Arrays.stream(values).max().orElseThrow()).isBetween(2.999, 3.0);
    assertThat(Arrays.stream(values).average().orElseThrow()).isCloseTo(1, within(0.02));
  }

  @Test
  void normalHasItsMeanAndDeviation() {
    double[] values = drawn(Initializer.normal(5, 0.1));
    assertThat(Arrays.stream(values).average().orElseThrow()).isCloseTo(5, within(0.002));
    assertThat(deviation(values)).isCloseTo(0.1, within(0.001));
  }

  @Test
  void normalTakesNodes() {
    Node deviation = Node.constant(1).over(Node.constant(50));
    assertThat(deviation(drawn(Initializer.normal(Node.constant(0), deviation))))
        .isCloseTo(0.02, within(0.0002));
  }

  @Test
  void heAndXavierScaleByTheLastAxis() {
    assertThat(deviation(drawn(Initializer.he()))).isCloseTo(Math.sqrt(2 / 500.0), within(5e-4));
    assertThat(deviation(drawn(Initializer.xavier())))
        .isCloseTo(Math.sqrt(1 / 500.0), within(5e-4));
  }

  @Test
  void heScalesByASizeThatOnlyTheDataTells() {
    Node x = Node.input("X", Dim.named("n"), Dim.ONE);
    TensorType type = TensorType.of(DType.F64, Dim.of(1000), Dim.named("n"));
    Node w = Initializer.he().initial(type, 1, "W");
    Tensor column = Tensor.full(DType.F64, dev.adjoint.tensor.Shape.of(8, 1), 0);
    double[] values = Program.compile(w, x).run(Map.of(x, column)).getFirst().toDoubles();
    assertThat(deviation(values)).isCloseTo(0.5, within(0.02));
  }

  @Test
  void numbersDependOnSeedAndStreamAndNothingElse() {
    Initializer normal = Initializer.normal(0, 1);
    Tensor values = start(normal, MATRIX, 1, "W");
    assertThat(start(normal, MATRIX, 1, "W")).isEqualTo(values);
    assertThat(start(normal, MATRIX, 2, "W")).isNotEqualTo(values);
    assertThat(start(normal, MATRIX, 1, "b")).isNotEqualTo(values);
  }

  @Test
  void f32StaysF32() {
    TensorType type = TensorType.of(DType.F32, Dim.of(2), Dim.of(3));
    assertThat(start(Initializer.he(), type, 1, "W").dtype()).isEqualTo(DType.F32);
    assertThat(start(Initializer.uniform(0, 1), type, 1, "W").dtype()).isEqualTo(DType.F32);
    assertThat(start(Initializer.ones(), type, 1, "W").dtype()).isEqualTo(DType.F32);
  }

  @Test
  void heOfAVectorIsRefused() {
    TensorType vector = TensorType.of(DType.F64, Dim.of(3));
    assertThatThrownBy(() -> Initializer.he().initial(vector, 1, "v"))
        .isInstanceOf(AdjointException.class)
        .hasMessageContaining("start matrices [n_out, n_in], not [3]");
  }
}
