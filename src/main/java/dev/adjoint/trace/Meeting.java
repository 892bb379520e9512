package dev.adjoint.trace;

import dev.adjoint.source.Diagnostic;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Tensor;
import java.util.List;

/// What arrives at a box in the backward pass, held against the derivative by it.
///
/// @param shares one for each box that uses the value, in the order of the backward pass; none where
///     the pass begins, or where nothing flows
/// @param verdict whether they add up
/// @param forms where they need not, since the derivative was taken of a stable form of the formula:
///     the notes on it
public record Meeting(List<Share> shares, Verdict verdict, List<Diagnostic> forms) {

  /// How a sum of shares compares with the derivative.
  public enum Verdict {
    /// There is nothing to add up.
    NOTHING,
    /// They are equal to six digits; in f32, to three.
    EQUAL,
    /// They differ in what rounding leaves of the largest derivatives of the graph.
    ROUNDED,
    /// They differ.
    DIFFERENT,
    /// Some share is not known.
    OPEN
  }

  public Meeting {
    shares = List.copyOf(shares);
    forms = List.copyOf(forms);
  }

  /// The sum of the shares at a row-major offset.
  public double sum(int offset) {
    return shares.stream().mapToDouble(share -> share.value().at(offset)).sum();
  }

  /// @param largest the largest derivative of the graph
  static Verdict judge(List<Share> shares, Tensor gradient, double largest) {
    if (shares.isEmpty()) {
      return Verdict.NOTHING;
    }
    if (shares.stream().anyMatch(share -> share.value() == null)) {
      return Verdict.OPEN;
    }
    boolean isDouble = gradient.dtype() == DType.F64;
    double digits = isDouble ? 1e-6 : 1e-3;
    double noise = (isDouble ? 1e-12 : 1e-5) * largest;
    Verdict verdict = Verdict.EQUAL;
    for (int i = 0; i < gradient.shape().count(); i++) {
      double sum = 0;
      double size = 0;
      for (Share share : shares) {
        sum += share.value().at(i);
        size += Math.abs(share.value().at(i));
      }
      double expected = gradient.at(i);
      double distance = Math.abs(sum - expected);
      boolean isSame =
          Double.compare(sum, expected) == 0 || distance <= digits * (size + Math.abs(expected));
      if (!isSame) {
        boolean isRounding = distance <= noise;
        verdict = isRounding && verdict != Verdict.DIFFERENT ? Verdict.ROUNDED : Verdict.DIFFERENT;
      }
    }
    return verdict;
  }
}
