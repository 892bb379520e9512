package dev.adjoint.data;

import static dev.adjoint.data.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir private Path folder;

  @Test
  void keepsThePermissionsOfTheOldFile() throws IOException {
    Path path = Files.writeString(folder.resolve("a.adj"), "old");

    assumeTrue(Files.getFileStore(folder).supportsFileAttributeView(PosixFileAttributeView.class));
    Set<PosixFilePermission> permissions = PosixFilePermissions.fromString("rwxr-x---");
    Files.setPosixFilePermissions(path, permissions);
    AtomicFile.write(DataPath.of(path), out -> out.write('x'));
    assertThat(path).hasContent("x");
    assertThat(Files.getPosixFilePermissions(path)).isEqualTo(permissions);
  }

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
