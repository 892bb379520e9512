package dev.adjoint.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.adjoint.source.AdjointException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// What a reader says when it refuses, held against what it should say.
final class Refusal {
  private Refusal() {}

  /// Holds that `call` fails with exactly this message.
  static void assertRefused(ThrowingCallable call, String expected) {
    assertThat(caught(call)).hasMessage(expected.stripTrailing());
  }

  /// Holds that `call` fails with this error, whatever the words.
  static void assertRefused(ThrowingCallable call, DataError expected) {
    assertThat(caught(call).diagnostics().getFirst().code()).isEqualTo(expected.code());
  }

  private static AdjointException caught(ThrowingCallable call) {
    AdjointException refusal = catchThrowableOfType(AdjointException.class, call);
    assertThat(refusal).as("nothing was refused").isNotNull();
    assertThat(refusal.diagnostics()).hasSize(1);
    return refusal;
  }
}
