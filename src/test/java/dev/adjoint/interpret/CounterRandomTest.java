package dev.adjoint.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Random;
import dev.adjoint.graph.Random.Distribution;
import dev.adjoint.graph.TensorType;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Tensor;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CounterRandomTest {
  private static Node node(
      Distribution distribution, long seed, String stream, DType dtype, int n) {
    return Node.of(new Random(distribution, seed, stream, TensorType.of(dtype, Dim.of(n))));
  }

  private static Tensor draw(Distribution distribution, long seed, String stream, int n) {
    return run(node(distribution, seed, stream, DType.F64, n));
  }

  private static Tensor run(Node node) {
    return new Interpreter().run(Graph.of(node), Map.of()).getFirst();
  }

  /// These numbers are part of what a seed means: a script's results must not change with the
  /// version.
  @Test
  void firstNumbersOfStreamsStay() {
    assertThat(draw(Distribution.UNIFORM, 0, "W", 3).toDoubles())
        .containsExactly(0.1412386272679237, 0.2035138149404414, 0.6653444621394821);
    assertThat(draw(Distribution.UNIFORM, 1, "hidden.W", 3).toDoubles())
        .containsExactly(0.04730359086829783, 0.4179350393263609, 0.8969861062295887);
    assertThat(draw(Distribution.NORMAL, 0, "W", 3).toDoubles())
        .containsExactly(0.15890038762218145, 0.4044566502448773, 0.2249161959806923);
    assertThat(draw(Distribution.NORMAL, -5, "", 3).toDoubles())
        .containsExactly(0.9326125464558743, 0.731639147386343, 1.503040348856716);
  }

  @Test
  void aDrawDependsOnSeedStreamAndPlaceAlone() {
    double[] ten = draw(Distribution.NORMAL, 7, "W", 10).toDoubles();
    assertThat(draw(Distribution.NORMAL, 7, "W", 1000).toDoubles()).startsWith(ten);
    Node matrix =
        Node.of(
            new Random(
                Distribution.NORMAL, 7, "W", TensorType.of(DType.F64, Dim.of(2), Dim.of(5))));
    assertThat(run(matrix).toDoubles()).containsExactly(ten);
    Node twoDraws =
        node(Distribution.NORMAL, 7, "other", DType.F64, 10)
            .plus(node(Distribution.NORMAL, 7, "W", DType.F64, 10));
    assertThat(run(twoDraws).at(3))
        .isEqualTo(draw(Distribution.NORMAL, 7, "other", 10).at(3) + ten[3]);
  }

  @Test
  void seedsAndStreamsDiffer() {
    Set<Double> firsts = new HashSet<>();
    for (long seed = -50; seed < 50; seed++) {
      for (String stream : List.of("", "W", "b", "W[1]", "W[2]", "ab", "ba")) {
        firsts.add(draw(Distribution.UNIFORM, seed, stream, 1).at(0));
      }
    }
    assertThat(firsts).hasSize(700);
  }

  @Test
  void uniformsAreUniform() {
    double[] u = draw(Distribution.UNIFORM, 3, "u", 100_000).toDoubles();
    assertThat(Arrays.stream(u).allMatch(x -> 0 <= x && x < 1)).isTrue();
    assertThat(Arrays.stream(u).average().orElseThrow()).isCloseTo(0.5, within(0.004));
    for (double edge = 0.1; edge < 1; edge += 0.1) {
      double below = edge;
      assertThat(Arrays.stream(u).filter(x -> x < below).count() / 1e5)
          .isCloseTo(edge, within(0.007));
    }
  }

  @Test
  void normalsAreNormal() {
    double[] z = draw(Distribution.NORMAL, 3, "z", 100_000).toDoubles();
    assertThat(moment(z, 1)).isCloseTo(0, within(0.013));
    assertThat(moment(z, 2)).isCloseTo(1, within(0.02));
    assertThat(moment(z, 3)).isCloseTo(0, within(0.06));
    assertThat(moment(z, 4)).isCloseTo(3, within(0.15));
    double lag = 0;
    for (int i = 1; i < z.length; i++) {
      lag += z[i] * z[i - 1] / z.length;
    }
    assertThat(lag).isCloseTo(0, within(0.013));
  }

  private static double moment(double[] z, int power) {
    return Arrays.stream(z).map(x -> Math.pow(x, power)).average().orElseThrow();
  }

  /// As a double it is just below 1, and the nearest float of that is 1.
  @Test
  void uniformsInF32StayBelowOne() {
    long seed = 112_202_565;
    assertThat(draw(Distribution.UNIFORM, seed, "u", 1).at(0)).isGreaterThan(1 - 0x1p-25);
    assertThat(run(node(Distribution.UNIFORM, seed, "u", DType.F32, 1)).at(0))
        .isEqualTo(1 - 0x1p-24);
  }
}
