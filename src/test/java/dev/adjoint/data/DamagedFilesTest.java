package dev.adjoint.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.source.AdjointException;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Whatever bytes a file holds, reading it gives numbers or a diagnostic, and nothing else.
class DamagedFilesTest {
  private enum Kind {
    CSV(Csv::open) {
      @Override
      void write(Path path) throws IOException {
        try (var out = new GZIPOutputStream(Files.newOutputStream(path))) {
          out.write("a,b\n1,2\n3,\"4\"\n".getBytes(StandardCharsets.UTF_8));
        }
      }
    },
    HDF5(file -> Hdf5.open(file, "x")) {
      @Override
      void write(Path path) {
        try (WritableHdfFile hdf = HdfFile.write(path)) {
          hdf.putDataset("x", new int[5][6]);
          hdf.putGroup("g").putDataset("y", new double[3]);
        }
      }
    },
    NPY(Npy::open) {
      @Override
      void write(Path path) {
        Npy.write(Tensor.full(DType.F64, Shape.of(5, 6), 1), DataPath.of(path));
      }
    },
    NPZ(file -> Npz.open(file, "x")) {
      @Override
      void write(Path path) throws IOException {
        NPY.write(path);
        byte[] npy = Files.readAllBytes(path);
        try (var zip = new ZipOutputStream(Files.newOutputStream(path))) {
          zip.putNextEntry(new ZipEntry("x.npy"));
          zip.write(npy);
        }
      }
    },
    PNG(Image::open) {
      @Override
      void write(Path path) throws IOException {
        ImageIO.write(picture(), "png", path.toFile());
      }
    },
    JPEG(Image::open) {
      @Override
      void write(Path path) throws IOException {
        ImageIO.write(picture(), "jpeg", path.toFile());
      }
    };

    private final Function<DataPath, TensorFile> open;

    Kind(Function<DataPath, TensorFile> open) {
      this.open = open;
    }

    abstract void write(Path path) throws IOException;

    private static BufferedImage picture() {
      var image = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
      new Random(1).ints(200).forEach(i -> image.setRGB(Math.floorMod(i, 20), i & 7, i));
      return image;
    }
  }

  @Property(tries = 500)
  void numbersOrADiagnostic(@ForAll Kind kind, @ForAll long seed) throws IOException {
    Path path = Files.createTempFile("damaged", ".bin");
    try {
      Files.delete(path);
      kind.write(path);
      Files.write(path, damaged(Files.readAllBytes(path), new Random(seed)));
      TensorFile file = kind.open.apply(DataPath.of(path));
      assertThat(file.read().shape()).isEqualTo(file.shape());
    } catch (AdjointException e) {
      assertThat(e.diagnostics()).hasSize(1);
    } finally {
      Files.delete(path);
    }
  }

  /// A few bytes changed, half of them near the start where the headers are, or the end cut off.
  private static byte[] damaged(byte[] bytes, Random random) {
    for (int i = random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(random.nextBoolean() ? bytes.length : Math.min(bytes.length, 100));
      bytes[at] ^= (byte) (1 + random.nextInt(255));
    }
    return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }
}
