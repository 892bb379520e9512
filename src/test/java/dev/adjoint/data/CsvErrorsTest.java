package dev.adjoint.data;

import static dev.adjoint.data.Refusal.assertRefused;

import dev.adjoint.data.CsvOptions.Column;
import dev.adjoint.data.CsvOptions.Columns;
import dev.adjoint.data.CsvOptions.Labels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a student reads whose file is not as thought.
class CsvErrorsTest {
  private static final CsvOptions DEFAULTS = CsvOptions.DEFAULTS;
  private static final CsvOptions BARE = DEFAULTS.withHeader(false);

  @TempDir private Path folder;

  private void assertRead(String text, CsvOptions options, String expected) throws IOException {
    assertRead(text.getBytes(StandardCharsets.UTF_8), options, expected);
  }

  private void assertRead(byte[] bytes, CsvOptions options, String expected) throws IOException {
    var file = new DataPath(Files.write(folder.resolve("iris.csv"), bytes), "iris.csv");
    assertRefused(() -> Csv.open(file, options).read(), expected);
  }

  private static CsvOptions one(Column column) {
    return DEFAULTS.withColumns(new Columns.One(column));
  }

  @Test
  void raggedRows() throws IOException {
    assertRead(
        "a,b,c\n1,2,3\n\n1,2\n",
        DEFAULTS,
        """
        error[E0323]: line 4 of `iris.csv` has 2 values, not 3
           = line 1 has 3, the names
           = help: a value with a `,` in it goes in double quotes
        """);
    assertRead(
        "1;2\n1;2;3\n",
        BARE.withDelimiter(';'),
        """
        error[E0323]: line 2 of `iris.csv` has 3 values, not 2
           = line 1 has 2
           = help: a value with a `;` in it goes in double quotes
        """);
  }

  @Test
  void aFirstLineThatIsNoRowOfNames() throws IOException {
    assertRead(
        "150,4,setosa,versicolor,virginica\n5.1,3.5,1.4,0.2\n",
        DEFAULTS,
        """
        error[E0323]: line 2 of `iris.csv` has 4 values, not 5
           = line 1 has 5, the names
           = help: if line 1 is not a row of names: `skip = 1, header = false`
        """);
  }

  @Test
  void aRowOfNumbersInPlaceOfNames() throws IOException {
    assertRead(
        "# made by hand\n1,2\n3,4\n",
        DEFAULTS.withSkip(1),
        """
        error[E0324]: line 2 of `iris.csv` should name the columns, and holds only numbers
           = help: `header = false` reads it as the first row
           = help: `skip = 2, header = false` drops it
        """);
  }

  @Test
  void nothingToRead() throws IOException {
    assertRead(
        "\n \n",
        DEFAULTS,
        """
        error[E0322]: `iris.csv` holds nothing to read
        """);
    assertRead(
        "a,b\n",
        DEFAULTS,
        """
        error[E0322]: `iris.csv` holds no row of values
           = line 1 was taken for the names of the columns
           = help: `header = false` reads it as the first row
        """);
    assertRead(
        "a,b\n1,2\n",
        DEFAULTS.withSkip(3),
        """
        error[E0322]: `iris.csv` has nothing after the 3 lines to skip
        """);
  }

  @Test
  void textForANumber() throws IOException {
    assertRead(
        "petal,species\n1.4,setosa\n",
        DEFAULTS,
        """
        error[E0327]: `setosa` is not a number: line 2 of `iris.csv`, column `species` (index 1)
           = help: to number the texts of a column from 0: `labels = true`, or a list
           = help: to leave a column out, say which to read: `columns = [...]`
        """);
    assertRead(
        "1\ntwo\n",
        BARE,
        """
        error[E0327]: `two` is not a number: line 2 of `iris.csv`, column 0 (from 0)
           = help: to number the texts of a column from 0: `labels = true`, or a list
           = help: to leave a column out, say which to read: `columns = [...]`
        """);
  }

