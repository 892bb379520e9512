package dev.adjoint.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// NumPy and we read what the other wrote, where Python and NumPy are installed.
class NumpyTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void numpyIsHere() throws IOException, InterruptedException {
    boolean here;
    try {
      here = run("import numpy") == 0;
    } catch (IOException e) {
      here = false;
    }
    Assumptions.assumeTrue(here, "no python3 with NumPy here: nothing to compare with");
  }

  private static int run(String script) throws IOException, InterruptedException {
    return new ProcessBuilder("python3", "-c", script)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("python.txt").toFile())
        .start()
        .waitFor();
  }

  private static void python(String script) throws IOException, InterruptedException {
    int status = run(script);
    assertThat(status).as(() -> "Python said: " + said()).isZero();
  }

  private static String said() {
    try {
      return Files.readString(folder.resolve("python.txt"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static DataPath file(String name) {
    return DataPath.of(folder.resolve(name));
  }

  /// Each `.npy` comes with the same numbers as f8 in a plain row of bytes, `.f8`.
  private static List<String> arrays() throws IOException {
    return Files.readAllLines(folder.resolve("names.txt"));
  }

  @Test
  void arraysOfEveryTypeOrderAndVersion() throws IOException, InterruptedException {
    python(
        """
        import numpy as np, warnings
        warnings.simplefilter("ignore")  # version 3 says that old NumPy cannot read it
        rng = np.random.default_rng(7)
        bits = rng.integers(0, 256, size=5 * 3 * 4 * 8, dtype=np.uint8).tobytes()
        names = []
        for letters in ["b1", "i1", "u1", "i2", "i4", "i8", "u2", "u4", "u8", "f2", "f4", "f8"]:
          for byte_order in "<>":
            t = np.dtype(byte_order + letters)
            x = np.frombuffer(bits, t, 60).reshape(5, 3, 4)
            if letters == "b1": x = x.view("u1") % 2 == 1
            for order, version in [("C", (1, 0)), ("F", (2, 0)), ("F", (3, 0))]:
              name = f"{'le' if byte_order == '<' else 'be'}-{letters}-{order}-{version[0]}"
              with open(name + ".npy", "wb") as f:
                np.lib.format.write_array(f, np.asarray(x, order=order), version=version)
              x.astype("<f8").tofile(name + ".f8")
              names.append(name)
        open("names.txt", "w").write("\\n".join(names))
        """);
    List<String> names = arrays();
    assertThat(names).hasSize(12 * 2 * 3);
    for (String name : names) {
      Tensor read = Npy.open(file(name + ".npy"), NonFinite.ALLOW).read();
      var expected =
          java.nio.ByteBuffer.wrap(Files.readAllBytes(folder.resolve(name + ".f8")))
              .order(java.nio.ByteOrder.LITTLE_ENDIAN)
              .asDoubleBuffer();
      assertThat(read.shape()).isEqualTo(Shape.of(5, 3, 4));
      for (int i = 0; i < 60; i++) {
        assertThat(read.at(i)).as("%s at %d", name, i).isEqualTo((Double) expected.get(i));
      }
    }
  }

  @Test
  void archives() throws IOException, InterruptedException {
    python(
        """
        import numpy as np
        x = np.arange(12.0).reshape(3, 4)
        np.savez("plain.npz", x, Y=x[0])
        np.savez_compressed("packed.npz", x, Y=x[0])
        """);
    for (String name : List.of("plain.npz", "packed.npz")) {
      assertThat(Npz.keys(file(name))).containsExactlyInAnyOrder("arr_0", "Y");
      assertThat(Npz.open(file(name), "arr_0").read())
          .isEqualTo(Tensor.generate(DType.F64, Shape.of(3, 4), i -> i));
      assertThat(Npz.open(file(name), "Y").read()).isEqualTo(Tensor.vector(0, 1, 2, 3));
    }
  }

  @Test
  void whatWeWrite() throws IOException, InterruptedException {
    Npy.write(Tensor.generate(DType.F64, Shape.of(2, 3, 4), i -> i / 3.0), file("cube.npy"));
    Npy.write(Tensor.vector(1, Double.NaN).as(DType.F32), file("vector.npy"));
    Npy.write(Tensor.scalar(-0.0), file("scalar.npy"));
    Npy.write(Tensor.of(Shape.of(0, 2), new double[0]), file("none.npy"));
    python(
        """
        import numpy as np
        cube = np.load("cube.npy")
        assert cube.dtype == np.dtype("<f8") and cube.flags.c_contiguous
        assert np.array_equal(cube, (np.arange(24) / 3).reshape(2, 3, 4))
        vector = np.load("vector.npy", mmap_mode="r")
        assert vector.dtype == np.dtype("<f4") and vector[0] == 1 and np.isnan(vector[1])
        scalar = np.load("scalar.npy")
        assert scalar.shape == () and np.signbit(scalar)
        assert np.load("none.npy").shape == (0, 2)
        """);
  }

  @Test
  void tablesOfNumbers() throws IOException, InterruptedException {
    python(
        """
        import numpy as np
        x = np.random.default_rng(3).standard_normal((50, 4)) * 10.0 ** np.arange(-300, 300, 150)
        np.save("table.npy", x)
        np.savetxt("table.csv", x, fmt="%.17g", delimiter=",", header="a,b,c,d", comments="")
        np.savetxt("table.csv.gz", x, fmt="%.18e", delimiter=";")
        """);
    Tensor x = Npy.open(file("table.npy")).read();
    assertThat(Csv.open(file("table.csv")).read()).isEqualTo(x);
    var bare = CsvOptions.DEFAULTS.withHeader(false).withDelimiter(';');
    assertThat(Csv.open(file("table.csv.gz"), bare).read()).isEqualTo(x);
  }
}
