package dev.adjoint.interpret;

import dev.adjoint.graph.Along;
import dev.adjoint.graph.Binary;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Concat;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Contract;
import dev.adjoint.graph.Gather;
import dev.adjoint.graph.GraphError;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Iota;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
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
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The value of one node. Arithmetic is in f64; each result is rounded once to the node's precision.
final class Evaluation {
  private final MatrixProduct product;
  private final Node node;
  private final List<Tensor> operands;
  private final Map<String, Integer> sizes;
  private final DType dtype;
  private final Shape shape;

  Evaluation(MatrixProduct product, Node node, List<Tensor> operands, Map<String, Integer> sizes) {
    this.product = product;
    this.node = node;
    this.operands = operands;
    this.sizes = sizes;
    this.dtype = node.type().dtype();
    this.shape = Sizing.shape(node, sizes);
    Sizing.requireMemory(Sizing.bytes(node, shape), node, shape);
    Sizing.requireFit(node, shape, operands.stream().map(Tensor::shape).toList());
  }

  Tensor of(Op op) {
    return switch (op) {
      case Input _, Parameter _ -> throw new IllegalStateException("unbound leaf " + node);
      case Constant constant -> constant.value();
      case Size size ->
          Tensor.full(dtype, shape, Sizing.known(node, () -> size.dim().evaluate(sizes)));
      case Random random -> CounterRandom.draw(random, shape);
      case Iota iota -> iota(iota.axis());
      case Unary unary -> map(unary.function().meaning());
      case Binary binary -> map(binary.function().meaning());
      case Select _ -> select();
      case Reduce reduce -> reduce(reduce);
      case Along along -> along(along);
      case Broadcast _ ->
          Strided.read(
              operand(0), shape, 0, Sizing.broadcastStrides(operand(0).shape(), shape.rank()));
      case Reshape _ -> operand(0).reshape(shape);
      case Permute permute -> permute(permute);
      case Slice slice -> slice(slice.ranges());
      case Pad pad -> pad(pad.ranges());
      case Concat concat -> concat(concat.axis());
      case Gather gather -> gather(gather.axis());
      case Scatter scatter -> scatter(scatter.axis());
      case Contract contract -> contract(contract);
    };
  }

  private Tensor operand(int index) {
    return operands.get(index);
  }

  private Tensor map(java.util.function.DoubleUnaryOperator meaning) {
    Tensor x = operand(0);
    return Tensor.generate(dtype, shape, i -> meaning.applyAsDouble(x.at(i)));
  }

  private Tensor map(java.util.function.DoubleBinaryOperator meaning) {
    Tensor a = operand(0);
    Tensor b = operand(1);
    return Tensor.generate(dtype, shape, i -> meaning.applyAsDouble(a.at(i), b.at(i)));
  }

  private Tensor select() {
    Tensor condition = operand(0);
    Tensor a = operand(1);
    Tensor b = operand(2);
    return Tensor.generate(dtype, shape, i -> condition.at(i) != 0 ? a.at(i) : b.at(i));
  }

  private Tensor iota(int axis) {
    int stride = shape.strides()[axis];
    return Tensor.generate(dtype, shape, i -> i / stride % shape.size(axis));
  }

  private Tensor reduce(Reduce reduce) {
    Lanes lanes = Lanes.of(operand(0).shape(), reduce.axes());
    var meaning = reduce.function().meaning();
    return Tensor.generate(
        dtype, shape, lane -> meaning.applyAsDouble(lanes.read(operand(0), lane)));
  }

  private Tensor along(Along along) {
    Lanes lanes = Lanes.of(shape, List.of(along.axis()));
    double[] result = new double[shape.count()];
    for (int lane = 0; lane < lanes.count(); lane++) {
      lanes.write(result, lane, along.function().meaning().apply(lanes.read(operand(0), lane)));
    }
    return Tensor.wrap(shape, result).as(dtype);
  }

  private Tensor permute(Permute permute) {
    int[] from = operand(0).shape().strides();
    int[] strides = permute.order().stream().mapToInt(axis -> from[axis]).toArray();
    return Strided.read(operand(0), shape, 0, strides);
  }

  private Tensor slice(List<Range> ranges) {
    Shape from = operand(0).shape();
    Sizing.Places places = Sizing.places(node, ranges, from, sizes);
    return Strided.read(operand(0), shape, places.start(), places.strides());
  }

  private Tensor pad(List<Range> ranges) {
    Sizing.Places places = Sizing.places(node, ranges, shape, sizes);
    return Strided.write(operand(0), shape, places.start(), places.strides());
  }

  private Tensor concat(int axis) {
    double[] result = new double[shape.count()];
    int start = 0;
    for (Tensor part : operands) {
      int slab = part.shape().size(axis) * inner(axis);
      for (int i = 0; i < part.shape().count(); i++) {
        int outer = i / slab;
        result[outer * shape.size(axis) * inner(axis) + start + i % slab] = part.at(i);
      }
      start += slab;
    }
    return Tensor.wrap(shape, result).as(dtype);
  }

  /// The number of elements between neighbours along an axis of the result.
  private int inner(int axis) {
    return shape.strides()[axis];
  }

  private Tensor gather(int axis) {
    int size = operand(0).shape().size(axis);
    int[] places = new int[shape.size(axis)];
    Arrays.setAll(places, place -> index(place, size));
    return operand(0).take(axis, places);
  }

  private Tensor scatter(int axis) {
    Tensor slabs = operand(0);
    int count = slabs.shape().size(axis);
    double[] result = new double[shape.count()];
    for (int i = 0; i < slabs.shape().count(); i++) {
      int outer = i / inner(axis) / count;
      int to = index(i / inner(axis) % count, shape.size(axis));
      result[(outer * shape.size(axis) + to) * inner(axis) + i % inner(axis)] += slabs.at(i);
    }
    return Tensor.wrap(shape, result).as(dtype);
  }

  private int index(int place, int size) {
    double index = operand(1).at(place);
    if (index != Math.rint(index) || index < 0 || index >= size) {
      throw GraphError.OUT_OF_RANGE.thrown(
          "index %s at place %d is not a whole number from 0 to %d"
              .formatted(Tensor.scalar(index), place, size - 1),
          List.of(node));
    }
    return (int) index;
  }

  private Tensor contract(Contract contract) {
    Shape left = operand(0).shape();
    int rank = shape.rank();
    int rows = shape.size(rank - 2);
    int columns = shape.size(rank - 1);
    int inner = left.size(contract.transposeLeft() ? rank - 2 : rank - 1);
    int batch = 1;
    for (int axis = 0; axis < rank - 2; axis++) {
      batch *= shape.size(axis);
    }
    return product.multiply(
        operand(0),
        operand(1),
        new MatrixProduct.Sizes(
            batch, rows, inner, columns, contract.transposeLeft(), contract.transposeRight()),
        shape);
  }
}
