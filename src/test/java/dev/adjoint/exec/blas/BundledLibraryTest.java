package dev.adjoint.exec.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundledLibraryTest {
  @TempDir private Path folder;
  private BundledLibrary library;

  @BeforeEach
  void find() throws IOException {
    Optional<BundledLibrary> found =
        BundledLibrary.find(getClass().getClassLoader(), BundledLibrary.platform());
    assumeTrue(found.isPresent(), "no natives for this platform");
    library = found.get();
  }

  @Test
  void unpacksIntoAnEmptyCacheForItsOwnerOnly() throws IOException {
    Path cache = folder.resolve("not/there/yet");
    List<Path> files = library.unpackUnder(cache);
    assertThat(files).hasSameSizeAs(library.parts());
    assertThat(files.getLast()).hasSize(library.parts().getLast().size());
    assertThat(children(files.getLast().getParent())).hasSameSizeAs(files);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(only(cache))))
        .isEqualTo("rwx------");
    assertThat(Library.open(files).name()).startsWith("OpenBLAS");
  }

  @Test
  void findsWhatItUnpacked() throws IOException {
    Path file = library.unpackUnder(folder).getLast();
    FileTime longAgo = FileTime.fromMillis(1000);
    Files.setLastModifiedTime(file, longAgo);
    assertThat(library.unpackUnder(folder)).contains(file);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(longAgo);
  }

  @Test
  void replacesAFileThatIsNotWhole() throws IOException {
    Path file = library.unpackUnder(folder).getFirst();
    Files.writeString(file, "cut");
    library.unpackUnder(folder);
    assertThat(file).hasSize(library.parts().getFirst().size());
  }

  @Test
  void refusesAFolderThatOthersMayWriteTo() throws IOException {
    Path files = library.unpackUnder(folder).getFirst().getParent();
    Files.setPosixFilePermissions(files, PosixFilePermissions.fromString("rwxrwx---"));
    assertThatThrownBy(() -> library.unpackUnder(folder)).isInstanceOf(IOException.class);
    assertThat(new Search().bundled(getClass().getClassLoader(), folder)).isPresent();
  }

  @Test
  void refusesALinkToElsewhere() throws IOException {
    Path files = library.unpackUnder(folder.resolve("theirs")).getFirst().getParent();
    Path ours = Files.createDirectory(folder.resolve("ours"));
    Files.createSymbolicLink(ours.resolve(files.getFileName()), files);
    assertThatThrownBy(() -> library.unpackUnder(ours)).isInstanceOf(IOException.class);
  }

  @Test
  void doesWithoutACacheThatCannotBeWritten() throws IOException {
    Path notAFolder = Files.writeString(folder.resolve("file"), "");
    Path readOnly =
        Files.createDirectory(
            folder.resolve("read-only"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
    for (Path cache : List.of(notAFolder, readOnly)) {
      Search search = new Search();
      assertThat(search.bundled(getClass().getClassLoader(), cache)).isPresent();
      assertThat(search.failures()).isEmpty();
    }
  }

  @Test
  void unpacksOnceForManyAtATime() throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      List<Future<List<Path>>> results = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        results.add(pool.submit(() -> library.unpackUnder(folder)));
      }
      for (Future<List<Path>> result : results) {
        assertThat(result.get()).isEqualTo(library.unpackUnder(folder));
      }
    }
    assertThat(children(only(folder))).hasSameSizeAs(library.parts());
  }

  @Test
  void saysThatTheClassPathHasNone() throws IOException {
    try (URLClassLoader empty = new URLClassLoader(new URL[0], null)) {
      Search search = new Search();
      assertThat(search.bundled(empty, folder)).isEmpty();
      assertThat(search.failures())
          .containsExactly("no OpenBLAS for " + BundledLibrary.platform() + " on the class path");
    }
  }

  private static Path only(Path folder) throws IOException {
    List<Path> children = children(folder);
    assertThat(children).hasSize(1);
    return children.getFirst();
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList();
    }
  }
}