  @Test
  void namesReadAsARow() throws IOException {
    assertRead(
        "petal,sepal\n1,2\n",
        BARE,
        """
        error[E0327]: `petal` is not a number: line 1 of `iris.csv`, column 0 (from 0)
           = help: if line 1 names the columns, leave out `header = false`
        """);
  }

  @Test
  void aFirstRowThatIsNotAllNames() throws IOException {
    assertRead(
        "1,two\n",
        BARE,
        """
        error[E0327]: `two` is not a number: line 1 of `iris.csv`, column 1 (from 0)
           = help: to number the texts of a column from 0: `labels = true`, or a list
           = help: to leave a column out, say which to read: `columns = [...]`
        """);
  }

  @Test
  void anotherDelimiter() throws IOException {
    assertRead(
        "a;b\n1;2\n",
        DEFAULTS,
        """
        error[E0327]: `1;2` is not a number: line 2 of `iris.csv`, column `a;b` (index 0)
           = help: `delimiter = ";"` splits the line there
        """);
    assertRead(
        "1\t2\n",
        BARE,
        """
        error[E0327]: `1\\u00092` is not a number: line 1 of `iris.csv`, column 0 (from 0)
           = help: `delimiter = "\\t"` splits the line there
        """);
  }

  @Test
  void aDecimalComma() throws IOException {
    assertRead(
        "a;b\n1,5;2\n",
        DEFAULTS.withDelimiter(';'),
        """
        error[E0327]: `1,5` is not a number: line 2 of `iris.csv`, column `a` (index 0)
           = help: numbers are written with a point: `1.5`
        """);
  }

  @Test
  void missingValues() throws IOException {
    assertRead(
        "a,b\n1,2\n3,\n",
        DEFAULTS,
        """
        error[E0328]: a value is missing: line 3 of `iris.csv`, column `b` (index 1)
           = help: fill it in or take the row out; `allow_nan = true` reads it as nan
        """);
    assertRead(
        "a,b\n1,NA\n",
        DEFAULTS,
        """
        error[E0328]: `NA` is no value: line 2 of `iris.csv`, column `b` (index 1)
           = help: fill it in or take the row out; `allow_nan = true` reads it as nan
        """);
    assertRead(
        "a\n1\n\n2\n",
        DEFAULTS,
        """
        error[E0328]: line 3 of `iris.csv` is empty
           = in a file of one column that is a missing value
           = help: take the line out, or write `nan` there and say `allow_nan = true`
        """);
  }

  @Test
  void infinities() throws IOException {
    assertRead(
        "a\n-inf\n",
        DEFAULTS,
        """
        error[E0329]: `-inf` is not finite: line 2 of `iris.csv`, column `a` (index 0)
           = help: `allow_nan = true` reads it as inf
        """);
    assertRead(
        "a\n1e999\n",
        DEFAULTS,
        """
        error[E0329]: `1e999` is more than 1.7976931348623157e+308: line 2 of `iris.csv`, \
        column `a` (index 0)
           = help: `allow_nan = true` reads it as inf
        """);
  }

  @Test
  void unknownColumns() throws IOException {
    assertRead(
        "petal,sepal,species\n1,2,3\n",
        one(new Column.Named("speces")),
        """
        error[E0325]: there is no column `speces` in `iris.csv`
           = its columns: `species`, `petal`, `sepal`
           = help: did you mean `species`?
        """);
    assertRead(
        "petal,sepal\n1,2\n",
        one(new Column.Named("width")),
        """
        error[E0325]: there is no column `width` in `iris.csv`
           = its columns: `petal`, `sepal`
        """);
    assertRead(
        "1,2\n",
        BARE.withColumns(new Columns.One(new Column.Named("petal"))),
        """
        error[E0325]: there is no column `petal` in `iris.csv`
           = with `header = false` its columns have no names
           = help: take one by its index, 0 to 1
        """);
    assertRead(
        "petal,sepal\n1,2\n",
        one(new Column.At(2)),
        """
        error[E0325]: there is no column 2 in `iris.csv`
           = it has 2 columns: 0 to 1, or -1 for the last
        """);
    assertRead(
        "petal\n1\n",
        one(new Column.At(-2)),
        """
        error[E0325]: there is no column -2 in `iris.csv`
           = it has 1 column: 0, or -1 for the last
        """);
  }

