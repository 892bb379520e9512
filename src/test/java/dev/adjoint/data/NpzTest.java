package dev.adjoint.data;

import static dev.adjoint.data.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzTest {
  private static final Tensor X = Tensor.generate(DType.F64, Shape.of(2, 3), i -> i);
  private static final Tensor Y = Tensor.generate(DType.F32, Shape.of(100, 100), i -> i);

  @TempDir private Path folder;

  private DataPath file() {
    return new DataPath(folder.resolve("x.npz"), "x.npz");
  }

  private byte[] npy(Tensor tensor) throws IOException {
    Path path = folder.resolve("one.npy");
    Npy.write(tensor, DataPath.of(path));
    return Files.readAllBytes(path);
  }

  /// An archive as `np.savez` (stored) or `np.savez_compressed` (deflated) writes it.
  private DataPath archive(int method) throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(file().path()))) {
      put(zip, method, "X.npy", npy(X));
      put(zip, method, "layer/Y.npy", npy(Y));
      put(zip, method, "notes.txt", "made by hand".getBytes(StandardCharsets.UTF_8));
      put(zip, method, "broken.npy", new byte[3]);
    }
    return file();
  }

  private static void put(ZipOutputStream zip, int method, String name, byte[] bytes)
      throws IOException {
    var entry = new ZipEntry(name);
    entry.setMethod(method);
    if (method == ZipEntry.STORED) {
      var crc = new CRC32();
      crc.update(bytes);
      entry.setSize(bytes.length);
      entry.setCrc(crc.getValue());
    }
    zip.putNextEntry(entry);
    zip.write(bytes);
  }

  @Test
  void arraysByTheirNames() throws IOException {
    for (int method : new int[] {ZipEntry.STORED, ZipEntry.DEFLATED}) {
      DataPath file = archive(method);
      assertThat(Npz.keys(file)).containsExactly("X", "layer/Y", "broken");
      assertThat(Npz.open(file, "X").shape()).isEqualTo(Shape.of(2, 3));
      assertThat(Npz.open(file, "X").read()).isEqualTo(X);
      assertThat(Npz.open(file, "layer/Y").read(DType.F32)).isEqualTo(Y);
    }
  }

  @Test
  void aWrongNameGetsThoseThereAre() throws IOException {
    DataPath file = archive(ZipEntry.STORED);
    assertRefused(
        () -> Npz.open(file, "layer/y2"),
        """
        error[E0331]: there is no `layer/y2` of `x.npz`
           = the arrays there are: `layer/Y` [100, 100], `X` [2, 3], `broken` (not numbers)
        """);
  }

  @Test
  void anArchiveWithoutArrays() throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(file().path()))) {
      put(zip, ZipEntry.DEFLATED, "notes.txt", new byte[1]);
    }
    assertRefused(
        () -> Npz.open(file(), "X"),
        """
        error[E0331]: there is no `X` of `x.npz`
           = the file holds no array at all
        """);
  }

  @Test
  void otherFiles() throws IOException {
    Files.write(file().path(), npy(X));
    assertRefused(
        () -> Npz.open(file(), "X"),
        """
        error[E0304]: `x.npz` is not an `.npz` file, or damaged
           = an `.npz` file is a ZIP archive: zip END header not found
           = help: in Python, `np.savez("x.npz", X=X, Y=Y)` writes one
        """);
  }

  @Test
  void aFlippedBitIsNoticed() throws IOException {
    byte[] bytes = Files.readAllBytes(archive(ZipEntry.STORED).path());
    bytes[30 + 5 + 128 + 1] ^= 1; // after the entry's header, its name and the array's header
    Files.write(file().path(), bytes);
    Npz npz = Npz.open(file(), "X");
    assertRefused(
        npz::read,
        """
        error[E0305]: `X` of `x.npz` is damaged: its checksum is wrong
        """);
  }

  @Test
  void anArrayThatPromisesMoreThanItsEntryHolds() throws IOException {
    byte[] npy = npy(Tensor.full(DType.F64, Shape.of(100), 0));
    byte[] header =
        new String(npy, StandardCharsets.ISO_8859_1)
            .replace("(100,), }      ", "(100000000,), }")
            .getBytes(StandardCharsets.ISO_8859_1);
    try (var zip = new ZipOutputStream(Files.newOutputStream(file().path()))) {
      put(zip, ZipEntry.DEFLATED, "X.npy", header);
    }
    assertRefused(
        () -> Npz.open(file(), "X"),
        """
        error[E0305]: `X` of `x.npz` ends too early
           = its header promises [100000000], 100000000 numbers, and it holds 100
           = help: the file was perhaps not copied whole: copy it again
        """);
  }

  @Test
  void nanInOneArrayIsNoMatterToAnother() throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(file().path()))) {
      put(zip, ZipEntry.DEFLATED, "good.npy", npy(X));
      put(zip, ZipEntry.DEFLATED, "bad.npy", npy(Tensor.scalar(Double.NaN)));
    }
    assertThat(Npz.open(file(), "good").read()).isEqualTo(X);
    assertThat(Npz.open(file(), "bad", NonFinite.ALLOW).read().item()).isNaN();
    assertRefused(
        () -> Npz.open(file(), "bad").read(),
        """
        error[E0329]: `bad` of `x.npz` holds nan
           = one nan or inf in the data makes the cost and every gradient nan
           = help: `allow_nan = true` reads them as they are
        """);
  }
}
