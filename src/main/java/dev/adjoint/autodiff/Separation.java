package dev.adjoint.autodiff;

import dev.adjoint.graph.Along;
import dev.adjoint.graph.AlongFunction;
import dev.adjoint.graph.Binary;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Concat;
import dev.adjoint.graph.Contract;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Gather;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Pad;
import dev.adjoint.graph.Permute;
import dev.adjoint.graph.Range;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.ReduceFunction;
import dev.adjoint.graph.Reshape;
import dev.adjoint.graph.Scatter;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.Slice;
import dev.adjoint.graph.Unary;
import dev.adjoint.graph.UnaryFunction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// How the nodes of a graph depend on the examples that lie along one dimension.
final class Separation {
  /// What is known of a node.
  sealed interface Part {}

  /// It depends on no example.
  record Same() implements Part {}

  /// Each place along an axis depends on the example of that place alone.
  record Own(int axis) implements Part {}

  /// It is a sum of terms, `[m, …]`, each of which depends on one example alone.
  record Sum(Node terms) implements Part {}

  /// An element depends on several examples, first in this node.
  record Mixed(Node by) implements Part {}

  private final Dim examples;
  private final String name;
  private final Lift lift;

  Separation(Dim examples, String name) {
    this.examples = examples;
    this.name = name;
    this.lift = new Lift(examples);
  }

  /// What depends on no example, in equal shares.
  Node shares(Node x) {
    return lift.shared(x.over(x.number(examples)));
  }

  Part ofLeaf(Node leaf) {
    List<Integer> axes =
        IntStream.range(0, leaf.rank())
            .filter(axis -> leaf.type().dim(axis).names().contains(name))
            .boxed()
            .toList();
    if (axes.isEmpty()) {
      return new Same();
    }
    boolean isPlain = axes.size() == 1 && isExamples(leaf.type().dim(axes.getFirst()));
    return isPlain ? new Own(axes.getFirst()) : new Mixed(leaf);
  }

  private boolean isExamples(Dim dim) {
    return dim.name().filter(name::equals).isPresent();
  }

  Part of(Node y, List<Part> operands) {
    for (Part part : operands) {
      if (part instanceof Mixed mixed) {
        return mixed;
      }
    }
    boolean sums = operands.stream().anyMatch(part -> part instanceof Sum);
    boolean owns = operands.stream().anyMatch(part -> part instanceof Own);
    if (sums) {
      return owns ? new Mixed(y) : ofSums(y, operands);
    }
    return owns ? ofOwn(y, operands) : new Same();
  }

  private static int axis(Part part) {
    return part instanceof Own(int axis) ? axis : -1;
  }

  /// The axis that all operands with examples have them on, or -1.
  private static int common(List<Part> operands) {
    List<Integer> axes =
        operands.stream().filter(p -> p instanceof Own).map(Separation::axis).distinct().toList();
    return axes.size() == 1 ? axes.getFirst() : -1;
  }

  private Part own(int axis, Node y) {
    return axis < 0 ? new Mixed(y) : new Own(axis);
  }

  private Part ofOwn(Node y, List<Part> operands) {
    int axis = axis(operands.getFirst());
    return switch (y.op()) {
      case Unary _, Broadcast _ -> new Own(axis);
      case Binary _, Select _ -> own(common(operands), y);
      case Reduce reduce -> reduced(reduce, y, axis);
      case Along along -> own(along.axis() == axis ? -1 : axis, y);
      case Reshape _ -> own(reshaped(y, axis), y);
      case Permute permute -> new Own(permute.order().indexOf(axis));
      case Slice slice -> own(isWhole(slice.ranges().get(axis), y.operand(0), axis), y);
      case Pad pad -> own(isWhole(pad.ranges().get(axis), y, axis), y);
      case Concat concat -> own(concat.axis() == common(operands) ? -1 : common(operands), y);
      case Gather gather -> {
        boolean byExample = operands.get(0) instanceof Same;
        boolean stays = operands.get(1) instanceof Same && axis != gather.axis();
        yield own(byExample ? gather.axis() : stays ? axis : -1, y);
      }
      case Scatter scatter -> scattered(scatter, y, operands);
      case Contract contract -> contracted(contract, y, axis, axis(operands.get(1)));
      case Leaf _ -> throw new IllegalStateException("a leaf has no operands");
    };
  }

  private static int isWhole(Range range, Node of, int axis) {
    return range.equals(Range.all(of.type().dim(axis))) ? axis : -1;
  }

  /// Where the axis of the examples is after a reshape, or -1 if it is no axis any more.
  private int reshaped(Node y, int axis) {
    Dim before = Dim.product(y.operand(0).type().dims().subList(0, axis));
    for (int to = 0; to < y.rank(); to++) {
      if (isExamples(y.type().dim(to))
          && Dim.product(y.type().dims().subList(0, to)).equals(before)) {
        return to;
      }
    }
    return -1;
  }

