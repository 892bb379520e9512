package dev.adjoint.rewrite.proof;

import dev.adjoint.graph.Along;
import dev.adjoint.graph.Binary;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Concat;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Contract;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Gather;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Iota;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Pad;
import dev.adjoint.graph.Parameter;
import dev.adjoint.graph.Permute;
import dev.adjoint.graph.Random;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.Reshape;
import dev.adjoint.graph.Scatter;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.Size;
import dev.adjoint.graph.Slice;
import dev.adjoint.graph.Unary;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Reads each node as a formula for its elements: `Z = W @ X + b` is `Z[i, j] = sum over k of
/// W[i, k] X[k, j] + b[i]`.
///
/// So broadcasting, transposes, reductions and products of matrices need no rules: they only say
/// which index stands where. Index i is axis i of the node; an axis that is literally 1 has none.
final class Normalizer {
  private final Algebra algebra;
  private final Elementwise elementwise;
  private final Functions functions;
  private final Map<Node, Poly> values = new HashMap<>();

  Normalizer(Algebra algebra, Functions functions) {
    this.algebra = algebra;
    this.functions = functions;
    this.elementwise = new Elementwise(algebra, functions);
  }

  /// Takes a node as it comes, whatever it is made of.
  void take(Node node) {
    values.put(node, given(node, node));
  }

  /// The normal form of a node; those of its operands are known.
  void read(Node node) {
    values.put(node, formula(node));
  }

  /// The normal form of a node that was taken or read.
  Poly value(Node node) {
    return values.get(node);
  }

  private Poly formula(Node node) {
    return switch (node.op()) {
      case Input _, Parameter _ -> given(node, node);
      case Constant(Tensor value) -> constant(node, value);
      case Size(Dim dim, _) -> algebra.size(dim);
      case Random random -> given(random, node);
      case Iota iota ->
          node.type().dim(iota.axis()).isOne()
              ? Poly.ZERO
              : algebra.atom(new Atom.Kind.Place(), List.of(iota.axis()));
      case Unary(var function) -> elementwise.unary(function, operand(node, 0));
      case Binary(var function) when function == BinaryFunction.EQUAL && isWithInfinity(node) ->
          Poly.ZERO;
      case Binary(var function) -> elementwise.binary(function, operand(node, 0), operand(node, 1));
      case Select _ -> elementwise.choice(operand(node, 0), operand(node, 1), operand(node, 2));
      case Reduce reduce -> reduce(reduce, node);
      case Along along -> along(along, node);
      case Broadcast _ -> operand(node, 0);
      case Reshape _ -> reshape(node);
      case Permute permute -> algebra.renamed(operand(node, 0), permute.order()::indexOf);
      case Contract contract -> contract(contract, node);
      case Gather gather -> gather(gather, node);
      case Slice _, Pad _, Concat _, Scatter _ -> opaque(node);
    };
  }

  private Poly operand(Node node, int index) {
    return values.get(node.operand(index));
  }

  private static List<Integer> axes(Node node) {
    return IntStream.range(0, node.rank())
        .filter(axis -> !node.type().dim(axis).isOne())
        .boxed()
        .toList();
  }

  private Poly given(Object identity, Node node) {
    return algebra.atom(new Atom.Kind.Given(identity), axes(node));
  }

  /// Whether an operand is infinite, as no number is.
  private static boolean isWithInfinity(Node node) {
    return node.operands().stream()
        .map(x -> x.op() instanceof Broadcast ? x.operand(0) : x)
        .anyMatch(
            x ->
                x.op() instanceof Constant(Tensor v)
                    && x.rank() == 0
                    && Double.isInfinite(v.at(0)));
  }

  private Poly constant(Node node, Tensor value) {
    double[] elements = value.toDoubles();
    boolean isUniform =
        elements.length > 0
            && Double.isFinite(elements[0])
            && Arrays.stream(elements).allMatch(x -> x == elements[0]);
    return isUniform ? Poly.number(Rational.of(elements[0])) : given(node.op(), node);
  }

  // Sums over axes.

  private Poly total(Poly of, Node node, List<Integer> axes) {
    Poly total = of;
    for (int axis : axes) {
      Dim dim = node.type().dim(axis);
      if (!dim.isOne()) {
        total = algebra.total(total, axis, dim);
      }
    }
    return total;
  }

  private Poly mean(Poly of, Node node, List<Integer> axes) {
    Dim count = Dim.product(axes.stream().map(node.type()::dim).toList());
    return over(total(of, node, axes), algebra.size(count));
  }

  private Poly over(Poly a, Poly b) {
    return algebra.times(a, functions.power(b, Rational.MINUS_ONE));
  }

  private Poly reduce(Reduce reduce, Node node) {
    Node x = node.operand(0);
    Poly of = operand(node, 0);
    List<Integer> axes = reduce.axes();
    Poly kept =
        switch (reduce.function()) {
          case SUM -> total(of, x, axes);
          case MEAN -> mean(of, x, axes);
          case NORM -> functions.power(total(algebra.power(of, 2), x, axes), Elementwise.HALF);
          case VAR -> variance(of, x, axes);
          case STD -> functions.power(variance(of, x, axes), Elementwise.HALF);
          case LOGSUMEXP -> functions.log(total(functions.exp(of), x, axes));
          case PROD, MAX, MIN, ARGMAX -> null;
        };
    if (kept == null) {
      return opaque(node);
    }
    return reduce.keepDims() ? kept : algebra.renamed(kept, axis -> axis - before(axes, axis));
  }

