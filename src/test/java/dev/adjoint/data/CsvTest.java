package dev.adjoint.data;

import static dev.adjoint.data.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.data.CsvOptions.Column;
import dev.adjoint.data.CsvOptions.Columns;
import dev.adjoint.data.CsvOptions.Labels;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTest {
  private static final String FLOWERS =
      """
      petal,sepal,species
      1.5,2,setosa
      3,4e1,virginica
      -5,.6,setosa
      """;

  private static final CsvOptions BARE = CsvOptions.DEFAULTS.withHeader(false);

  @TempDir private Path folder;

  private DataPath write(String text) throws IOException {
    return write(text, StandardCharsets.UTF_8);
  }

  private DataPath write(String text, Charset charset) throws IOException {
    return new DataPath(Files.writeString(folder.resolve("x.csv"), text, charset), "x.csv");
  }

  private static CsvOptions columns(Column... columns) {
    return CsvOptions.DEFAULTS.withColumns(new Columns.Some(List.of(columns)));
  }

  private static Column named(String name) {
    return new Column.Named(name);
  }

  private static Column at(int index) {
    return new Column.At(index);
  }

  private static Tensor matrix(double[]... rows) {
    return Tensor.matrix(rows);
  }

  private static double[] row(double... values) {
    return values;
  }

  @Test
  void allColumnsUnderTheirNames() throws IOException {
    Csv csv = Csv.open(write("a,b\n1,2\n3,4\n5,6\n"));
    assertThat(csv.shape()).isEqualTo(Shape.of(3, 2));
    assertThat(csv.columns()).containsExactly("a", "b");
    assertThat(csv.read()).isEqualTo(matrix(row(1, 2), row(3, 4), row(5, 6)));
  }

  @Test
  void withoutAHeader() throws IOException {
    Csv csv = Csv.open(write("1,2\n3,4"), BARE);
    assertThat(csv.columns()).isEmpty();
    assertThat(csv.read()).isEqualTo(matrix(row(1, 2), row(3, 4)));
  }

  @Test
  void columnsByNameAndByIndexInTheOrderAskedFor() throws IOException {
    DataPath file = write(FLOWERS);
    assertThat(Csv.open(file, columns(named("sepal"), named("petal"))).read())
        .isEqualTo(matrix(row(2, 1.5), row(40, 3), row(0.6, -5)));
    assertThat(Csv.open(file, columns(at(1), at(-3), at(1))).read())
        .isEqualTo(matrix(row(2, 1.5, 2), row(40, 3, 40), row(0.6, -5, 0.6)));
    assertThat(Csv.open(file, columns(at(-3))).shape()).isEqualTo(Shape.of(3, 1));
  }

  @Test
  void oneColumnByItselfIsAVector() throws IOException {
    var one = CsvOptions.DEFAULTS.withColumns(new Columns.One(named("sepal")));
    Csv csv = Csv.open(write(FLOWERS), one);
    assertThat(csv.shape()).isEqualTo(Shape.of(3));
    assertThat(csv.read()).isEqualTo(Tensor.vector(2, 40, 0.6));
    assertThat(csv.columns()).containsExactly("sepal");
  }

  @Test
  void textIsNumberedInItsOrder() throws IOException {
    Csv csv = Csv.open(write(FLOWERS), CsvOptions.DEFAULTS.withLabels(new Labels.Sorted()));
    assertThat(csv.read()).isEqualTo(matrix(row(1.5, 2, 0), row(3, 40, 1), row(-5, 0.6, 0)));
    assertThat(csv.labels()).containsExactly(List.of(), List.of(), List.of("setosa", "virginica"));
  }

  @Test
  void textIsNumberedAsListed() throws IOException {
    var labels = new Labels.Listed(List.of("virginica", "versicolor", "setosa"));
    Csv csv = Csv.open(write(FLOWERS), CsvOptions.DEFAULTS.withLabels(labels));
    assertThat(csv.read()).isEqualTo(matrix(row(1.5, 2, 2), row(3, 40, 0), row(-5, 0.6, 2)));
    assertThat(csv.labels().getLast()).isEqualTo(labels.texts());
  }

  @Test
  void aNumberAmongTextsIsAText() throws IOException {
    var sorted = BARE.withLabels(new Labels.Sorted());
    assertThat(Csv.open(write("3\nthree\n10\n"), sorted).labels())
        .containsExactly(List.of("10", "3", "three"));
  }

  @Test
  void aListedTextMayLookLikeAMissingValue() throws IOException {
    var listed = BARE.withLabels(new Labels.Listed(List.of("EU", "NA")));
    assertThat(Csv.open(write("NA\nEU\n"), listed).read()).isEqualTo(matrix(row(1), row(0)));
  }

  @Test
  void missingValuesOnRequest() throws IOException {
    DataPath file = write("a,b\n1,\nNA,inf\n");
    Tensor read = Csv.open(file, CsvOptions.DEFAULTS.withNonFinite(NonFinite.ALLOW)).read();
    assertThat(read)
        .isEqualTo(matrix(row(1, Double.NaN), row(Double.NaN, Double.POSITIVE_INFINITY)));
  }

  @Test
  void missingLabelsOnRequest() throws IOException {
    var options = BARE.withLabels(new Labels.Sorted()).withNonFinite(NonFinite.ALLOW);
    Csv csv = Csv.open(write("b,1\n,2\na,3\n"), options);
    assertThat(csv.read()).isEqualTo(matrix(row(1, 1), row(Double.NaN, 2), row(0, 3)));
  }

  @Test
  void quotesSpacesAndLineEnds() throws IOException {
    DataPath file = write("\"a, \"\"b\"\"\", c \r\n\"1\" , 2 \r\n\r\n3,\"4\n\"\r\n  \n\n");
    Csv csv = Csv.open(file, columns(named("a, \"b\""), named("c")));
    assertThat(csv.read()).isEqualTo(matrix(row(1, 2), row(3, 4)));
  }

  @Test
  void otherDelimiters() throws IOException {
    assertThat(Csv.open(write("a;b\n1;2\n"), CsvOptions.DEFAULTS.withDelimiter(';')).read())
        .isEqualTo(matrix(row(1, 2)));
    assertThat(Csv.open(write("a\tb\n1\t2\n"), CsvOptions.DEFAULTS.withDelimiter('\t')).read())
        .isEqualTo(matrix(row(1, 2)));
  }

  @Test
  void linesAreSkippedBeforeAnythingElse() throws IOException {
    DataPath file = write("made by \"hand\na,b\n1,2\n");
    assertThat(Csv.open(file, CsvOptions.DEFAULTS.withSkip(1)).columns()).containsExactly("a", "b");
    assertThat(Csv.open(file, BARE.withSkip(2)).read()).isEqualTo(matrix(row(1, 2)));
  }

  @Test
  void byteOrderMarks() throws IOException {
    assertThat(Csv.open(write("\ufeffa,b\n1,2\n")).columns()).containsExactly("a", "b");
    assertThat(Csv.open(write("\ufeffπ,b\n1,2\n", StandardCharsets.UTF_16LE)).columns())
        .containsExactly("π", "b");
  }

  @Test
  void packedByGzipUnderAnyName() throws IOException {
    Path file = folder.resolve("x.csv");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("\ufeffa,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
    }
    Csv csv = Csv.open(DataPath.of(file));
    assertThat(csv.columns()).containsExactly("a", "b");
    assertThat(csv.read()).isEqualTo(matrix(row(1, 2)));
  }

  @Test
  void inSinglePrecision() throws IOException {
    Tensor read = Csv.open(write("a\n0.1\n"), CsvOptions.DEFAULTS).read(DType.F32);
    assertThat(read).isEqualTo(Tensor.of(Shape.of(1, 1), 0.1f));
    assertRefused(
        () -> Csv.open(write("a\n1e39\n")).read(DType.F32),
        """
        error[E0333]: `x.csv` holds 1e+39 at [0, 0], more than f32 can hold
           = help: `precision f64` can
        """);
  }

  @Test
  void longTexts() throws IOException {
    String name = "x".repeat(100_000);
    assertThat(Csv.open(write("a," + name + "\n1,2\n")).columns()).containsExactly("a", name);
  }

  @Test
  void moreColumnsThanAPhotographHasPixels() throws IOException {
    int width = 100_000;
    String line = String.join(",", java.util.Collections.nCopies(width, "7"));
    Csv csv = Csv.open(write(line + "\n" + line + "\n"), BARE);
    assertThat(csv.shape()).isEqualTo(Shape.of(2, width));
    assertThat(csv.read().get(1, width - 1)).isEqualTo(7);
  }

  @Property(tries = 200)
  void whatIsWrittenIsRead(
      @ForAll @Size(min = 1, max = 40) double[] values,
      @ForAll @IntRange(min = 1, max = 5) int width)
      throws IOException {
    Path file = Files.createTempFile("csv", ".csv");
    try {
      int rows = (values.length + width - 1) / width;
      double[] padded = Arrays.copyOf(values, rows * width);
      String text =
          java.util.stream.IntStream.range(0, rows)
              .mapToObj(
                  r ->
                      Arrays.stream(padded, r * width, (r + 1) * width)
                          .mapToObj(Double::toString)
                          .collect(Collectors.joining(",")))
              .collect(Collectors.joining("\r\n"));
      Files.writeString(file, text);
      Csv csv = Csv.open(DataPath.of(file), BARE);
      assertThat(csv.read()).isEqualTo(Tensor.of(Shape.of(rows, width), padded));
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void aFileThatChangesIsNoticed() throws IOException {
    DataPath file = write("a,b\n1,2\n3,4\n");
    Csv csv = Csv.open(file);
    for (String changed : List.of("a,b\n1,2\n", "a,b\n1,2\n3,4\n5,6\n", "a,b,c\n1,2,3\n4,5,6\n")) {
      write(changed);
      assertRefused(
          csv::read,
          """
          error[E0307]: `x.csv` changed while it was in use
          """);
    }
  }
}