  /// A sum over the examples, among other axes: the others are summed over, and theirs comes first.
  private Part reduced(Reduce reduce, Node y, int axis) {
    if (!reduce.axes().contains(axis)) {
      long gone = reduce.keepDims() ? 0 : reduce.axes().stream().filter(a -> a < axis).count();
      return new Own(axis - (int) gone);
    }
    boolean isMean = reduce.function() == ReduceFunction.MEAN;
    if (reduce.function() != ReduceFunction.SUM && !isMean) {
      return new Mixed(y);
    }
    Node front = toFront(y.operand(0), axis);
    List<Integer> others =
        reduce.axes().stream().filter(a -> a != axis).map(a -> a < axis ? a + 1 : a).toList();
    Node terms = others.isEmpty() ? front : reduce.function().of(front, others, false);
    Node own = isMean ? terms.over(terms.number(examples)) : terms;
    return new Sum(Reshape.to(own, lift.in(y.type().dims())));
  }

  private static Node toFront(Node x, int axis) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, x.rank()).boxed().toList());
    order.addFirst(order.remove(axis));
    return Permute.of(x, order);
  }

  /// Each example's slab alone among zeros.
  private Part scattered(Scatter scatter, Node y, List<Part> operands) {
    boolean byExample = operands.get(1) instanceof Own;
    int axis = axis(operands.get(0));
    if (axis >= 0 && axis != scatter.axis()) {
      return byExample ? new Mixed(y) : new Own(axis);
    }
    Node slabs = toFront(y.operand(0), scatter.axis());
    List<Dim> dims = new ArrayList<>(slabs.type().dims());
    dims.add(1 + scatter.axis(), Dim.ONE);
    Node indices = Reshape.to(y.operand(1), List.of(examples, Dim.ONE));
    List<Optional<Node>> batch =
        List.of(Optional.of(Reshape.to(slabs, dims)), Optional.of(indices));
    return new Sum(lift.apply(y, batch));
  }

  /// A product that sums over the examples is a sum of outer products.
  private Part contracted(Contract contract, Node y, int left, int right) {
    int rank = y.rank();
    int leftInner = rank - (contract.transposeLeft() ? 2 : 1);
    int rightInner = rank - (contract.transposeRight() ? 1 : 2);
    boolean sums = (left == leftInner || left < 0) && (right == rightInner || right < 0);
    if (sums) {
      List<Dim> column = new ArrayList<>(toFront(y.operand(0), leftInner).type().dims());
      column.add(Dim.ONE);
      List<Dim> row = new ArrayList<>(toFront(y.operand(1), rightInner).type().dims());
      row.add(rank - 1, Dim.ONE);
      return new Sum(
          Contract.product(
              Reshape.to(toFront(y.operand(0), leftInner), column),
              Reshape.to(toFront(y.operand(1), rightInner), row)));
    }
    boolean isBatch = Math.max(left, right) < rank - 2;
    if (isBatch) {
      boolean same = left == right || left < 0 || right < 0;
      return own(same ? Math.max(left, right) : -1, y);
    }
    if (left >= 0 && right >= 0) {
      return new Mixed(y);
    }
    return new Own(left >= 0 ? rank - 2 : rank - 1);
  }

  /// What is linear in sums is a sum.
  private Part ofSums(Node y, List<Part> operands) {
    boolean first = operands.getFirst() instanceof Sum;
    boolean others = operands.stream().skip(1).anyMatch(part -> part instanceof Sum);
    return switch (y.op()) {
      case Unary(UnaryFunction f) ->
          f == UnaryFunction.NEG || f == UnaryFunction.STOP ? factor(y, operands) : new Mixed(y);
      case Binary(var f) ->
          switch (f) {
            case ADD, SUB -> term(y, operands, 0);
            case MUL -> first && others ? new Mixed(y) : factor(y, operands);
            case DIV -> others ? new Mixed(y) : factor(y, operands);
            default -> new Mixed(y); // as a row that is added would be, until it is known better
          };
      case Select _ -> first ? new Mixed(y) : term(y, operands, 1);
      case Reduce(var f, _, _) ->
          f == ReduceFunction.SUM || f == ReduceFunction.MEAN ? factor(y, operands) : new Mixed(y);
      case Along(var f, _) -> f == AlongFunction.CUMSUM ? factor(y, operands) : new Mixed(y);
      case Broadcast _, Reshape _, Permute _, Slice _, Pad _ -> factor(y, operands);
      case Concat _ -> term(y, operands, 0);
      case Gather _, Scatter _ -> others ? new Mixed(y) : factor(y, operands);
      case Contract _ -> first && others ? new Mixed(y) : factor(y, operands);
      case Leaf _ -> throw new IllegalStateException("a leaf has no operands");
    };
  }

  /// An operation on one sum; what depends on no example goes to all terms as it is.
  private Part factor(Node y, List<Part> operands) {
    List<Optional<Node>> batches = new ArrayList<>();
    for (Part part : operands) {
      batches.add(part instanceof Sum(Node terms) ? Optional.of(terms) : Optional.empty());
    }
    return new Sum(lift.apply(y, batches));
  }

  /// An operation that adds its operands from `from` on, each at its place.
  private Part term(Node y, List<Part> operands, int from) {
    List<Optional<Node>> terms = new ArrayList<>(Collections.nCopies(from, Optional.empty()));
    for (int i = from; i < operands.size(); i++) {
      Node own = operands.get(i) instanceof Sum(Node sum) ? sum : shares(y.operand(i));
      terms.add(Optional.of(own));
    }
    return new Sum(lift.apply(y, terms));
  }
}
