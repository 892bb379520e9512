package dev.adjoint.draw.step;

import dev.adjoint.graph.Node;
import dev.adjoint.tensor.Tensor;
import java.util.List;
import java.util.Objects;

/// What a box says when the two passes come by it. Derivatives are written as in notes, `∂J/∂b`;
/// `·` is a product along the chain, and all else is the language.
///
/// @param node the box
/// @param backward null where no derivative is known
public record Step(Node node, Forward forward, Backward backward) {
  public Step {
    Objects.requireNonNull(node);
    Objects.requireNonNull(forward);
  }

  /// How the box gets its value.
  ///
  /// @param formula `u = b * c`; of a box without a name, `log(A)`
  /// @param numbers `u = 3 * 2 = 6`; of a tensor the same for one element, `at [0, 2]: …`; null where
  ///     there is no value, or nothing short to say of it
  public record Forward(String formula, String numbers) {}

  /// How the derivative comes to the box, and what it becomes of it on the way to its operands.
  ///
  /// @param locals one for each operand box, in the order of the operands
  /// @param remark what is out of the ordinary here, in prose, or null
  public record Backward(Arrival arrives, List<Local> locals, String remark) {
    public Backward {
      locals = List.copyOf(locals);
    }
  }

  /// The derivative by the box's value, and what it is the sum of.
  ///
  /// @param terms one for each box that uses the value and has a derivative; none at the start of the
  ///     pass
  /// @param text `∂J/∂u = 3`
  /// @param sum where several terms meet, `∂J/∂b = 6 + 2 = 8`, or null
  public record Arrival(List<Term> terms, String text, String sum) {
    public Arrival {
      terms = List.copyOf(terms);
    }
  }

  /// What one user of a value contributes to the derivative by it.
  ///
  /// @param from the box that uses the value
  /// @param symbol `∂J/∂v · ∂v/∂u`; where no element is such a product, the formula of the
  ///     contribution, `X @ (∂J/∂Z).T`
  /// @param text `3 · 1 = 3`, or null where there is nothing short to say
  /// @param value of the shape of the box's own value
  public record Term(Node from, String symbol, String text, Tensor value) {}

  /// The derivative of the box by one of its operands.
  ///
  /// @param operand the box whose value it is
  /// @param symbol `∂u/∂b`
  /// @param derivative in symbols, `c`; null where it is no formula of single elements, as in a
  ///     product of matrices
  /// @param value of a scalar, with the numbers plugged in, `2`, or null
  /// @param line the whole, `d(b * c)/d(b) = c = 2`
  /// @param rule how to read it, in prose, or null where the line says all
  /// @param contribution null where nothing flows back to the operand
  public record Local(
      Node operand,
      String symbol,
      String derivative,
      String value,
      String line,
      String rule,
      Contribution contribution) {}

  /// What the operand gets of the derivative that has arrived.
  ///
  /// @param formula `∂J/∂u · c`
  /// @param text `3 · 2 = 6`, or null where there is nothing short to say
  /// @param value of the shape of the operand
  public record Contribution(String formula, String text, Tensor value) {}
}
