package dev.adjoint.data;

import static dev.adjoint.data.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir private Path folder;

  @Test
  void aWriterThatFailsLeavesTheOldFileAndNothingElse() throws IOException {
    Path path = Files.writeString(folder.resolve("x.npy"), "old");
    assertRefused(
        () ->
            AtomicFile.write(
                new DataPath(path, "x.npy"),
                out -> {
                  out.write(new byte[100_000]);
                  throw new IOException("no space left");
                }),
        """
        error[E0308]: `x.npy` cannot be written: no space left
        """);
    assertThat(path).hasContent("old");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(path);
    }
  }
}
