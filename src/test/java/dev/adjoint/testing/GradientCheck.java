package dev.adjoint.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.autodiff.Gradient;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.GraphText;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Unary;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.graph.Verifier;
import dev.adjoint.interpret.Bindings;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/// Derivatives held against differences of values, in f64, at a point that is clear of kinks.
///
/// A difference quotient is extrapolated as Ridders does it (Numerical Recipes 5.7): central
/// differences at ever smaller steps, combined so that the error's leading powers cancel, and of all
/// combinations the one whose neighbours differ least. It measures to about ten digits, and knows how
/// far it can be trusted: a derivative that cannot be measured counts as wrong, so that no check
/// passes for want of an answer.
public final class GradientCheck {
  /// A derivative that the values do not bear out.
  ///
  /// @param where the node, and the element or direction
  /// @param doubt how far the measurement may be off
  public record Mismatch(String where, double claimed, double measured, double doubt) {}

  private static final double TOLERANCE = 1e-6;
  private static final int MOST_COORDINATES = 40;
  private static final int DIRECTIONS = 3;
  private static final int STEPS = 6;
  private static final double FIRST_STEP = 0x1p-11; // far within the clearance of kinks

  private static final Interpreter INTERPRETER = new Interpreter();

  private GradientCheck() {}

  /// Holds the derivatives of these nodes, each weighted by random numbers, against differences;
  /// then the derivatives of these derivatives, up to an order.
  ///
  /// @param wrt what to differentiate by, with a value in `point`
  /// @param point the values of all leaves
  public static void assertDerivatives(
      List<Node> outputs, List<Node> wrt, Map<Node, Tensor> point, int order) {
    var random = new SplittableRandom(point.size());
    Map<Node, Tensor> values = new LinkedHashMap<>(point);
    Node scalar = weigh(outputs, values, random);
    for (int k = 1; k <= order; k++) {
      List<Node> claimed = Gradient.of(scalar).wrt(wrt);
      Verifier.verify(Graph.of(claimed));
      assertTypes(claimed, wrt);
      assertThat(mismatches(scalar, wrt, claimed, values))
          .as("derivatives of order %d of%n%s%nat %s", k, GraphText.of(Graph.of(outputs)), point)
          .isEmpty();
      scalar = weigh(claimed, values, random);
    }
  }

  private static void assertTypes(List<Node> claimed, List<Node> wrt) {
    for (int i = 0; i < wrt.size(); i++) {
      assertThat(claimed.get(i).type()).as("type of the derivative").isEqualTo(wrt.get(i).type());
    }
  }

  /// The mismatches of claimed derivatives of a scalar: element by element, or in a few random
  /// directions where there are many elements.
  public static List<Mismatch> mismatches(
      Node scalar, List<Node> wrt, List<Node> claimed, Map<Node, Tensor> point) {
    int coordinates = wrt.stream().mapToInt(x -> point.get(x).shape().count()).sum();
    return coordinates <= MOST_COORDINATES
        ? byCoordinate(scalar, wrt, claimed, point)
        : byDirection(scalar, wrt, claimed, point, new SplittableRandom(coordinates));
  }

  /// The mismatches, element by element.
  public static List<Mismatch> byCoordinate(
      Node scalar, List<Node> wrt, List<Node> claimed, Map<Node, Tensor> point) {
    List<Tensor> derivatives = INTERPRETER.run(Graph.of(claimed), point);
    var function = new Along(scalar, point);
    List<Mismatch> found = new ArrayList<>();
    for (int k = 0; k < wrt.size(); k++) {
      Node x = wrt.get(k);
      Shape shape = point.get(x).shape();
      for (int i = 0; i < shape.count(); i++) {
        int place = i;
        Tensor unit = Tensor.generate(DType.F64, shape, at -> at == place ? 1 : 0);
        String where = x.label() + " at element " + i + " of " + shape;
        compare(where, derivatives.get(k).at(i), function.towards(Map.of(x, unit)), found);
      }
    }
    return found;
  }

