package dev.adjoint.data;

import static dev.adjoint.data.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyTest {
  @TempDir private Path folder;

  private DataPath file(byte... bytes) throws IOException {
    return new DataPath(Files.write(folder.resolve("x.npy"), bytes), "x.npy");
  }

  /// A file of version 1 with this type and shape, and the numbers that follow.
  private static byte[] npy(String descr, boolean fortran, String shape, ByteBuffer numbers) {
    String header =
        "{'descr': %s, 'fortran_order': %s, 'shape': %s, }\n"
            .formatted(descr, fortran ? "True" : "False", shape);
    return npy(header, numbers);
  }

  private static byte[] npy(String header, ByteBuffer numbers) {
    return ByteBuffer.allocate(10 + header.length() + numbers.capacity())
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("\u0093NUMPY\u0001\0".getBytes(StandardCharsets.ISO_8859_1))
        .putShort((short) header.length())
        .put(header.getBytes(StandardCharsets.ISO_8859_1))
        .put(numbers.rewind())
        .array();
  }

  private static ByteBuffer doubles(double... values) {
    var buffer = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(values).forEach(buffer::putDouble);
    return buffer;
  }

  @Property(tries = 300)
  void whatIsWrittenIsRead(
      @ForAll @Size(max = 4) List<@IntRange(max = 5) Integer> sizes,
      @ForAll long seed,
      @ForAll DType dtype)
      throws IOException {
    Shape shape = Shape.of(sizes.stream().mapToInt(Integer::intValue).toArray());
    var random = new Random(seed);
    // any bits at all: NaN, infinities and the smallest numbers among them
    Tensor tensor =
        dtype == DType.F64
            ? Tensor.generate(dtype, shape, _ -> Double.longBitsToDouble(random.nextLong()))
            : Tensor.generate(dtype, shape, _ -> Float.intBitsToFloat(random.nextInt()));
    Path path = Files.createTempFile("x", ".npy");
    try {
      Npy.write(tensor, DataPath.of(path));
      Npy file = Npy.open(DataPath.of(path), NonFinite.ALLOW);
      assertThat(file.shape()).isEqualTo(shape);
      assertThat(file.read(dtype)).isEqualTo(tensor);
      assertThat(Files.size(path) % 64)
          .as("the numbers start on a boundary of 64 bytes")
          .isEqualTo((long) shape.count() * dtype.bytes() % 64);
    } finally {
      Files.delete(path);
    }
  }

  @Test
  void moreNumbersThanFitInOneBuffer() throws IOException {
    Tensor tensor = Tensor.generate(DType.F64, Shape.of(3, 100_000), i -> i);
    DataPath file = file();
    Npy.write(tensor, file);
    assertThat(Npy.open(file).read()).isEqualTo(tensor);
    assertThat(Npy.open(file).read(DType.F32)).isEqualTo(tensor.as(DType.F32));
  }

  @Test
  void columnMajor() throws IOException {
    // x[i, j, k] = 100 i + 10 j + k, the first index fastest
    double[] stored = new double[24];
    int at = 0;
    for (int k = 0; k < 4; k++) {
      for (int j = 0; j < 3; j++) {
        for (int i = 0; i < 2; i++) {
          stored[at++] = 100 * i + 10 * j + k;
        }
      }
    }
    Npy npy = Npy.open(file(npy("'<f8'", true, "(2, 3, 4)", doubles(stored))));
    Tensor expected =
        Tensor.generate(
            DType.F64, Shape.of(2, 3, 4), i -> 100 * (i / 12) + 10 * (i / 4 % 3) + i % 4);
    assertThat(npy.read()).isEqualTo(expected);
  }

  @Test
  void trueIsOneWhateverItsByte() throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(new byte[] {0, 1, -1});
    assertThat(Npy.open(file(npy("'|b1'", false, "(3,)", bytes))).read())
        .isEqualTo(Tensor.vector(0, 1, 1));
  }

  @Test
  void scalarsAndNothing() throws IOException {
    Npy scalar = Npy.open(file(npy("'<f8'", true, "()", doubles(7))));
    assertThat(scalar.shape()).isEqualTo(Shape.SCALAR);
    assertThat(scalar.read()).isEqualTo(Tensor.scalar(7));
    Npy empty = Npy.open(file(npy("'<f8'", true, "(0, 3)", doubles())));
    assertThat(empty.read()).isEqualTo(Tensor.of(Shape.of(0, 3), new double[0]));
  }

  @Test
  void headersAsOthersWriteThem() throws IOException {
    String header = "{\"shape\":(2L,),\"fortran_order\":False,\"descr\":\"<f8\"}";
    assertThat(Npy.open(file(npy(header, doubles(1, 2)))).read()).isEqualTo(Tensor.vector(1, 2));
  }

  @Test
  void bytesAfterTheArrayAreLeftAlone() throws IOException {
    assertThat(Npy.open(file(npy("'<f8'", false, "(1,)", doubles(1, 2)))).read())
        .isEqualTo(Tensor.vector(1));
  }

  @Test
  void nanIsRefusedUnlessAllowed() throws IOException {
    DataPath file =
        file(npy("'<f8'", false, "(2, 2)", doubles(0, 1, Double.NaN, Double.NEGATIVE_INFINITY)));
    assertRefused(
        () -> Npy.open(file).read(),
        """
        error[E0329]: `x.npy` holds nan at [1, 0]
           = one nan or inf in the data makes the cost and every gradient nan
           = it is the first of 2 that are nan or inf
           = help: `allow_nan = true` reads them as they are
        """);
    assertThat(Npy.open(file, NonFinite.ALLOW).read().get(1, 0)).isNaN();
  }

  @Test
  void theFirstNanIsTheFirstByIndexNotByPlaceInTheFile() throws IOException {
    double nan = Double.NaN;
    DataPath file = file(npy("'<f8'", true, "(2, 2)", doubles(0, nan, nan, 0)));
    assertRefused(
        () -> Npy.open(file).read(),
        """
        error[E0329]: `x.npy` holds nan at [0, 1]
           = one nan or inf in the data makes the cost and every gradient nan
           = it is the first of 2 that are nan or inf
           = help: `allow_nan = true` reads them as they are
        """);
  }

  @Test
  void otherFiles() throws IOException {
    String expected =
        """
        error[E0304]: `x.npy` is not an array in NumPy's format
           = such a file starts with the bytes 93 4E 55 4D 50 59
           = help: in Python, `np.save("x.npy", x)` writes one
        """;
    assertRefused(() -> Npy.open(file()), expected);
    assertRefused(() -> Npy.open(file("1,2,3".getBytes(StandardCharsets.UTF_8))), expected);
  }

  @Test
  void filesThatEndTooEarly() throws IOException {
    byte[] whole = npy("'<f8'", false, "(3, 2)", doubles(1, 2, 3, 4, 5, 6));
    assertRefused(
        () -> Npy.open(file(Arrays.copyOf(whole, whole.length - 9))),
        """
        error[E0305]: `x.npy` ends too early
           = its header promises [3, 2], 6 numbers, and it holds 4
           = help: the file was perhaps not copied whole: copy it again
        """);
    assertRefused(
        () -> Npy.open(file(Arrays.copyOf(whole, 40))),
        """
        error[E0305]: `x.npy` has a broken header
           = the file ends within it
        """);
    for (int length = 6; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertRefused(() -> Npy.open(file(part)), DataError.DAMAGED);
    }
  }

  @Test
  void promisesThatNoFileOfThisLengthKeeps() throws IOException {
    assertRefused(
        () -> Npy.open(file(npy("'<f8'", false, "(2000000000,)", doubles(1)))),
        """
        error[E0305]: `x.npy` ends too early
           = its header promises [2000000000], 2000000000 numbers, and it holds 1
           = help: the file was perhaps not copied whole: copy it again
        """);
    assertRefused(
        () -> Npy.open(file(npy("'<f8'", false, "(65536, 65536)", doubles(1)))),
        """
        error[E0333]: `x.npy` has the shape [65536, 65536]: a tensor has at most 2147483647 elements
        """);
    assertRefused(
        () -> Npy.open(file(npy("'<f8'", false, "(9999999999,)", doubles(1)))),
        """
        error[E0333]: `x.npy` has the shape [9999999999]: a tensor has at most 2147483647 elements
        """);
  }

  @Test
  void brokenHeaders() throws IOException {
    assertRefused(
        () -> Npy.open(file(npy("{'descr': '<f8'}", doubles(1)))),
        """
        error[E0305]: `x.npy` has a broken header
           = it reads `{'descr': '<f8'}`
        """);
    assertRefused(
        () -> Npy.open(file(npy("'<f8'", false, "(-1,)", doubles(1)))),
        """
        error[E0305]: `x.npy` has a broken header
           = its shape reads `(-1,)`
        """);
    byte[] future = npy("'<f8'", false, "(1,)", doubles(1));
    future[6] = 4;
    assertRefused(
        () -> Npy.open(file(future)),
        """
        error[E0305]: `x.npy` is of version 4 of NumPy's format: there are 1, 2 and 3
        """);
  }

  @Test
  void elementsThatAreNotNumbers() throws IOException {
    assertRefused(
        () -> Npy.open(file(npy("'|O'", false, "(1,)", doubles(1)))),
        """
        error[E0332]: `x.npy` holds Python objects and cannot be read as a tensor
           = to read them would be to run code from the file
           = help: in Python, `np.save("x.npy", x.astype(float))` writes numbers
        """);
    for (var row :
        List.of(
            List.of("'<U7'", "text"),
            List.of("'|S7'", "text"),
            List.of("'<c16'", "complex numbers"),
            List.of("'<M8[s]'", "times"),
            List.of("[('a', '<f8'), ('b', '<i4')]", "records of several fields"),
            List.of("'<f16'", "elements of type `<f16`"))) {
      DataPath file = file(npy(row.getFirst(), false, "(1,)", doubles(1, 2)));
      assertRefused(
          () -> Npy.open(file),
          "error[E0332]: `x.npy` holds " + row.getLast() + " and cannot be read as a tensor");
    }
  }

  @Test
  void aFileThatChangesIsNoticed() throws IOException {
    Npy npy = Npy.open(file(npy("'<f8'", false, "(2,)", doubles(1, 2))));
    file(npy("'<f8'", false, "(1,)", doubles(1)));
    assertRefused(
        npy::read,
        """
        error[E0307]: `x.npy` changed while it was in use
        """);
  }

  @Test
  void writingLeavesNothingElseBehind() throws IOException {
    DataPath file = file((byte) 1);
    Npy.write(Tensor.scalar(1), file);
    Npy.write(Tensor.scalar(2), file);
    assertThat(Npy.open(file).read()).isEqualTo(Tensor.scalar(2));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file.path());
    }
  }

  @Test
  void whatCannotBeWritten() throws IOException {
    Files.createDirectory(folder.resolve("runs"));
    assertRefused(
        () -> Npy.write(Tensor.scalar(1), new DataPath(folder.resolve("runs"), "runs")),
        """
        error[E0308]: `runs` is not a file, and is not replaced
        """);
    assertRefused(
        () -> Npy.write(Tensor.scalar(1), new DataPath(folder.resolve("no/x.npy"), "no/x.npy")),
        """
        error[E0308]: `no/x.npy` cannot be written: its folder is not there
        """);
  }
}
