package dev.adjoint.graph;

import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/// One value of a computation graph: an operation on the values of earlier nodes.
///
/// Equality is identity. Operands exist before the node that uses them, so a graph has no cycle,
/// and a node never changes, so any number of threads may read one. The methods build further
/// nodes; arithmetic broadcasts a scalar, or a literal axis of 1 at the same rank, and nothing else
/// ([Broadcasting]).
///
/// All builders throw [dev.adjoint.source.AdjointException] where shapes or precisions do not fit.
public final class Node {
  private static int made; // how many, or less if threads race: any number does for a hash

  private final Op op;
  private final TensorType type;
  private final Origin origin;
  private final int hash = made++;
  private final Node first; // as Operands has them
  private final Node second;
  private final Node[] others;

  private Node(Op op, Operands operands, TensorType type, Origin origin) {
    this.op = op;
    this.type = type;
    this.origin = origin;
    this.first = operands.first;
    this.second = operands.second;
    this.others = operands.others;
  }

  /// The node of `op` on `operands`, whose type the op infers.
  public static Node of(Op op, Node... operands) {
    return of(op, List.of(operands));
  }

  public static Node of(Op op, List<Node> operands) {
    Operands own = Operands.of(operands);
    return new Node(op, own, op.infer(own), Origin.current());
  }

  /// A node of this one's type, for an op that infers no other.
  Node like(Op op, Node operand) {
    return new Node(op, new Operands(this, operand, null), type, Origin.current());
  }

  /// A value that the caller binds when the graph runs.
  public static Node input(String name, DType dtype, Dim... dims) {
    return leaf(new Input(name, TensorType.of(dtype, dims)), name);
  }

  /// An f64 input.
  public static Node input(String name, Dim... dims) {
    return input(name, DType.F64, dims);
  }

  /// An f64 value that training changes.
  public static Node parameter(String name, Dim... dims) {
    return leaf(new Parameter(name, TensorType.of(DType.F64, dims)), name);
  }

  /// A fixed value.
  public static Node constant(Tensor value) {
    return of(new Constant(value));
  }

  /// A fixed f64 scalar.
  public static Node constant(double value) {
    return constant(Tensor.scalar(value));
  }

  private static Node leaf(Op op, String name) {
    return of(op).named(name);
  }

  /// This computation under the user's name for it: a new node that stands for the same value.
  public Node named(String name) {
    return from(origin.named(name));
  }

  /// This computation with another origin.
  public Node from(Origin origin) {
    return new Node(op, own(), type, origin);
  }

  /// This operation on what stands for each operand, with the same origin; this node itself if they
  /// all stay.
  ///
  /// @throws dev.adjoint.source.AdjointException if they do not fit
  public Node on(UnaryOperator<Node> image) {
    Operands own = own();
    Operands images = own.map(image);
    if (images == own) {
      return this;
    }
    return new Node(op, images, haveTypesOf(images) ? type : op.infer(images), origin);
  }

  private boolean haveTypesOf(Operands images) {
    for (int i = 0; i < images.size(); i++) {
      if (operand(i).type != images.get(i).type) {
        return false;
      }
    }
    return true;
  }

  public Op op() {
    return op;
  }

  public List<Node> operands() {
    return own();
  }

  private Operands own() {
    return new Operands(first, second, others);
  }

  public Node operand(int index) {
    return own().get(index);
  }

  public TensorType type() {
    return type;
  }

  public Origin origin() {
    return origin;
  }

  public int rank() {
    return type.rank();
  }

  /// A scalar constant in this node's precision.
  public Node number(double value) {
    return Walk.number(type.dtype(), value);
  }

  /// `dim` as a scalar in this node's precision.
  public Node number(Dim dim) {
    return dim.literal().isPresent()
        ? number(dim.literal().getAsInt())
        : of(new Size(dim, type.dtype()));
  }

  public Node plus(Node that) {
    return BinaryFunction.ADD.of(this, that);
  }

  public Node plus(double that) {
    return plus(number(that));
  }

  public Node minus(Node that) {
    return BinaryFunction.SUB.of(this, that);
  }

  public Node minus(double that) {
    return minus(number(that));
  }

  /// Elementwise product; see [#matmul] for the product of matrices.
  public Node times(Node that) {
    return BinaryFunction.MUL.of(this, that);
  }

  public Node times(double that) {
    return times(number(that));
  }

  public Node over(Node that) {
    return BinaryFunction.DIV.of(this, that);
  }

  public Node over(double that) {
    return over(number(that));
  }

  public Node pow(Node exponent) {
    return BinaryFunction.POW.of(this, exponent);
  }

  public Node pow(double exponent) {
    return pow(number(exponent));
  }

  public Node negate() {
    return UnaryFunction.NEG.of(this);
  }

  public Node square() {
    return UnaryFunction.SQUARE.of(this);
  }

  /// 1 where this is greater, else 0.
  public Node greater(double that) {
    return BinaryFunction.GREATER.of(this, number(that));
  }

  /// 1 where the two are equal, else 0.
  public Node equal(Node that) {
    return BinaryFunction.EQUAL.of(this, that);
  }

  public Node equal(double that) {
    return equal(number(that));
  }

  /// Matrix product `[…, n, k] @ […, k, m]` to `[…, n, m]`; leading axes are a batch and agree.
  public Node matmul(Node that) {
    return Contract.product(this, that);
  }

  /// The last two axes exchanged: `[…, n, m]` to `[…, m, n]`. What has one axis or none stays.
  public Node transpose() {
    return Permute.transpose(this);
  }

  /// The sum over all elements, a scalar.
  public Node sum() {
    return ReduceFunction.SUM.of(this);
  }

  /// The mean over all elements, a scalar.
  public Node mean() {
    return ReduceFunction.MEAN.of(this);
  }

  /// The sum over these axes, which stay as 1.
  public Node sum(int... axes) {
    return ReduceFunction.SUM.of(this, axes);
  }

  /// The mean over these axes, which stay as 1.
  public Node mean(int... axes) {
    return ReduceFunction.MEAN.of(this, axes);
  }

  /// The same elements, row-major, in another shape of the same count.
  public Node reshape(Dim... dims) {
    return Reshape.to(this, Arrays.asList(dims));
  }

  /// What a person calls this value: its name, or the operation.
  public String label() {
    return origin.name() != null ? origin.name() : op.name();
  }

  /// A running number. So nodes that were made together lie together in hash tables, and walks over
  /// large graphs stay in the cache, which they do not with hashes of the JVM's making.
  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  /// The label and the type: `Z: [1, m]`. Never walks the graph.
  @Override
  public String toString() {
    return label() + ": " + type;
  }
}