  private static int before(List<Integer> axes, int axis) {
    return (int) axes.stream().filter(other -> other < axis).count();
  }

  private Poly variance(Poly of, Node x, List<Integer> axes) {
    Poly squares = mean(algebra.power(of, 2), x, axes);
    return squares.minus(algebra.power(mean(of, x, axes), 2));
  }

  private Poly along(Along along, Node node) {
    Poly of = operand(node, 0);
    List<Integer> axes = List.of(along.axis());
    return switch (along.function()) {
      case SOFTMAX -> {
        Poly exp = functions.exp(of);
        yield over(exp, total(exp, node, axes));
      }
      case LOG_SOFTMAX -> of.minus(functions.log(total(functions.exp(of), node, axes)));
      case CUMSUM -> opaque(node);
    };
  }

  // Axes.

  /// Axes of 1 come and go; all other reshaping is taken as it is.
  private Poly reshape(Node node) {
    List<Integer> from = axes(node.operand(0));
    List<Integer> to = axes(node);
    List<Dim> old = from.stream().map(node.operand(0).type()::dim).toList();
    List<Dim> now = to.stream().map(node.type()::dim).toList();
    return old.equals(now)
        ? algebra.renamed(operand(node, 0), axis -> to.get(from.indexOf(axis)))
        : opaque(node);
  }

  private Poly contract(Contract contract, Node node) {
    int row = node.rank() - 2;
    int column = node.rank() - 1;
    int inner = node.rank(); // an index that is neither
    Node left = node.operand(0);
    Dim dim = left.type().dim(contract.transposeLeft() ? row : column);
    Poly a =
        algebra.renamed(operand(node, 0), swap(contract.transposeLeft(), row, column, row, inner));
    Poly b =
        algebra.renamed(
            operand(node, 1), swap(contract.transposeRight(), row, column, inner, column));
    Poly product = algebra.times(a, b);
    return dim.isOne() ? product : algebra.total(product, inner, dim);
  }

  /// Takes the last two axes for two indices, the other way round if they are transposed.
  private static UnaryOperator<Integer> swap(
      boolean transposed, int row, int column, int first, int second) {
    return axis ->
        axis == row
            ? (transposed ? second : first)
            : axis == column ? (transposed ? first : second) : axis;
  }

  /// Columns of the identity are labels, one-hot; all other gathering is taken as it is.
  private Poly gather(Gather gather, Node node) {
    Dim classes = node.operand(0).type().dim(0);
    Poly place = algebra.atom(new Atom.Kind.Place(), List.of(0));
    Poly other = algebra.atom(new Atom.Kind.Place(), List.of(1));
    boolean isIdentity =
        node.rank() == 2
            && !classes.isOne()
            && operand(node, 0).equals(functions.zero(place.minus(other)));
    if (!isIdentity) {
      return opaque(node);
    }
    Labels.Abstraction labels =
        algebra.labels().function(algebra.renamed(operand(node, 1), _ -> gather.axis()));
    List<Integer> at = new ArrayList<>(List.of(1 - gather.axis()));
    at.addAll(labels.actual());
    return algebra.atom(new Atom.Kind.OneHot(classes, labels.function()), at);
  }

  /// An operation that is not taken apart. If it is linear, its operand is: numbers go outside, and
  /// each term stands for itself.
  private Poly opaque(Node node) {
    boolean isLinear =
        switch (node.op()) {
          case Slice _, Pad _, Reshape _, Gather _, Scatter _, Along _ -> true;
          default -> false;
        };
    if (!isLinear) {
      return opaque(node, node.operands().stream().map(values::get).toList());
    }
    Poly sum = Poly.ZERO;
    for (Map.Entry<Monomial, Rational> term : operand(node, 0).terms().entrySet()) {
      Term inside = Term.of(term.getKey(), Rational.ONE);
      Term outside = Term.of(Monomial.ONE, term.getValue());
      for (Map.Entry<Factor, Rational> power : term.getKey().powers().entrySet()) {
        if (power.getKey().at().isEmpty()) {
          inside = inside.with(power.getKey(), Rational.ZERO);
          outside = outside.with(power.getKey(), power.getValue());
        }
      }
      List<Poly> operands = new ArrayList<>(List.of(algebra.sum(List.of(inside))));
      node.operands().stream().skip(1).map(values::get).forEach(operands::add);
      sum = sum.plus(algebra.times(algebra.sum(List.of(outside)), opaque(node, operands)));
    }
    return sum;
  }

  private Poly opaque(Node node, List<Poly> operands) {
    // What the op is applied to may be the same number, and of another size.
    List<List<Dim>> shapes = node.operands().stream().map(x -> x.type().dims()).toList();
    return algebra.atom(new Atom.Kind.Opaque(node.op(), operands, shapes), axes(node));
  }
}
