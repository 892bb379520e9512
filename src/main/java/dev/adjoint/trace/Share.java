package dev.adjoint.trace;

import dev.adjoint.graph.Node;
import dev.adjoint.tensor.Tensor;

/// What one operand of a box gets of the derivative by the box: the local derivative times that, in
/// the sense of the chain rule.
///
/// Formulas are over the leaves of the box ([Box#leaves]), the box itself ([Box#cut]) and the leaf
/// that stands for the derivative by it.
///
/// @param box which box
/// @param operand one of its operand boxes
/// @param cotangent the leaf that stands for the derivative by the box
/// @param formula of the operand's type; null where nothing flows back: the value decides between
///     branches, names places, or is constant to differentiation
/// @param local the derivative of an element of the box by the element of the operand beside it, or
///     by the one that is repeated to stand beside it; null where elements of the one depend on several
///     of the other
/// @param isRepeated whether the operand is repeated to the shape of the box, so that its elements'
///     shares are sums
/// @param value of the formula; null where there is none, or a number that it takes is not known
public record Share(
    Box box,
    Node operand,
    Node cotangent,
    Node formula,
    Node local,
    boolean isRepeated,
    Tensor value) {
  /// Whether the operand's derivative has a part that comes from this box.
  public boolean flows() {
    return formula != null;
  }

  Share with(Tensor value) {
    return new Share(box, operand, cotangent, formula, local, isRepeated, value);
  }
}
