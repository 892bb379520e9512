package dev.adjoint.draw.step;

import dev.adjoint.draw.sketch.Numbers;
import dev.adjoint.draw.step.Equation.Side;
import dev.adjoint.graph.Along;
import dev.adjoint.graph.Binary;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Concat;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Contract;
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
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.notation.Phrase;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// One place of a tensor, with the numbers beside it of all that a formula is made of.
record Element(int[] index, Known known) {

  /// The element of a tensor at this place: its own, or the one that is repeated to here.
  double of(Tensor tensor) {
    int offset = 0;
    int[] strides = tensor.shape().strides();
    for (int axis = 0; axis < strides.length; axis++) {
      offset += tensor.shape().size(axis) == 1 ? 0 : index[axis] * strides[axis];
    }
    return tensor.at(offset);
  }

  /// The number that a formula is at this place; nothing if it is not elementwise, or a value is not
  /// known. Formulas are those of boxes, and never deep.
  OptionalDouble of(Node node) {
    return of(node, false);
  }

  /// @param asPrinted whether to work with the numbers that are printed, as a reader would, and round
  ///     nothing on the way
  private OptionalDouble of(Node node, boolean asPrinted) {
    Optional<Tensor> value = known.value(node);
    if (value.isPresent()) {
      double number = of(value.get());
      return OptionalDouble.of(asPrinted ? Figures.read(figure(number, value.get())) : number);
    }
    return switch (node.op()) {
      case Constant(var constant) -> {
        double number = of(constant);
        yield OptionalDouble.of(asPrinted ? Figures.read(Numbers.print(number)) : number);
      }
      case Size size -> known.size(size);
      case Broadcast _ -> of(node.operand(0), asPrinted);
      case Permute permute -> under(permute).of(node.operand(0), asPrinted);
      case Unary(var function) ->
          made(node, asPrinted, x -> function.meaning().applyAsDouble(x[0]));
      case Binary(var function) ->
          made(node, asPrinted, x -> function.meaning().applyAsDouble(x[0], x[1]));
      case Select _ -> made(node, asPrinted, x -> x[0] != 0 ? x[1] : x[2]);
      case Input _,
          Parameter _,
          Random _,
          Iota _,
          Reduce _,
          Along _,
          Reshape _,
          Slice _,
          Pad _,
          Concat _,
          Gather _,
          Scatter _,
          Contract _ ->
          OptionalDouble.empty();
    };
  }

  private String figure(double number, Tensor tensor) {
    return Figures.of(number, tensor, known.digits());
  }

  /// The place in what is permuted that comes to this place.
  private Element under(Permute permute) {
    int[] before = new int[index.length];
    for (int axis = 0; axis < index.length; axis++) {
      before[permute.order().get(axis)] = index[axis];
    }
    return new Element(before, known);
  }

  private interface Meaning {
    double of(double[] operands);
  }

  private OptionalDouble made(Node node, boolean asPrinted, Meaning meaning) {
    double[] operands = new double[node.operands().size()];
    for (int i = 0; i < operands.length; i++) {
      OptionalDouble operand = of(node.operand(i), asPrinted);
      if (operand.isEmpty()) {
        return operand;
      }
      operands[i] = operand.getAsDouble();
    }
    double value = meaning.of(operands);
    return OptionalDouble.of(asPrinted || node.type().dtype() == DType.F64 ? value : (float) value);
  }

  /// The formula with its numbers plugged in: `0.731 * (1 - 0.731)`.
  Optional<Side> plugged(Node node) {
    return of(node).isEmpty()
        ? Optional.empty()
        : Optional.of(new Side(Writer.write(node, this::plug).text(), of(node, true)));
  }

  private Optional<Phrase> plug(Node node) {
    if (node.op() instanceof Permute permute && known.value(node).isEmpty()) {
      return Optional.of(Writer.write(node.operand(0), under(permute)::plug));
    }
    Optional<Tensor> value = known.value(node);
    if (isNegated(node) && value.isEmpty() && isNan(node.operand(0))) {
      return Optional.of(Writer.number(Figures.of(Double.NaN))); // which has no sign
    }
    return value.isPresent() || node.op() instanceof Size
        ? of(node).stream()
            .mapToObj(x -> value.map(all -> figure(x, all)).orElse(Figures.of(x)))
            .map(Writer::number)
            .findFirst()
        : Optional.empty();
  }

  private static boolean isNegated(Node node) {
    return node.op() instanceof Unary(var function) && function == UnaryFunction.NEG;
  }

  private boolean isNan(Node node) {
    return known.value(node).isPresent() && Double.isNaN(of(known.value(node).get()));
  }

  /// `at [0, 2]: `; nothing of a tensor that is one number.
  static String place(Tensor tensor, int[] index) {
    return tensor.shape().count() == 1 ? "" : "at " + List.of(boxed(index)) + ": ";
  }

  private static Integer[] boxed(int[] index) {
    return java.util.Arrays.stream(index).boxed().toArray(Integer[]::new);
  }
}
