package dev.adjoint.verify;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.rewrite.Precision;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Derivatives of a scalar held against differences of its values: first in random directions, then
/// element by element.
///
/// All is computed in f64, whatever the graph's precision, so that rounding hides no mistake and
/// looks like none. What is claimed must come within 1e-8 of what is measured, relatively, or within
/// 1e-5 in an f32 graph, whose own numbers are rounded. Steps that cross a kink are not taken; at a
/// kink a value between the derivatives to its two sides is right, and where that cannot be said, a
/// point next to it is looked at. A derivative counts as wrong only if the values say so beyond doubt.
public final class GradientCheck {
  private static final Interpreter INTERPRETER = new Interpreter();
  private static final int NUDGES = 2;
  private static final int SEARCHED = 200;

  /// How much to measure.
  ///
  /// @param directions random directions for each derivative
  /// @param elements at most so many elements of each, drawn at random where there are more
  public record Effort(int directions, int elements, long seed) {
    /// Three directions and twenty elements.
    public static Effort usual(long seed) {
      return new Effort(3, 20, seed);
    }
  }

  private final Node scalar;
  private final double tolerance;
  private final Map<Node, Tensor> point;
  private final Effort effort;
  private final SplittableRandom random;

  private GradientCheck(Node scalar, Map<Node, Tensor> point, Effort effort, double tolerance) {
    this.scalar = scalar;
    this.tolerance = tolerance;
    this.point = point;
    this.effort = effort;
    this.random = new SplittableRandom(effort.seed());
  }

  /// What is found of each claimed derivative, in order.
  ///
  /// @param scalar what is differentiated
  /// @param wrt by what; any nodes that it depends on, or not
  /// @param claimed the derivatives, each of the shape of what it is by
  /// @param point the values of all leaves
  /// @throws dev.adjoint.source.AdjointException if a value is missing or does not fit
  public static List<Finding> check(
      Node scalar, List<Node> wrt, List<Node> claimed, Map<Node, Tensor> point, Effort effort) {
    List<Node> all = new ArrayList<>(List.of(scalar));
    all.addAll(wrt);
    all.addAll(claimed);
    Map<Node, Node> precise = Precision.copy(Graph.of(all), DType.F64);
    Map<Node, Tensor> values = precise(point, precise);
    var check = new GradientCheck(precise.get(scalar), values, effort, tolerance(scalar));
    List<Finding> found = new ArrayList<>();
    for (int k = 0; k < wrt.size(); k++) {
      found.add(check.of(wrt.get(k), precise.get(wrt.get(k)), precise.get(claimed.get(k))));
    }
    return found;
  }

  /// The rules of some functions hold numbers that are rounded to the graph's precision.
  private static double tolerance(Node scalar) {
    return scalar.type().dtype() == DType.F64 ? 1e-8 : 1e-5;
  }

  /// The values in f64 of the leaves that have copies in f64; others say how large dimensions are.
  static Map<Node, Tensor> precise(Map<Node, Tensor> point, Map<Node, Node> copies) {
    Map<Node, Tensor> values = new HashMap<>();
    point.forEach(
        (leaf, value) -> {
          Node copy = copies.get(leaf);
          values.put(copy == null ? leaf : copy, copy == null ? value : value.as(DType.F64));
        });
    return values;
  }

  /// One derivative at one point.
  private final class Place {
    final Tensor gradient;
    final double scale;
    private final Node x;
    private final Surroundings around;

    Place(Node x, Node claimed, Map<Node, Tensor> at) {
      Map<Node, Tensor> values = INTERPRETER.evaluate(Graph.of(claimed), at);
      this.x = x;
      this.gradient = values.get(claimed);
      this.around = new Surroundings(scalar, at, List.of(x), tolerance);
      // What rounding makes of the gradient grows with the largest number on the way to it.
      this.scale =
          Math.max(
              Surroundings.largest(List.of(gradient)),
              1e-7 * Surroundings.largest(values.values()));
    }

    Claim claim(Tensor direction) {
      double sum = 0;
      double size = 0;
      for (int i = 0; i < direction.shape().count(); i++) {
        if (direction.at(i) != 0) {
          sum += direction.at(i) * gradient.at(i);
          size += Math.abs(direction.at(i) * gradient.at(i));
        }
      }
      return new Claim(sum, Math.max(scale, size));
    }

    Slope.Verdict judge(Tensor direction) {
      Claim claim = claim(direction);
      return around.along(Map.of(x, direction)).judge(claim.slope(), claim.scale());
    }
  }

