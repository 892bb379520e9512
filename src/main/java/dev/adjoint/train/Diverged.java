package dev.adjoint.train;

import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;

/// A cost became infinite or NaN. What had been learnt until then is here.
public final class Diverged extends AdjointException {
  private static final long serialVersionUID = 1L;

  private final transient Trained trained;

  Diverged(Diagnostic diagnostic, Trained trained) {
    super(diagnostic);
    this.trained = trained;
  }

  /// The state whose cost is not finite, and the costs up to it, itself included.
  public Trained trained() {
    return trained;
  }
}
