package dev.adjoint.data;

import static dev.adjoint.data.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.DatasetCreationOptions;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Hdf5Test {
  @TempDir private Path folder;

  private DataPath write(Consumer<WritableHdfFile> content) {
    Path path = folder.resolve("x.h5");
    try (WritableHdfFile hdf = HdfFile.write(path)) {
      content.accept(hdf);
    }
    return new DataPath(path, "x.h5");
  }

  /// What h5py wrote for `corners.py`.
  private static DataPath corners() {
    try {
      return new DataPath(Path.of(Hdf5Test.class.getResource("corners.h5").toURI()), "corners.h5");
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static Tensor count(int... sizes) {
    return Tensor.generate(DType.F64, Shape.of(sizes), i -> i);
  }

  @Test
  void numbersOfEveryType() {
    DataPath file =
        write(
            hdf -> {
              hdf.putDataset("i1", new byte[] {-128, 127});
              hdf.putDataset("i2", new short[] {Short.MIN_VALUE, Short.MAX_VALUE});
              hdf.putDataset("i4", new int[][] {{Integer.MIN_VALUE}, {Integer.MAX_VALUE}});
              hdf.putDataset("i8", new long[] {-(1L << 53), 1L << 53});
              var unsigned = DatasetCreationOptions.builder().unsigned().build();
              hdf.putDataset("u1", new byte[] {0, -1}, unsigned);
              hdf.putDataset("u2", new short[] {0, -1}, unsigned);
              hdf.putDataset("u4", new int[] {0, -1}, unsigned);
              hdf.putDataset("u8", new long[] {0, -1, Long.MIN_VALUE + 1025}, unsigned);
              hdf.putDataset("f4", new float[] {0.1f, -1e30f});
              hdf.putDataset("f8", new double[] {0.1, -1e300});
              hdf.putDataset("bool", new boolean[] {true, false});
              hdf.putDataset("scalar", 2.5);
            });
    assertThat(Hdf5.open(file, "i1").read()).isEqualTo(Tensor.vector(-128, 127));
    assertThat(Hdf5.open(file, "i2").read()).isEqualTo(Tensor.vector(-32768, 32767));
    assertThat(Hdf5.open(file, "i4").read())
        .isEqualTo(Tensor.of(Shape.of(2, 1), -2147483648.0, 2147483647.0));
    assertThat(Hdf5.open(file, "i8").read())
        .isEqualTo(Tensor.vector(-9007199254740992.0, 9007199254740992.0));
    assertThat(Hdf5.open(file, "u1").read()).isEqualTo(Tensor.vector(0, 255));
    assertThat(Hdf5.open(file, "u2").read()).isEqualTo(Tensor.vector(0, 65535));
    assertThat(Hdf5.open(file, "u4").read()).isEqualTo(Tensor.vector(0, 4294967295.0));
    assertThat(Hdf5.open(file, "u8").read()).isEqualTo(Tensor.vector(0, 0x1p64, 0x1p63 + 2048));
    assertThat(Hdf5.open(file, "f4").read()).isEqualTo(Tensor.vector(0.1f, -1e30f));
    assertThat(Hdf5.open(file, "f8").read()).isEqualTo(Tensor.vector(0.1, -1e300));
    assertThat(Hdf5.open(file, "bool").read()).isEqualTo(Tensor.vector(1, 0));
    assertThat(Hdf5.open(file, "scalar").read()).isEqualTo(Tensor.scalar(2.5));
    assertThat(Hdf5.open(file, "f4").read(DType.F32))
        .isEqualTo(Tensor.of(Shape.of(2), 0.1f, -1e30f));
  }

  @Test
  void chunksPackedAndAtTheEdges() {
    double[][] values = new double[70][110];
    for (int i = 0; i < 70 * 110; i++) {
      values[i / 110][i % 110] = i;
    }
    var packed =
        DatasetCreationOptions.builder().chunkDimensions(32, 50).shuffle().deflate().build();
    DataPath file = write(hdf -> hdf.putDataset("x", values, packed));
    assertThat(Hdf5.open(file, "x").shape()).isEqualTo(Shape.of(70, 110));
    assertThat(Hdf5.open(file, "x").read()).isEqualTo(count(70, 110));
  }

  @Test
  void groupsWithOrWithoutASlashBefore() {
    DataPath file = write(hdf -> hdf.putGroup("run").putGroup("layer").putDataset("W", new int[3]));
    assertThat(Hdf5.datasets(file)).containsExactly("run/layer/W");
    assertThat(Hdf5.open(file, "run/layer/W").shape()).isEqualTo(Shape.of(3));
    assertThat(Hdf5.open(file, "/run//layer/./W").shape()).isEqualTo(Shape.of(3));
  }

  @Test
  void typesAsH5pyWritesThem() {
    assertThat(Hdf5.open(corners(), "bool").read())
        .isEqualTo(Tensor.of(Shape.of(2, 3), 1.0, 0, 1, 0, 1, 0));
    assertThat(Hdf5.open(corners(), "big").read()).isEqualTo(count(2, 3));
    assertThat(Hdf5.open(corners(), "half").read())
        .isEqualTo(Tensor.of(Shape.of(2, 3), 0, 0.25, 0.5, 0.75, 1, 1.25));
    assertThat(Hdf5.open(corners(), "unsigned").read()).isEqualTo(Tensor.vector(0x1p64, 0x1p53, 7));
    assertThat(Hdf5.open(corners(), "packed").read()).isEqualTo(count(5, 6));
    assertThat(Hdf5.open(corners(), "no rows").read()).isEqualTo(count(0, 3));
  }

  @Test
  void whatWasNeverWrittenIsTheFillValue() {
    assertThat(Hdf5.open(corners(), "unwritten").read())
        .isEqualTo(Tensor.full(DType.F64, Shape.of(2, 2), -1));
    assertThat(Hdf5.open(corners(), "zeros").read())
        .isEqualTo(Tensor.full(DType.F64, Shape.of(2, 2), 0));
    assertThat(Hdf5.open(corners(), "whole").read()).isEqualTo(count(4, 3));
    assertRefused(
        () -> Hdf5.open(corners(), "part").read(),
        """
        error[E0306]: `part` of `corners.h5` was written in part, and the rest is to be read as 9
        """);
  }

  @Test
  void linksWithinTheFile() {
    assertThat(Hdf5.open(corners(), "soft/deep").read()).isEqualTo(Tensor.scalar(3.5));
    assertThat(Hdf5.open(corners(), "group/relative").read()).isEqualTo(Tensor.scalar(3.5));
    assertThat(Hdf5.datasets(corners()))
        .filteredOn(path -> path.startsWith("group"))
        .containsExactly("group/inner/deep"); // and not again, round and round
    assertThat(Hdf5.open(corners(), "group/round/round/inner/deep").read())
        .isEqualTo(Tensor.scalar(3.5));
    assertRefused(() -> Hdf5.open(corners(), "circle"), DataError.UNKNOWN_KEY);
    assertRefused(() -> Hdf5.open(corners(), "broken"), DataError.UNKNOWN_KEY);
  }

  @Test
  void aLinkOutOfTheFileIsNotFollowed() {
    String expected =
        """
        error[E0306]: `outside` of `corners.h5` is a link to another file
           = it leads to `/etc/passwd:/x`
           = help: name that file in the script: it is opened only if you ask for it
        """;
    assertRefused(() -> Hdf5.open(corners(), "outside"), expected);
  }

  @Test
  void aWrongPathGetsThoseThereAre() {
    DataPath file =
        write(
            hdf -> {
              hdf.putDataset("train_set_x", new int[2][3]);
              hdf.putGroup("test").putDataset("set_x", new int[4]);
              hdf.putDataset("classes", new String[] {"cat", "dog"});
            });
    assertRefused(
        () -> Hdf5.open(file, "train_set_X1"),
        """
        error[E0331]: there is no data set `train_set_X1` of `x.h5`
           = the data sets there are: `train_set_x` [2, 3], `classes` [2] (text), `test/set_x` [4]
        """);
    assertRefused(
        () -> Hdf5.open(file, "test"),
        """
        error[E0331]: `test` of `x.h5` is a group, not a data set
           = the data sets there are: `test/set_x` [4], `classes` [2] (text), `train_set_x` [2, 3]
        """);
    assertRefused(() -> Hdf5.open(file, "classes/0"), DataError.UNKNOWN_KEY);
    assertRefused(
        () -> Hdf5.open(write(_ -> {}), "x"),
        """
        error[E0331]: there is no data set `x` of `x.h5`
           = the file holds no data set at all
        """);
  }

  @Test
  void elementsThatAreNotNumbers() {
    DataPath file = write(hdf -> hdf.putDataset("classes", new String[] {"cat", "dog"}));
    assertRefused(
        () -> Hdf5.open(file, "classes"),
        """
        error[E0332]: `classes` of `x.h5` holds text and cannot be read as a tensor
        """);
    assertRefused(
        () -> Hdf5.open(corners(), "text"),
        """
        error[E0332]: `text` of `corners.h5` holds texts or lists of different lengths \
        and cannot be read as a tensor
        """);
    assertRefused(
        () -> Hdf5.open(corners(), "complex"),
        """
        error[E0332]: `complex` of `corners.h5` holds records of several fields \
        and cannot be read as a tensor
        """);
    for (String unusual : List.of("bfloat", "biased")) {
      assertRefused(
          () -> Hdf5.open(corners(), unusual),
          """
          error[E0332]: `%s` of `corners.h5` holds 16-bit numbers of an unusual kind \
          and cannot be read as a tensor
          """
              .formatted(unusual));
    }
    assertRefused(
        () -> Hdf5.open(corners(), "nothing"),
        """
        error[E0332]: `nothing` of `corners.h5` is declared, and holds nothing
        """);
  }

  @Test
  void nanIsRefusedUnlessAllowed() {
    DataPath file = write(hdf -> hdf.putDataset("x", new float[][] {{1, 2}, {3, Float.NaN}}));
    assertRefused(
        () -> Hdf5.open(file, "x").read(),
        """
        error[E0329]: `x` of `x.h5` holds nan at [1, 1]
           = one nan or inf in the data makes the cost and every gradient nan
           = help: `allow_nan = true` reads them as they are
        """);
    assertThat(Hdf5.open(file, "x", NonFinite.ALLOW).read().get(1, 1)).isNaN();
  }

  @Test
  void otherFiles() throws IOException {
    Path path = Files.writeString(folder.resolve("x.h5"), "a,b\n1,2\n");
    assertRefused(
        () -> Hdf5.open(new DataPath(path, "x.h5"), "x"),
        """
        error[E0304]: `x.h5` is not an HDF5 file
           = such a file starts with the bytes 89 48 44 46
        """);
  }

  @Test
  void aFileThatEndsTooEarly() throws IOException {
    DataPath file = write(hdf -> hdf.putDataset("x", new double[1000]));
    byte[] bytes = Files.readAllBytes(file.path());
    Files.write(file.path(), Arrays.copyOf(bytes, bytes.length / 2));
    assertRefused(
        () -> Hdf5.open(file, "x").read(),
        """
        error[E0305]: `x` of `x.h5` ends too early
           = it goes on beyond the end of the file
           = help: the file was perhaps not copied whole: copy it again
        """);
    Files.write(file.path(), Arrays.copyOf(bytes, 60));
    assertRefused(
        () -> Hdf5.open(file, "x"),
        """
        error[E0305]: `x.h5` is damaged, or of a kind of HDF5 that jHDF does not know
           = help: the file was perhaps not copied whole: copy it again
        """);
  }

  @Test
  void aFileThatChangesIsNoticed() {
    Hdf5 hdf5 = Hdf5.open(write(hdf -> hdf.putDataset("x", new double[2])), "x");
    write(hdf -> hdf.putDataset("x", new float[2]));
    assertRefused(
        hdf5::read,
        """
        error[E0307]: `x.h5` changed while it was in use
        """);
  }
}