  /// The slope in a direction that a derivative says, and what is large or small beside it: the sum
  /// of the magnitudes of its parts, which may cancel, or of what they were computed of.
  private record Claim(double slope, double scale) {}

  private Finding of(Node wrt, Node x, Node claimed) {
    Place here = new Place(x, claimed, point);
    Shape shape = here.gradient.shape();
    Tally tally = new Tally(wrt, here, claimed);
    for (int direction = 0; shape.count() > 1 && direction < effort.directions(); direction++) {
      tally.direction(Tensor.generate(DType.F64, shape, _ -> either(random.nextDouble(0.5, 1.5))));
    }
    boolean isWrong = tally.wrong.isPresent();
    for (int i : some(shape.count(), isWrong ? SEARCHED : effort.elements())) {
      tally.element(i);
    }
    return tally.finding();
  }

  private double either(double x) {
    return random.nextBoolean() ? x : -x;
  }

  /// All places of so many, or some of them, in order.
  private int[] some(int count, int most) {
    return count <= most
        ? IntStream.range(0, count).toArray()
        : random.ints(0, count).distinct().limit(most).sorted().toArray();
  }

  /// What has been found of one derivative so far.
  private final class Tally {
    private final Node wrt;
    private final Place here;
    private final Node claimed;
    private final List<Place> nearby = new ArrayList<>();
    private Optional<Finding.Mismatch> wrong = Optional.empty();
    private double worst; // of the wrong elements
    private double error;
    private int directions;
    private int elements;
    private int unmeasured;

    Tally(Node wrt, Place here, Node claimed) {
      this.wrt = wrt;
      this.here = here;
      this.claimed = claimed;
    }

    void direction(Tensor by) {
      if (take(by, -1)) {
        directions++;
      }
    }

    void element(int i) {
      Tensor unit = Tensor.generate(DType.F64, here.gradient.shape(), at -> at == i ? 1 : 0);
      if (take(unit, i)) {
        elements++;
      }
    }

    /// Whether the values say anything.
    private boolean take(Tensor direction, int element) {
      Slope.Verdict verdict = here.judge(direction);
      Place place = here;
      for (int i = 0; i < NUDGES && verdict instanceof Slope.Kink; i++) {
        place = nearby(i);
        verdict = place.judge(direction);
      }
      switch (verdict) {
        case Slope.Right(double measured, double doubt) ->
            error = Math.max(error, off(place, direction, measured, doubt));
        case Slope.Wrong(double measured) -> wrong(place, direction, element, measured);
        case Slope.Kink _, Slope.Unmeasured _ -> {
          unmeasured++;
          return false;
        }
      }
      return true;
    }

    private void wrong(Place place, Tensor direction, int element, double measured) {
      double off = off(place, direction, measured, 0);
      boolean first = wrong.isEmpty() || wrong.get().element() < 0;
      if (first || off > worst) {
        worst = element < 0 ? 0 : off;
        String index = element < 0 ? "" : index(place.gradient.shape(), element);
        wrong =
            Optional.of(
                new Finding.Mismatch(
                    element, index, place.claim(direction).slope(), measured, Map.of()));
      }
    }

    private double off(Place place, Tensor direction, double measured, double doubt) {
      Claim claim = place.claim(direction);
      double scale = Math.max(claim.scale(), Math.abs(measured));
      return Math.max(0, Math.abs(claim.slope() - measured) - doubt) / scale;
    }

    /// A point a little off, as far as `x` goes.
    private Place nearby(int i) {
      while (nearby.size() <= i) {
        Map<Node, Tensor> moved = new HashMap<>(point);
        Tensor value = here.around.value(here.x);
        moved.put(
            here.x,
            Tensor.generate(
                DType.F64,
                value.shape(),
                at ->
                    value.at(at)
                        + either(random.nextDouble(1e-4, 1e-2)) * Math.max(1, value.at(at))));
        nearby.add(new Place(here.x, claimed, moved));
      }
      return nearby.get(i);
    }

    Finding finding() {
      var measurements =
          new Finding.Measurements(directions, elements, here.gradient.shape().count());
      return new Finding(wrt, measurements, unmeasured, error, wrong);
    }
  }

  /// The index of a row-major place, as `[1, 0]`.
  static String index(Shape shape, int place) {
    int[] index = new int[shape.rank()];
    int rest = place;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      index[axis] = rest % shape.size(axis);
      rest /= shape.size(axis);
    }
    return Arrays.toString(index);
  }
}
