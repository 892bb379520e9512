package dev.adjoint.autodiff;

import dev.adjoint.graph.Along;
import dev.adjoint.graph.Binary;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Concat;
import dev.adjoint.graph.Contract;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Gather;
import dev.adjoint.graph.Iota;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Pad;
import dev.adjoint.graph.Permute;
import dev.adjoint.graph.Range;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.Reshape;
import dev.adjoint.graph.Scatter;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.Slice;
import dev.adjoint.graph.TensorType;
import dev.adjoint.graph.Unary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Operations on many values of their operands at once. The values lie one behind the other along a
/// new first axis, the batch; so do the results.
///
/// @param size the size of the batch
record Lift(Dim size) {

  /// What the op of `y` makes of each member of the batch.
  ///
  /// @param operands for each operand of `y` a batch of its values, or none if all members share the
  ///     operand itself; there is at least one batch
  Node apply(Node y, List<Optional<Node>> operands) {
    return switch (y.op()) {
      case Unary _ -> Node.of(y.op(), batch(y, operands, 0));
      case Binary _, Select _ -> Node.of(y.op(), batches(y, operands));
      case Reduce op ->
          Node.of(
              new Reduce(op.function(), behind(op.axes()), op.keepDims()), batch(y, operands, 0));
      case Along op -> Node.of(new Along(op.function(), op.axis() + 1), batch(y, operands, 0));
      case Broadcast op -> spread(batch(y, operands, 0), op.dims());
      case Reshape op -> Reshape.to(batch(y, operands, 0), in(op.dims()));
      case Permute op -> Permute.of(batch(y, operands, 0), before(behind(op.order())));
      case Slice op -> Node.of(new Slice(whole(op.ranges())), batch(y, operands, 0));
      case Pad op -> Node.of(new Pad(whole(op.ranges()), in(op.dims())), batch(y, operands, 0));
      case Concat op -> Node.of(new Concat(op.axis() + 1), batches(y, operands));
      case Gather op when operands.get(1).isEmpty() ->
          Node.of(new Gather(op.axis() + 1), batch(y, operands, 0), y.operand(1));
      case Gather op -> gather(op, batch(y, operands, 0), operands.get(1).get());
      case Scatter op when operands.get(1).isEmpty() ->
          Node.of(new Scatter(op.axis() + 1, op.size()), batch(y, operands, 0), y.operand(1));
      case Scatter op -> scatter(op, batch(y, operands, 0), operands.get(1).get());
      case Contract op -> contract(op, y, operands);
      case Leaf _ -> throw new IllegalStateException("a leaf has no operands");
    };
  }

  /// A value that all members share, once for each.
  Node shared(Node x) {
    List<Dim> dims = new ArrayList<>(List.of(Dim.ONE));
    dims.addAll(x.type().dims());
    return Broadcast.to(Reshape.to(x, dims), in(x.type().dims()));
  }

  private Node batch(Node y, List<Optional<Node>> operands, int i) {
    return operands.get(i).orElseGet(() -> shared(y.operand(i)));
  }

  private List<Node> batches(Node y, List<Optional<Node>> operands) {
    return IntStream.range(0, operands.size()).mapToObj(i -> batch(y, operands, i)).toList();
  }

  /// Dims behind the batch.
  List<Dim> in(List<Dim> dims) {
    List<Dim> all = new ArrayList<>(List.of(size));
    all.addAll(dims);
    return all;
  }

  private static List<Integer> behind(List<Integer> axes) {
    return axes.stream().map(axis -> axis + 1).toList();
  }

  private static List<Integer> before(List<Integer> axes) {
    List<Integer> all = new ArrayList<>(List.of(0));
    all.addAll(axes);
    return all;
  }

  private List<Range> whole(List<Range> ranges) {
    List<Range> all = new ArrayList<>(List.of(Range.all(size)));
    all.addAll(ranges);
    return all;
  }

  private Node spread(Node x, List<Dim> dims) {
    List<Dim> kept = new ArrayList<>(x.type().dims());
    while (kept.size() <= dims.size()) {
      kept.add(Dim.ONE); // a scalar goes with any number of axes; a batch of them does not
    }
    return Broadcast.to(Reshape.to(x, kept), in(dims));
  }

  /// A product with a matrix that all share on its right is one product of all rows.
  private Node contract(Contract op, Node y, List<Optional<Node>> operands) {
    boolean sharesRight =
        operands.get(1).isEmpty() && !op.transposeLeft() && y.operand(1).rank() == 2;
    if (!sharesRight) {
      return Node.of(op, batches(y, operands));
    }
    Node left = operands.get(0).orElseThrow();
    List<Dim> dims = left.type().dims();
    Node rows = Reshape.to(left, List.of(dims.get(0).times(dims.get(1)), dims.get(2)));
    return Reshape.to(Node.of(op, rows, y.operand(1)), in(y.type().dims()));
  }

  /// The slabs that each member of the batch names in its own `x`: all slabs of all in one row, and
  /// the places counted through it.
  private Node gather(Gather op, Node x, Node indices) {
    Node row = toRow(x, op.axis());
    Dim slabs = x.type().dim(op.axis() + 1);
    Node taken = Gather.of(row, throughout(indices, slabs), 0);
    return fromRow(taken, indices.type().dim(1), op.axis());
  }

  private Node scatter(Scatter op, Node slabs, Node indices) {
    Node row = toRow(slabs, op.axis());
    Node put = Node.of(new Scatter(0, size.times(op.size())), row, throughout(indices, op.size()));
    return fromRow(put, op.size(), op.axis());
  }

  /// `[b, …, k, …]` to `[b*k, …]`.
  private Node toRow(Node x, int axis) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, x.rank()).boxed().toList());
    order.add(1, order.remove(axis + 1));
    Node front = Permute.of(x, order);
    List<Dim> dims = new ArrayList<>(front.type().dims());
    dims.set(0, dims.get(0).times(dims.remove(1)));
    return Reshape.to(front, dims);
  }

  /// `[b*k, …]` to `[b, …, k, …]`.
  private Node fromRow(Node row, Dim k, int axis) {
    List<Dim> dims = new ArrayList<>(row.type().dims());
    dims.set(0, k);
    Node front = Reshape.to(row, in(dims));
    List<Integer> order = new ArrayList<>(IntStream.range(0, front.rank()).boxed().toList());
    order.add(axis + 1, order.remove(1));
    return Permute.of(front, order);
  }

  /// Places among `slabs` slabs of each member of the batch, as places among the slabs of all.
  private Node throughout(Node indices, Dim slabs) {
    TensorType type = indices.type().withDims(List.of(size, Dim.ONE));
    Node first = Node.of(new Iota(0, type)).times(indices.number(slabs));
    return Reshape.to(indices.plus(first), List.of(indices.type().count()));
  }
}
