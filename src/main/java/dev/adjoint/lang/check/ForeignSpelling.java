package dev.adjoint.lang.check;

import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.Span;
import java.util.Optional;

/// Something is written as in Python: what it would be in Adjoint, if that can be said for the very
/// operands at hand.
final class ForeignSpelling extends AdjointException {
  private static final long serialVersionUID = 1L;

  private final transient Name name;
  private final transient Span span;
  private final String ours; // or null

  /// What is foreign.
  ///
  /// @param name the function's, without its module: `dot` of `np.dot`
  /// @param receiver the text before the point of a method's name, if it is one
  /// @param wrong what is said, without its help
  record Name(String name, Optional<Operand> receiver, Diagnostic wrong) {}

  /// An operand as it is written.
  ///
  /// @param isSimple whether it needs no parentheses beside an operator
  record Operand(String text, boolean isSimple) {
    /// The text where an operator stands beside it.
    String tight() {
      return isSimple ? text : "(" + text + ")";
    }
  }

  /// @param span what `ours` stands for
  ForeignSpelling(Name name, Span span, Optional<String> ours, Diagnostic whole) {
    super(whole);
    this.name = name;
    this.span = span;
    this.ours = ours.orElse(null);
  }

  Name name() {
    return name;
  }

  Span span() {
    return span;
  }

  Optional<String> ours() {
    return Optional.ofNullable(ours);
  }
}
