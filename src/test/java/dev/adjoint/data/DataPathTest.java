package dev.adjoint.data;

import static dev.adjoint.data.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataPathTest {
  @TempDir private Path folder;

  private DataPath file(String written) {
    return new DataPath(folder.resolve(written), written);
  }

  @Test
  void aSlipInTheNameGetsTheNearest() throws IOException {
    Files.createDirectory(folder.resolve("data"));
    Files.writeString(folder.resolve("data/train.csv"), "a\n1\n");
    assertRefused(
        () -> Csv.open(file("data/trian.csv")),
        """
        error[E0301]: there is no file `data/trian.csv`
           = help: `data/train.csv` is there
        """);
  }

  @Test
  void withoutANearOneThoseOfTheSameKindAreListed() throws IOException {
    Files.writeString(folder.resolve("b.npy"), "");
    Files.writeString(folder.resolve("a.npy"), "");
    Files.writeString(folder.resolve("notes.txt"), "");
    Files.writeString(folder.resolve(".hidden.npy"), "");
    assertRefused(
        () -> Npy.open(file("weights.npy")),
        """
        error[E0301]: there is no file `weights.npy`
           = the folder holds `a.npy`, `b.npy`
        """);
    assertRefused(
        () -> Npy.open(file("weights.h5")),
        """
        error[E0301]: there is no file `weights.h5`
           = the folder holds `a.npy`, `b.npy`, `notes.txt`
        """);
  }

  @Test
  void theFolderIsNotThere() {
    assertRefused(
        () -> Npz.open(file("nowhere/x.npz"), "x"),
        """
        error[E0301]: there is no file `nowhere/x.npz`
           = its folder is not there either
        """);
  }

  @Test
  void aFolderIsNotAFile() throws IOException {
    Files.createDirectory(folder.resolve("pictures"));
    Files.writeString(folder.resolve("pictures/cat.png"), "");
    assertRefused(
        () -> Image.open(file("pictures")),
        """
        error[E0302]: `pictures` is a folder, not a file
           = the folder holds `cat.png`
        """);
  }

  @Test
  void aDeviceThatNeverEndsIsNotRead() {
    Path zero = Path.of("/dev/zero");
    Assumptions.assumeTrue(Files.exists(zero), "there is no /dev/zero here");
    assertRefused(
        () -> Csv.open(DataPath.of(zero)),
        """
        error[E0302]: `/dev/zero` is not a plain file
        """);
  }

  @Test
  void aFileThatMayNotBeRead() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.csv"), "a\n1\n");
    Assumptions.assumeTrue(
        secret.toFile().setReadable(false) && !Files.isReadable(secret),
        "nothing is kept from this user");
    assertRefused(
        () -> Csv.open(file("secret.csv")),
        """
        error[E0303]: `secret.csv` may not be read
           = help: its permissions keep you out: `chmod u+r` lets its owner read it
        """);
  }

  @Test
  void aFileGoesByItsPathUnlessSomebodyWroteAnother() {
    assertThat(DataPath.of(Path.of("a", "b.csv")).quoted()).isEqualTo("`a/b.csv`");
    assertThat(new DataPath(Path.of("a", "b.csv"), "b.csv").quoted()).isEqualTo("`b.csv`");
  }
}
