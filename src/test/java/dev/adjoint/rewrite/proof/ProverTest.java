package dev.adjoint.rewrite.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.GraphText;
import dev.adjoint.graph.Node;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.source.AdjointException;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.testing.Kinks;
import dev.adjoint.testing.RandomGraphs;
import dev.adjoint.testing.Variations;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ProverTest {
  private static final int TRIES = Integer.getInteger("adjoint.tries", 1);
  private static final double CLEARANCE = 1e-4;

  /// What is proved equal has equal values: graphs of all operations against ones that differ in one
  /// operation, or that are written in another way.
  @Test
  void provesNothingFalse() {
    int proved = 0;
    for (long seed = 0; seed < 1500L * TRIES; seed++) {
      var random = new SplittableRandom(seed);
      var sample = RandomGraphs.sample(DType.F64, seed, random.nextInt(1, 12));
      if (sample.sizes().containsValue(0)) {
        continue; // every dimension is at least 1
      }
      Node left = sample.outputs().getLast();
      Node right = Variations.equal(left, random.nextInt(3), random);
      right = attempt(right, random);
      if (Prover.prove(left, right) != Prover.Result.OPEN) {
        proved++;
        assertEqual(left, right, sample, seed);
      }
    }
    assertThat(proved).isGreaterThan(100 * TRIES);
  }

  private static Node attempt(Node node, SplittableRandom random) {
    try {
      return Variations.mutant(node, random);
    } catch (AdjointException _) {
      return node;
    }
  }

  private static void assertEqual(Node left, Node right, RandomGraphs.Sample sample, long seed) {
    Map<Node, Tensor> values = new HashMap<>();
    Graph graph = Graph.of(left, right);
    for (Node node : graph.nodes()) {
      List<Tensor> operands = node.operands().stream().map(values::get).toList();
      Tensor bound = sample.leaves().get(node);
      try {
        values.put(
            node, bound != null ? bound : new Interpreter().apply(node, operands, sample.sizes()));
      } catch (AdjointException _) {
        return; // an index that is none
      }
      boolean isFinite = DoubleStream.of(values.get(node).toDoubles()).allMatch(Double::isFinite);
      if (!isFinite || Kinks.distance(node, values::get) < CLEARANCE) {
        return; // not defined, or a matter of convention
      }
    }
    double scale =
        values.values().stream()
            .flatMapToDouble(value -> DoubleStream.of(value.toDoubles()))
            .map(Math::abs)
            .max()
            .orElse(0);
    double[] a = values.get(left).toDoubles();
    double[] b = values.get(right).toDoubles();
    for (int i = 0; i < a.length; i++) {
      assertThat(Math.abs(a[i] - b[i]))
          .as("seed %d, element %d: %s and %s of%n%s", seed, i, a[i], b[i], GraphText.of(graph))
          .isLessThanOrEqualTo(1e-8 * Math.max(1, scale));
    }
  }

  /// A graph that is written in another way is nearly always proved to be the same.
  @Test
  void provesWhatIsWrittenInAnotherWay() {
    int proved = 0;
    int all = 0;
    for (long seed = 0; seed < 500L * TRIES; seed++) {
      var random = new SplittableRandom(seed);
      var sample = RandomGraphs.sample(DType.F64, seed, random.nextInt(1, 6));
      Node left = sample.outputs().getLast(); // the last to be made
      Node right = Variations.equal(left, random.nextInt(1, 4), random);
      if (left != right) {
        all++;
        proved += Prover.prove(left, right) != Prover.Result.OPEN ? 1 : 0;
      }
    }
    assertThat(proved).isGreaterThan(all * 9 / 10);
  }
}
