package dev.adjoint.exec;

import dev.adjoint.graph.Along;
import dev.adjoint.graph.Binary;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Concat;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Contract;
import dev.adjoint.graph.Gather;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Iota;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Pad;
import dev.adjoint.graph.Parameter;
import dev.adjoint.graph.Permute;
import dev.adjoint.graph.Random;
import dev.adjoint.graph.Range;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.Reshape;
import dev.adjoint.graph.Scatter;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.Size;
import dev.adjoint.graph.Slice;
import dev.adjoint.graph.Unary;
import dev.adjoint.interpret.Interpreter;
import dev.adjoint.interpret.Sizing;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;

/// A graph whose dimensions have sizes: for each node, by its place, what kind of work it is, its
/// shape, and where its value lies.
///
/// A node that only moves elements is no work at all if all who read it can read it in place: it is
/// a [View] of a stored value. Where somebody cannot, it is stored like the result of arithmetic.
final class Sized {
  private static final Interpreter INTERPRETER = new Interpreter();

  /// What a node asks of the engine.
  enum Kind {
    /// Bound by the caller.
    LEAF,
    /// The same at every run.
    CONSTANT,
    /// Arithmetic at each element, and elements that are moved to where somebody wants them.
    ELEMENTWISE,
    /// One number of many, by a function that [Reduction] knows.
    REDUCE,
    PRODUCT,
    /// Read in place from another value.
    VIEW,
    /// Left to the interpreter.
    OTHER
  }

  final Graph graph;
  final Map<String, Integer> sizes;
  final Shape[] shapes;
  final Kind[] kinds;
  private final int[] firstOperand; // by place, where its operands begin in the next
  private final int[] operands; // places
  private final View[] views; // null: the value is stored
  private final int[] roots;
  private final View[] copies; // where what a node copies lies; null: it computes
  private final Tensor[] constants;
  private final Node[] nodes;
  private final DType[] dtypes;

  /// @throws dev.adjoint.source.AdjointException if the sizes do not fit the graph
  Sized(Graph graph, Map<String, Integer> sizes) {
    this.graph = graph;
    this.sizes = sizes;
    int count = graph.nodes().size();
    this.shapes = new Shape[count];
    this.kinds = new Kind[count];
    this.views = new View[count];
    this.roots = new int[count];
    this.copies = new View[count];
    this.constants = new Tensor[count];
    this.nodes = graph.nodes().toArray(Node[]::new);
    this.dtypes = new DType[count];
    this.firstOperand = new int[count + 1];
    this.operands = operands();
    for (int place = 0; place < count; place++) {
      add(place);
    }
    for (Node output : graph.outputs()) {
      store(graph.place(output));
    }
  }

  private int[] operands() {
    int edges = 0;
    for (int place = 0; place < shapes.length; place++) {
      edges += nodes[place].operands().size();
      firstOperand[place + 1] = edges;
    }
    int[] all = new int[edges];
    int edge = 0;
    for (Node node : nodes) {
      for (int i = 0; i < node.operands().size(); i++) {
        all[edge++] = graph.place(node.operand(i));
      }
    }
    return all;
  }

  int count() {
    return shapes.length;
  }

  Node node(int place) {
    return nodes[place];
  }

  /// What the value of a place takes.
  long bytes(int place) {
    return Sizing.bytes(nodes[place], shapes[place]);
  }

  DType dtype(int place) {
    return dtypes[place];
  }

  int operandCount(int place) {
    return firstOperand[place + 1] - firstOperand[place];
  }

  /// The place of an operand.
  int operand(int place, int index) {
    return operands[firstOperand[place] + index];
  }

  /// How many values the work of a node reads: those of its operands, or what it copies.
  int reads(int place) {
    return copies[place] != null ? 1 : operandCount(place);
  }

  /// The place of a value that the work of a node reads.
  int read(int place, int index) {
    return copies[place] != null ? copies[place].root() : operand(place, index);
  }

  /// The shape that the work of a node runs through.
  Shape domain(int place) {
    return shapes[kinds[place] == Kind.REDUCE ? operand(place, 0) : place];
  }

  /// The value of a constant.
  Tensor constant(int place) {
    return constants[place];
  }

  /// Where the elements of a node's value lie.
  View view(int place) {
    return views[place] != null ? views[place] : View.of(place, shapes[place]);
  }

