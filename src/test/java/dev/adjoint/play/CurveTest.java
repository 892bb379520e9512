package dev.adjoint.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/// A curve has few pieces and loses no extreme.
class CurveTest {
  private static double cost(long seed, int step) {
    return Math.sin(seed + 0.37 * step * step);
  }

  @Property(tries = 60)
  void keepsTheFirstAndTheExtremesOfEachPiece(
      @ForAll @IntRange(min = 1, max = 20_000) int steps, @ForAll @LongRange(max = 99) long seed) {
    Curve curve = new Curve();
    for (int step = 0; step < steps; step++) {
      curve.add(step, cost(seed, step));
    }
    Curve.Part part = curve.part(0);
    int stride = part.stride();
    assertThat(part.firsts())
        .hasSize(Math.ceilDiv(steps, stride))
        .hasSizeLessThanOrEqualTo(Curve.MOST);
    assertThat(stride == 1 || steps > Curve.MOST / 2 * stride).isTrue();
    for (int piece = 0; piece < part.firsts().length; piece++) {
      double[] costs = new double[Math.min(stride, steps - piece * stride)];
      for (int i = 0; i < costs.length; i++) {
        costs[i] = cost(seed, piece * stride + i);
      }
      assertThat(part.firsts()[piece]).isEqualTo(costs[0]);
      assertThat(part.lows()[piece]).isEqualTo(Arrays.stream(costs).min().orElseThrow());
      assertThat(part.highs()[piece]).isEqualTo(Arrays.stream(costs).max().orElseThrow());
    }
  }

  @Property(tries = 60)
  void goesOnFromAnEarlierStep(
      @ForAll @IntRange(min = 1, max = 9_000) int steps, @ForAll @IntRange(max = 9_000) int from) {
    Curve whole = new Curve();
    for (int step = 0; step < steps; step++) {
      whole.add(step, cost(1, step));
    }
    int start = Math.min(from, steps) / whole.stride() * whole.stride();
    Curve rest = whole.before(start);
    assertThat(rest.pieces()).isEqualTo(start / whole.stride());
    for (int step = start; step < steps; step++) {
      rest.add(step, cost(1, step));
    }
    assertThat(rest.part(0)).usingRecursiveComparison().isEqualTo(whole.part(0));
  }
}
