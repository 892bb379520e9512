package dev.adjoint.nn;

import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Fragment;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.TensorType;
import dev.adjoint.tensor.DType;
import java.util.List;
import java.util.function.UnaryOperator;

/// A layer of units that each see all inputs: `activation(W @ x + b)`. Every application shares the
/// parameters.
///
/// @param name what the user calls it
/// @param weights `W`, `[units, inputs]`
/// @param bias `b`, `[units, 1]`
/// @param activation a function of nodes, such as `UnaryFunction.TANH::of`
public record Dense(String name, Variable weights, Variable bias, UnaryOperator<Node> activation) {

  /// A layer in f64 whose parameters are called `name.W`, which starts as `start` says, and
  /// `name.b`, which starts from zeros.
  public static Dense of(
      String name,
      Dim units,
      Dim inputs,
      UnaryOperator<Node> activation,
      Initializer start,
      long seed) {
    return new Dense(
        name,
        variable(name + ".W", start, seed, units, inputs),
        variable(name + ".b", Initializer.zeros(), seed, units, Dim.ONE),
        activation);
  }

  private static Variable variable(String name, Initializer start, long seed, Dim... dims) {
    return Variable.of(name, start.initial(TensorType.of(DType.F64, dims), seed, name));
  }

  /// The units' answers to `x`.
  ///
  /// @param x `[inputs, m]`, columns are examples
  /// @return `[units, m]`
  /// @throws dev.adjoint.source.AdjointException if the shapes do not fit
  public Node apply(Node x) {
    return Fragment.enter(name, "dense")
        .around(() -> activation.apply(weights.node().matmul(x).plus(bias.node())));
  }

  /// The parameters with where they start.
  public List<Variable> variables() {
    return List.of(weights, bias);
  }
}