  @Test
  void aNameThatIsThereTwice() throws IOException {
    assertRead(
        "x,y,x\n1,2,3\n",
        one(new Column.Named("x")),
        """
        error[E0326]: `iris.csv` has more than one column `x`
           = help: take it by its index: 0 or 2
        """);
  }

  @Test
  void labels() throws IOException {
    assertRead(
        "species\nsetosa\nsetoza\n",
        DEFAULTS.withLabels(new Labels.Listed(List.of("virginica", "setosa"))),
        """
        error[E0330]: `setoza` is not among the labels: line 3 of `iris.csv`, \
        column `species` (index 0)
           = the labels: `setosa`, `virginica`
           = help: `labels = true` takes the texts as they come, and sorts them
        """);
    assertRead(
        "a\n1\n2\n",
        DEFAULTS.withLabels(new Labels.Listed(List.of("1", "2"))),
        """
        error[E0321]: `labels` has no use here: the columns read from `iris.csv` hold no text
           = help: leave `labels` out: the numbers are read as they are
        """);
  }

  @Test
  void quotesThatDoNotPairUp() throws IOException {
    String expected =
        """
        error[E0305]: the quotes in line 2 of `iris.csv` do not pair up
           = a value in double quotes ends with one, and has those within it doubled
           = help: a `"` that is missing or too many may stand in that line or after it
        """;
    assertRead("a,b\n1,\"2\n3,4\n", DEFAULTS, expected);
    assertRead("a,b\n1,\"2\"3\n", DEFAULTS, expected);
  }

  @Test
  void otherEncodings() throws IOException {
    assertRead(
        "a\n1\ngröße\n".getBytes(StandardCharsets.ISO_8859_1),
        DEFAULTS,
        """
        error[E0304]: `iris.csv` is not text in UTF-8
           = line 3 holds a byte that UTF-8 has no place for
           = help: save the file as UTF-8; Excel calls it "CSV UTF-8"
        """);
    assertRead(
        new byte[] {'P', 'K', 3, 4, 0, 0},
        DEFAULTS,
        """
        error[E0304]: `iris.csv` is not a text file: it holds zero bytes
        """);
  }

  @Test
  void aPackedFileThatEndsTooEarly() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write("a,b\n1,2\n".repeat(100).getBytes(StandardCharsets.UTF_8));
    }
    assertRead(
        Arrays.copyOf(packed.toByteArray(), packed.size() - 10),
        DEFAULTS,
        """
        error[E0305]: `iris.csv` cannot be unpacked: Unexpected end of ZLIB input stream
           = help: the file was perhaps not copied whole: copy it again
        """);
  }

  @Test
  void optionsWithoutSense() {
    assertRefused(
        () -> DEFAULTS.withSkip(-1),
        """
        error[E0321]: `skip` is a number of lines, at least 0, not -1
        """);
    assertRefused(
        () -> DEFAULTS.withDelimiter('"'),
        """
        error[E0321]: `delimiter` cannot be `"`
        """);
    assertRefused(
        () -> new Columns.Some(List.of()),
        """
        error[E0321]: `columns` is an empty list
        """);
    assertRefused(
        () -> new Labels.Listed(List.of()),
        """
        error[E0321]: `labels` is an empty list
        """);
    assertRefused(
        () -> new Labels.Listed(List.of("a", "b", "a")),
        """
        error[E0321]: `labels` holds `a` twice: a text has one number
        """);
  }
}