  /// The mismatches in random directions of all of `wrt` together.
  public static List<Mismatch> byDirection(
      Node scalar,
      List<Node> wrt,
      List<Node> claimed,
      Map<Node, Tensor> point,
      SplittableRandom random) {
    List<Tensor> derivatives = INTERPRETER.run(Graph.of(claimed), point);
    var function = new Along(scalar, point);
    List<Mismatch> found = new ArrayList<>();
    for (int direction = 0; direction < DIRECTIONS; direction++) {
      Map<Node, Tensor> towards = new HashMap<>();
      double slope = 0;
      for (int k = 0; k < wrt.size(); k++) {
        Tensor by = weights(point.get(wrt.get(k)).shape(), random);
        towards.put(wrt.get(k), by);
        slope += dot(by, derivatives.get(k));
      }
      compare("direction " + direction, slope, function.towards(towards), found);
    }
    return found;
  }

  private static void compare(
      String where, double claimed, DoubleUnaryOperator function, List<Mismatch> found) {
    Estimate measured = differentiate(function);
    double scale = Math.max(1, Math.max(Math.abs(claimed), Math.abs(measured.value)));
    double off = Math.abs(claimed - measured.value) + measured.doubt;
    if (!(off <= TOLERANCE * scale)) {
      found.add(new Mismatch(where, claimed, measured.value, measured.doubt));
    }
  }

  private record Estimate(double value, double doubt) {}

  private static Estimate differentiate(DoubleUnaryOperator f) {
    double[] previous = new double[STEPS];
    Estimate best = new Estimate(Double.NaN, Double.POSITIVE_INFINITY);
    double h = FIRST_STEP;
    for (int i = 0; i < STEPS; i++, h /= 2) {
      double[] row = new double[STEPS];
      row[0] = (f.applyAsDouble(h) - f.applyAsDouble(-h)) / (2 * h);
      double factor = 4;
      for (int j = 1; j <= i; j++, factor *= 4) {
        row[j] = (row[j - 1] * factor - previous[j - 1]) / (factor - 1);
        double doubt = Math.max(Math.abs(row[j] - row[j - 1]), Math.abs(row[j] - previous[j - 1]));
        if (doubt < best.doubt) {
          best = new Estimate(row[j], doubt);
        }
      }
      previous = row;
    }
    return best;
  }

  /// A scalar as a function of how far its leaves go in a direction. What is constant to
  /// differentiation stays as it is at the point.
  private static final class Along {
    private final Graph graph;
    private final Map<Node, Tensor> point;

    Along(Node scalar, Map<Node, Tensor> point) {
      this.graph = Graph.of(scalar);
      this.point = new HashMap<>(point);
      Map<Node, Tensor> values = INTERPRETER.evaluate(graph, point);
      for (Node node : graph.nodes()) {
        if (node.op() instanceof Unary unary && unary.function() == UnaryFunction.STOP) {
          this.point.put(node, values.get(node));
        }
      }
    }

    DoubleUnaryOperator towards(Map<Node, Tensor> direction) {
      return distance -> {
        Map<Node, Tensor> moved = new HashMap<>(point);
        direction.forEach(
            (node, by) ->
                moved.merge(
                    node,
                    by,
                    (x, d) ->
                        Tensor.generate(DType.F64, x.shape(), i -> x.at(i) + distance * d.at(i))));
        return INTERPRETER.run(graph, moved).getFirst().item();
      };
    }
  }

  /// The sum of all elements of the nodes, each times a random number of its own, which is bound in
  /// `values`.
  public static Node weigh(List<Node> nodes, Map<Node, Tensor> values, SplittableRandom random) {
    Map<String, Integer> sizes = Bindings.sizes(Graph.of(nodes), values);
    List<Node> terms = new ArrayList<>();
    for (Node node : nodes) {
      Node weight = Node.input("weight" + values.size(), node.type().dtype(), dims(node));
      values.put(weight, weights(node.type().shape(sizes), random).as(node.type().dtype()));
      terms.add(node.times(weight).sum());
    }
    return terms.stream().reduce(Node::plus).orElseThrow();
  }

  private static dev.adjoint.graph.Dim[] dims(Node node) {
    return node.type().dims().toArray(dev.adjoint.graph.Dim[]::new);
  }

  /// Numbers of either sign and of ordinary size.
  private static Tensor weights(Shape shape, SplittableRandom random) {
    return Tensor.generate(
        DType.F64, shape, _ -> (random.nextBoolean() ? 1 : -1) * random.nextDouble(0.5, 1.5));
  }

  private static double dot(Tensor a, Tensor b) {
    return IntStream.range(0, a.shape().count()).mapToDouble(i -> a.at(i) * b.at(i)).sum();
  }
}