  /// The place of the node whose stored value holds the elements.
  int root(int place) {
    return roots[place];
  }

  /// Whether a node's value is a stored one, element by element.
  boolean isWhole(int place) {
    return views[place] == null || views[place].isWhole(shapes[place]);
  }

  private void add(int place) {
    Node node = nodes[place];
    roots[place] = place;
    dtypes[place] = node.type().dtype();
    shapes[place] = node.rank() == 0 ? Shape.SCALAR : Sizing.shape(node, sizes);
    if (node.rank() > 0 && operandCount(place) > 1 || node.op() instanceof Reshape) {
      Sizing.requireFit(node, shapes[place], operandShapes(place));
    }
    kinds[place] = kind(place, node);
  }

  private List<Shape> operandShapes(int place) {
    return new AbstractList<>() {
      @Override
      public Shape get(int index) {
        return shapes[operand(place, index)];
      }

      @Override
      public int size() {
        return operandCount(place);
      }
    };
  }

  private Kind kind(int place, Node node) {
    return switch (node.op()) {
      case Input _, Parameter _ -> Kind.LEAF;
      case Constant(Tensor value) -> constant(place, value);
      case Size _, Random _, Iota _ -> constant(place, INTERPRETER.apply(node, List.of(), sizes));
      case Unary _, Binary _, Select _ -> Kind.ELEMENTWISE;
      case Reduce reduce -> Reduction.knows(reduce.function()) ? Kind.REDUCE : other(place);
      case Contract contract -> product(place, contract);
      case Broadcast _ -> {
        Shape from = shapes[operand(place, 0)];
        View x = view(operand(place, 0));
        yield view(place, new View(x.root(), x.start(), repeated(x, from, shapes[place])));
      }
      case Permute permute -> {
        int[] order = permute.order().stream().mapToInt(axis -> axis).toArray();
        yield view(place, view(operand(place, 0)).permuted(order));
      }
      case Slice slice -> slice(place, slice);
      case Reshape _ -> reshape(place);
      case Along _, Pad _, Concat _, Gather _, Scatter _ -> other(place);
    };
  }

  private Kind constant(int place, Tensor value) {
    constants[place] = value;
    return Kind.CONSTANT;
  }

  private Kind view(int place, View view) {
    views[place] = view;
    roots[place] = view.root();
    return Kind.VIEW;
  }

  private static int[] repeated(View x, Shape from, Shape to) {
    int[] strides = new int[to.rank()];
    for (int axis = 0; axis < from.rank(); axis++) {
      strides[axis] = from.size(axis) == 1 ? 0 : x.strides()[axis];
    }
    return strides;
  }

  private Kind slice(int place, Slice slice) {
    int of = operand(place, 0);
    View x = view(of);
    Sizing.places(node(place), slice.ranges(), shapes[of], sizes); // or an error
    int[] strides = x.strides().clone();
    int start = x.start();
    for (int axis = 0; axis < strides.length; axis++) {
      Range range = slice.ranges().get(axis);
      start += shapes[place].count() == 0 ? 0 : range.start().evaluate(sizes) * strides[axis];
      strides[axis] *= range.step();
    }
    return view(place, new View(x.root(), start, strides));
  }

  private Kind reshape(int place) {
    int of = operand(place, 0);
    if (!view(of).isContiguous(shapes[of])) {
      store(of);
    }
    View x = view(of);
    return view(place, new View(x.root(), x.start(), shapes[place].strides()));
  }

  private Kind product(int place, Contract contract) {
    for (int i = 0; i < 2; i++) {
      int of = operand(place, i);
      if (!view(of).isContiguous(shapes[of])) {
        store(of);
      }
    }
    return Kind.PRODUCT;
  }

  private Kind other(int place) {
    for (int i = 0; i < operandCount(place); i++) {
      store(operand(place, i));
    }
    return Kind.OTHER;
  }

  /// Sees to it that a value is one tensor, stored as such.
  private void store(int place) {
    if (kinds[place] == Kind.VIEW && !isWhole(place)) {
      kinds[place] = Kind.ELEMENTWISE;
      copies[place] = views[place];
      views[place] = null;
      roots[place] = place;
    }
  }

  /// Where the elements lie that a node only moves; null if it computes them.
  View copied(int place) {
    return copies[place];
  }
}
