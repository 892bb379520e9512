package dev.adjoint.trace;

import dev.adjoint.graph.Node;
import dev.adjoint.tensor.Tensor;
import java.util.stream.IntStream;

/// What one operand of a box gets of the derivative by the box: its local derivative times that, in
/// the sense of the chain rule.
///
/// Formulas are over the leaves of the box ([Box#leaves]), the box itself ([Box#cut]) and the leaf
/// that stands for the derivative by it.
///
/// @param box which box
/// @param operand one of its operand boxes
/// @param cotangent the leaf that stands for the derivative by the box
/// @param kind how elements of the two belong together
/// @param formula the share, of the operand's type; null if there is none
/// @param local the local derivative of a pair of elements, as the kind says; null if the kind has none
/// @param slope the value of `local` where its elements are made of more than their neighbours; else
///     null
/// @param value of `formula`; null if there is none, or a number that it takes is not known
/// @param isLimited whether the value is 0 by force where no derivative arrives, for a choice fell the
///     other way there: 0 times an infinite local derivative would be NaN
public record Share(
    Box box,
    Node operand,
    Node cotangent,
    Kind kind,
    Node formula,
    Node local,
    Tensor slope,
    Tensor value,
    boolean isLimited) {

  /// Which elements of a box depend on an element of an operand.
  public enum Kind {
    /// None, or not by any derivative: the value decides between branches, names places, is constant
    /// to differentiation.
    NONE,
    /// The one beside it. The local derivative has the shape of both.
    ELEMENTWISE,
    /// Those that it is repeated to stand beside. The local derivative has the shape of the box, and
    /// the operand's share is a sum.
    REPEATED,
    /// The one that it is reduced to with others. The local derivative has the shape of the operand.
    REDUCED,
    /// Several, or one at another place.
    MIXED
  }

  /// Whether the operand's derivative has a part that comes from this box.
  public boolean flows() {
    return kind != Kind.NONE;
  }

  Share with(Tensor value, Tensor slope) {
    return new Share(box, operand, cotangent, kind, formula, local, slope, value, isLimited);
  }

  /// @param arrived the derivative by the box
  Share limited(Tensor arrived) {
    boolean isBeside = kind == Kind.ELEMENTWISE && value != null;
    boolean isAmiss =
        isBeside && IntStream.range(0, value.shape().count()).anyMatch(i -> isAmiss(arrived, i));
    if (!isAmiss) {
      return this;
    }
    Tensor limited =
        Tensor.generate(value.dtype(), value.shape(), i -> isAmiss(arrived, i) ? 0 : value.at(i));
    return new Share(box, operand, cotangent, kind, formula, local, slope, limited, true);
  }

  private boolean isAmiss(Tensor arrived, int offset) {
    return arrived.at(offset) == 0 && Double.isNaN(value.at(offset));
  }
}
