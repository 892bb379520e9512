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
  /// @param slope of an operand that is repeated, the local derivative at each element of the box, if
  ///     that is known; else null
  Share limited(Tensor arrived, Tensor slope) {
    Tensor limited =
        value == null || IntStream.range(0, value.shape().count()).noneMatch(i -> isNaN(value, i))
            ? value
            : switch (kind) {
              case ELEMENTWISE ->
                  Tensor.generate(
                      value.dtype(),
                      value.shape(),
                      i -> arrived.at(i) == 0 && isNaN(value, i) ? 0 : value.at(i));
              case REPEATED -> slope == null ? value : sum(arrived, slope);
              case NONE, REDUCED, MIXED -> value;
            };
    boolean isSame = limited == null || limited.equals(value);
    return isSame
        ? this
        : new Share(box, operand, cotangent, kind, formula, local, this.slope, limited, true);
  }

  private static boolean isNaN(Tensor tensor, int offset) {
    return Double.isNaN(tensor.at(offset));
  }

  /// What comes back from all places to which the operand is repeated.
  private Tensor sum(Tensor arrived, Tensor slope) {
    double[] sums = new double[value.shape().count()];
    int[] strides = value.shape().strides();
    int[] places = arrived.shape().strides();
    for (int i = 0; i < arrived.shape().count(); i++) {
      int at = 0;
      for (int axis = 0; axis < strides.length; axis++) { // of as many axes, or of none
        int index = i / places[axis] % arrived.shape().size(axis);
        at += value.shape().size(axis) == 1 ? 0 : index * strides[axis];
      }
      sums[at] += arrived.at(i) == 0 ? 0 : arrived.at(i) * slope.at(i);
    }
    return Tensor.generate(value.dtype(), value.shape(), i -> sums[i]);
  }
}
