package dev.adjoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pictures of programs that are wrong show what is known, and what is wrong with the rest.
class PartialPicturesTest {
  private static final String WRONG =
      """
      dim n, m
      data X: [n, m]
      data Y: [1, m]
      param w: [n, 1] = zeros
      same n = 3
      Z = w @ X
      A = sigmoid(Z)
      J = -mean(Y * log(A) + (1 - Y) * log(1 - A))
      """;

  @TempDir private Path folder;

  @Test
  void whatIsKnownIsDrawn() throws IOException {
    Path script = Files.writeString(folder.resolve("wrong.adj"), WRONG);
    Path picture = folder.resolve("wrong.dot");
    Adjoint.Outcome outcome =
        Adjoint.adjoint("draw", script.toString(), "--to", picture.toString());
    assertThat(outcome.status()).isEqualTo(Status.WRONG);
    assertThat(outcome.out()).startsWith("drew what is known to ");
    assertThat(outcome.err()).contains("E0203").contains("inner dimensions");
    assertThat(Files.readString(picture))
        .contains("<b>Z</b>", "w @ X", "E0203")
        .contains("not known, because `Z` is not")
        .contains("not known, because `A` is not");
  }
}
