package dev.adjoint.testing;

import dev.adjoint.graph.Along;
import dev.adjoint.graph.AlongFunction;
import dev.adjoint.graph.Binary;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Concat;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Pad;
import dev.adjoint.graph.Range;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.Reshape;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.Size;
import dev.adjoint.graph.Slice;
import dev.adjoint.graph.Unary;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;

/// The values of a graph in hundreds of digits: what a formula is, whatever numbers of 64 bits make
/// of it on the way. It knows the operations of smooth formulas and their derivatives, and shapes
/// without names.
public final class ManyDigits {
  // 1 + exp(-1000) has 435 digits in front of those that matter.
  private static final int DIGITS = 500;

  private static final Apfloat ONE = number(1);
  private static final Apfloat BEYOND_ALL = new Apfloat("1e1000000", DIGITS);

  private ManyDigits() {}

  /// The values of the graph's outputs, rounded.
  public static List<Tensor> run(Graph graph, Map<Node, Tensor> leaves) {
    return run(graph, leaves, DIGITS);
  }

  /// The same in fewer digits, for formulas whose parts do not differ that much in size.
  public static List<Tensor> run(Graph graph, Map<Node, Tensor> leaves, int digits) {
    Map<Node, Apfloat[]> values = new HashMap<>();
    for (Node node : graph.nodes()) {
      Tensor bound = leaves.get(node);
      values.put(node, bound == null ? value(node, values) : numbers(bound, digits));
    }
    return graph.outputs().stream().map(node -> rounded(node, values.get(node))).toList();
  }

  private static Tensor rounded(Node node, Apfloat[] value) {
    return Tensor.wrap(
        shape(node), Arrays.stream(value).mapToDouble(Apfloat::doubleValue).toArray());
  }

  private static Apfloat number(double value) {
    return Double.isInfinite(value)
        ? value > 0 ? BEYOND_ALL : BEYOND_ALL.negate()
        : new Apfloat(value, DIGITS);
  }

  private static Apfloat[] numbers(Tensor tensor, int digits) {
    return Arrays.stream(tensor.toDoubles())
        .mapToObj(x -> number(x).precision(digits))
        .toArray(Apfloat[]::new);
  }

  private static Shape shape(Node node) {
    return node.type().shape(Map.of());
  }

  private static Apfloat[] value(Node node, Map<Node, Apfloat[]> values) {
    List<Apfloat[]> x = node.operands().stream().map(values::get).toList();
    return switch (node.op()) {
      case Constant(Tensor value) -> numbers(value, DIGITS);
      case Size size -> new Apfloat[] {number(size.dim().evaluate(Map.of()))};
      case Unary unary -> each(x.getFirst(), v -> unary(unary.function(), v));
      case Binary binary ->
          generate(node, i -> binary(binary.function(), x.get(0)[i], x.get(1)[i]));
      case Select _ -> generate(node, i -> x.get(0)[i].signum() != 0 ? x.get(1)[i] : x.get(2)[i]);
      case Broadcast _ -> {
        int[] places = places(shape(node.operand(0)), shape(node));
        yield generate(node, i -> x.getFirst()[places[i]]);
      }
      case Reshape _ -> x.getFirst();
      case Reduce reduce -> reduce(node, reduce, x.getFirst());
      case Along along -> along(node, along, x.getFirst());
      case Concat concat when concat.axis() == 0 ->
          x.stream().flatMap(Arrays::stream).toArray(Apfloat[]::new);
      case Slice slice -> {
        int first = first(slice.ranges(), shape(node));
        yield generate(node, i -> x.getFirst()[first + i]);
      }
      case Pad pad -> {
        int first = first(pad.ranges(), shape(node));
        Apfloat[] inner = x.getFirst();
        yield generate(
            node, i -> i < first || i >= first + inner.length ? number(0) : inner[i - first]);
      }
      default -> throw new IllegalArgumentException("not among the smooth ones: " + node);
    };
  }

  /// The place of the first of some whole rows.
  private static int first(List<Range> ranges, Shape shape) {
    int row = shape.rank() == 0 ? 1 : shape.strides()[0];
    return ranges.getFirst().start().evaluate(Map.of()) * row;
  }

  private static Apfloat[] generate(Node node, java.util.function.IntFunction<Apfloat> value) {
    return IntStream.range(0, shape(node).count()).mapToObj(value).toArray(Apfloat[]::new);
  }

  private static Apfloat[] each(Apfloat[] x, UnaryOperator<Apfloat> f) {
    return Arrays.stream(x).map(f).toArray(Apfloat[]::new);
  }

