package dev.adjoint.draw.step;

import dev.adjoint.draw.step.Figures.Digits;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Size;
import dev.adjoint.graph.TensorType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// What is known of a formula in numbers.
///
/// @param values of some of its nodes
/// @param sizes of its named dimensions
/// @param digits how exactly numbers are written
record Known(Map<Node, Tensor> values, Map<String, Integer> sizes, Digits digits) {
  Known(Map<Node, Tensor> values, Map<String, Integer> sizes) {
    this(values, sizes, Digits.USUAL);
  }

  /// The same, written as exactly as this.
  Known with(Digits digits) {
    return new Known(values, sizes, digits);
  }

  Optional<Tensor> value(Node node) {
    return Optional.ofNullable(values.get(node));
  }

  OptionalDouble size(Size size) {
    return shape(new TensorType(size.dtype(), java.util.List.of(size.dim()))).stream()
        .mapToDouble(Shape::count)
        .findFirst();
  }

  Optional<Shape> shape(TensorType type) {
    try {
      return Optional.of(type.shape(sizes));
    } catch (IllegalArgumentException _) { // a name without a size
      return Optional.empty();
    }
  }
}
