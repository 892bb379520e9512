package dev.adjoint.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// A code that someone looks up means one thing: none is given to two messages.
class CodesTest {
  @Test
  void noTwoMessagesShareACode() {
    assertThat(Codes.all()).hasSizeGreaterThan(50).doesNotHaveDuplicates();
  }
}