  private static Apfloat unary(UnaryFunction function, Apfloat x) {
    return switch (function) {
      case NEG -> x.negate();
      case EXP -> exp(x);
      case EXPM1 -> exp(x).subtract(ONE);
      case LOG -> log(x);
      case LOG1P -> log(x.add(ONE));
      case SQRT -> ApfloatMath.sqrt(x);
      case SQUARE -> x.multiply(x);
      case RECIPROCAL -> ONE.divide(x);
      case SINH -> exp(x).subtract(exp(x.negate())).divide(number(2));
      case COSH -> exp(x).add(exp(x.negate())).divide(number(2));
      case TANH -> {
        Apfloat e = exp(x.multiply(number(2)));
        yield e.subtract(ONE).divide(e.add(ONE));
      }
      case SIGMOID -> ONE.divide(ONE.add(exp(x.negate())));
      case SOFTPLUS -> log(ONE.add(exp(x)));
      case STOP -> x;
      case NOT -> truth(x.signum() == 0);
      default -> throw new IllegalArgumentException("not among the smooth ones: " + function);
    };
  }

  private static Apfloat exp(Apfloat x) {
    return x.signum() == 0 ? ONE : ApfloatMath.exp(x);
  }

  private static Apfloat log(Apfloat x) {
    return x.equals(ONE) ? number(0) : ApfloatMath.log(x);
  }

  private static Apfloat binary(BinaryFunction function, Apfloat a, Apfloat b) {
    return switch (function) {
      case ADD -> a.add(b);
      case SUB -> a.subtract(b);
      case MUL -> a.multiply(b);
      case DIV -> a.divide(b);
      case POW -> b.signum() == 0 ? ONE : exp(b.multiply(log(a)));
      case EQUAL -> truth(a.compareTo(b) == 0);
      case UNEQUAL -> truth(a.compareTo(b) != 0);
      case LESS -> truth(a.compareTo(b) < 0);
      case LESS_EQUAL -> truth(a.compareTo(b) <= 0);
      case GREATER -> truth(a.compareTo(b) > 0);
      case GREATER_EQUAL -> truth(a.compareTo(b) >= 0);
      case OR -> truth(a.signum() != 0 || b.signum() != 0);
      case AND -> truth(a.signum() != 0 && b.signum() != 0);
      default -> throw new IllegalArgumentException("not among the smooth ones: " + function);
    };
  }

  private static Apfloat truth(boolean is) {
    return is ? ONE : number(0);
  }

  /// For each element of the larger shape, the place of its element in the smaller.
  private static int[] places(Shape small, Shape large) {
    int[] places = new int[large.count()];
    for (int i = 0; i < places.length; i++) {
      int place = 0;
      for (int axis = 0; axis < small.rank(); axis++) {
        int index = i / large.strides()[axis] % large.size(axis);
        place += small.size(axis) == 1 ? 0 : index * small.strides()[axis];
      }
      places[i] = place;
    }
    return places;
  }

  private static Apfloat[] reduce(Node node, Reduce reduce, Apfloat[] x) {
    Shape from = shape(node.operand(0));
    int[] kept = IntStream.range(0, from.rank()).map(from::size).toArray();
    reduce.axes().forEach(axis -> kept[axis] = 1);
    int[] places = places(Shape.of(kept), from);
    return generate(
        node,
        lane ->
            reduced(
                reduce,
                IntStream.range(0, x.length)
                    .filter(i -> places[i] == lane)
                    .mapToObj(i -> x[i])
                    .toList()));
  }

  private static Apfloat reduced(Reduce reduce, List<Apfloat> x) {
    return switch (reduce.function()) {
      case SUM -> sum(x);
      case MEAN -> sum(x).divide(number(x.size()));
      case PROD -> x.stream().reduce(ONE, Apfloat::multiply);
      case MAX -> x.stream().max(Apfloat::compareTo).orElseThrow();
      case LOGSUMEXP -> log(sum(x.stream().map(ManyDigits::exp).toList()));
      default -> throw new IllegalArgumentException("not among the smooth ones: " + reduce);
    };
  }

  private static Apfloat sum(List<Apfloat> x) {
    return x.stream().reduce(number(0), Apfloat::add);
  }

  private static Apfloat[] along(Node node, Along along, Apfloat[] x) {
    Shape from = shape(node);
    int[] kept = IntStream.range(0, from.rank()).map(from::size).toArray();
    kept[along.axis()] = 1;
    int[] places = places(Shape.of(kept), from);
    Apfloat[] exp = each(x, ManyDigits::exp);
    return generate(
        node,
        i -> {
          List<Apfloat> lane =
              IntStream.range(0, x.length)
                  .filter(k -> places[k] == places[i])
                  .mapToObj(k -> exp[k])
                  .toList();
          Apfloat share = exp[i].divide(sum(lane));
          return along.function() == AlongFunction.SOFTMAX ? share : log(share);
        });
  }
}
