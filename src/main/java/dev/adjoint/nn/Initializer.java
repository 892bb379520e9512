package dev.adjoint.nn;

import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.GraphError;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Random;
import dev.adjoint.graph.TensorType;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.List;

/// Where a parameter starts, as a graph.
///
/// Random numbers come from a seed and the name of a stream, and nothing else: a layer more does not
/// change where the others start.
@FunctionalInterface
public interface Initializer {
  /// The initial value of a parameter.
  ///
  /// @param type the parameter's
  /// @param seed of the whole program
  /// @param stream what sets these numbers apart, usually the name of the parameter
  /// @return a node of that type
  Node initial(TensorType type, long seed, String stream);

  static Initializer zeros() {
    return constant(0);
  }

  static Initializer ones() {
    return constant(1);
  }

  static Initializer constant(double value) {
    return (type, _, _) -> Broadcast.to(number(type, value), type.dims());
  }

  /// From `low`, which may occur, up to `high`.
  static Initializer uniform(double low, double high) {
    return (type, seed, stream) ->
        uniform(number(type, low), number(type, high)).initial(type, seed, stream);
  }

  /// From `low`, which may occur, up to `high`, both scalars.
  static Initializer uniform(Node low, Node high) {
    return (type, seed, stream) ->
        draw(Random.Distribution.UNIFORM, type, seed, stream).times(high.minus(low)).plus(low);
  }

  /// With this mean and standard deviation.
  static Initializer normal(double mean, double deviation) {
    return (type, seed, stream) ->
        normal(number(type, mean), number(type, deviation)).initial(type, seed, stream);
  }

  /// With this mean and standard deviation, both scalars.
  static Initializer normal(Node mean, Node deviation) {
    return (type, seed, stream) ->
        draw(Random.Distribution.NORMAL, type, seed, stream).times(deviation).plus(mean);
  }

  /// Normal with variance `2 / fan_in`, for layers with `relu` (He, Zhang, Ren and Sun, "Delving Deep
  /// into Rectifiers", 2015).
  ///
  /// `fan_in`, the number of inputs of a unit, is the size of the last axis: `W` is `[n_out, n_in]`,
  /// as the notes have it in `W @ x + b`.
  static Initializer he() {
    return scaled(2);
  }

  /// Normal with variance `1 / fan_in`, for layers with `tanh`, as the deep-learning course has it;
  /// `fan_in` is as in [#he].
  ///
  /// Glorot and Bengio ("Understanding the difficulty of training deep feedforward neural networks",
  /// 2010), after whom it is called, take `2 / (fan_in + fan_out)`, which is the same for a square
  /// `W`.
  static Initializer xavier() {
    return scaled(1);
  }

  private static Initializer scaled(double gain) {
    return (type, seed, stream) -> {
      Node numerator = number(type, gain);
      Node deviation = UnaryFunction.SQRT.of(numerator.over(numerator.number(fanIn(type))));
      return normal(number(type, 0), deviation).initial(type, seed, stream);
    };
  }

  private static Dim fanIn(TensorType type) {
    if (type.rank() < 2) {
      throw GraphError.WRONG_RANK.thrown(
          "`he` and `xavier` start matrices [n_out, n_in], not " + type, List.of());
    }
    return type.dims().getLast();
  }

  private static Node draw(
      Random.Distribution distribution, TensorType type, long seed, String stream) {
    return Node.of(new Random(distribution, seed, stream, type));
  }

  private static Node number(TensorType type, double value) {
    return Node.constant(Tensor.full(type.dtype(), Shape.SCALAR, value));
  }
}
