package dev.adjoint.data;

import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.TensorText;
import java.util.List;
import java.util.stream.IntStream;

/// What is said of a CSV file that cannot be read as asked.
///
/// @param names the names of its columns; none without a header
/// @param firstLine the line that holds the names, or else the first row
record CsvErrors(DataPath file, CsvOptions options, List<String> names, long firstLine) {

  /// @throws AdjointException if every name is a number: then the line is most likely a row, which
  ///     would be lost without a word
  void unlessNames() {
    if (names.stream().allMatch(CsvCell::isNumber)) {
      throw new AdjointException(
          DataError.HEADER
              .says(line(firstLine) + " should name the columns, and holds only numbers")
              .help("`header = false` reads it as the first row")
              .help(dropLine() + " drops it"));
    }
  }

  AdjointException noRows() {
    return new AdjointException(
        DataError.EMPTY
            .says(file.quoted() + " holds no row of values")
            .note("line " + firstLine + " was taken for the names of the columns")
            .help("`header = false` reads it as the first row"));
  }

  AdjointException ragged(long line, int found, int expected, boolean firstRow) {
    String delimiter = String.valueOf(options.delimiter());
    Diagnostic says =
        DataError.RAGGED
            .says(line(line) + " has " + Wording.count(found, "value") + ", not " + expected)
            .note(
                "line " + firstLine + " has " + expected + (options.header() ? ", the names" : ""));
    return new AdjointException(
        firstRow
            ? says.help("if line " + firstLine + " is not a row of names: " + dropLine())
            : says.help(
                "a value with a " + Wording.quote(delimiter) + " in it goes in double quotes"));
  }

  AdjointException blank(long line) {
    return new AdjointException(
        DataError.NO_VALUE
            .says(line(line) + " is empty")
            .note("in a file of one column that is a missing value")
            .help("take the line out, or write `nan` there and say `allow_nan = true`"));
  }

  AdjointException noColumnAt(int index, int width) {
    return new AdjointException(
        DataError.UNKNOWN_COLUMN
            .says("there is no column " + index + " in " + file.quoted())
            .note(
                "it has "
                    + Wording.count(width, "column")
                    + ": "
                    + (width == 1 ? "0" : "0 to " + (width - 1))
                    + ", or -1 for the last"));
  }

  AdjointException noColumnNamed(String name, int width) {
    String quoted = Wording.quote(name);
    Diagnostic says =
        DataError.UNKNOWN_COLUMN.says("there is no column " + quoted + " in " + file.quoted());
    if (names.isEmpty()) {
      return new AdjointException(
          says.note("with `header = false` its columns have no names")
              .help("take one by its index, 0 to " + (width - 1)));
    }
    List<String> shown = Wording.nearestFirst(name, names).stream().map(Wording::quote).toList();
    says = says.note("its columns: " + Wording.list(shown));
    return new AdjointException(
        Wording.nearest(name, names)
            .map(Wording::quote)
            .map(nearest -> "did you mean " + nearest + "?")
            .map(says::help)
            .orElse(says));
  }

  AdjointException ambiguous(String name, int first, int last) {
    return new AdjointException(
        DataError.AMBIGUOUS_COLUMN
            .says(file.quoted() + " has more than one column " + Wording.quote(name))
            .help("take it by its index: " + first + " or " + last));
  }

  AdjointException labelsForNumbers() {
    return new AdjointException(
        DataError.BAD_OPTION
            .says(
                "`labels` has no use here: the columns read from "
                    + file.quoted()
                    + " hold no text")
            .help("leave `labels` out: the numbers are read as they are"));
  }

  /// Text where a number should be, in the row that `rows` is at.
  AdjointException notANumber(CsvRows rows, int column) {
    String text = rows.text(column);
    Diagnostic says =
        DataError.NOT_A_NUMBER.says(
            Wording.quote(text) + " is not a number: " + place(rows.line(), column));
    char other = text.indexOf(';') >= 0 ? ';' : '\t';
    if (rows.count() == 1 && other != options.delimiter() && text.indexOf(other) >= 0) {
      String written = other == '\t' ? "\\t" : String.valueOf(other);
      return new AdjointException(
          says.help("`delimiter = \"" + written + "\"` splits the line there"));
    }
    if (CsvCell.hasDecimalComma(text)) {
      return new AdjointException(
          says.help("numbers are written with a point: `" + text.replace(',', '.') + "`"));
    }
    if (rows.line() == firstLine && isAllText(rows)) {
      return new AdjointException(
          says.help("if line " + firstLine + " names the columns, leave out `header = false`"));
    }
    return new AdjointException(
        says.help("to number the texts of a column from 0: `labels = true`, or a list")
            .help("to leave a column out, say which to read: `columns = [...]`"));
  }

  private static boolean isAllText(CsvRows rows) {
    return IntStream.range(0, rows.count()).mapToObj(rows::text).allMatch(CsvCell::isText);
  }

  AdjointException unknownLabel(long line, int column, String text, List<String> labels) {
    List<String> shown = Wording.nearestFirst(text, labels).stream().map(Wording::quote).toList();
    return new AdjointException(
        DataError.UNKNOWN_LABEL
            .says(Wording.quote(text) + " is not among the labels: " + place(line, column))
            .note("the labels: " + Wording.list(shown))
            .help("`labels = true` takes the texts as they come, and sorts them"));
  }

  AdjointException notFinite(long line, int column, String text) {
    String place = place(line, column);
    if (CsvCell.isMissing(text)) {
      String what = text.isEmpty() ? "a value is missing" : Wording.quote(text) + " is no value";
      return new AdjointException(
          DataError.NO_VALUE
              .says(what + ": " + place)
              .help("fill it in or take the row out; `allow_nan = true` reads it as nan"));
    }
    String largest = TensorText.number(Double.MAX_VALUE, DType.F64);
    String why = CsvCell.isInfinite(text) ? " is not finite: " : " is more than " + largest + ": ";
    return new AdjointException(
        DataError.NOT_FINITE
            .says(Wording.quote(text) + why + place)
            .help("`allow_nan = true` reads it as inf"));
  }

  /// What the options have to be for the first line to be passed over.
  private String dropLine() {
    return "`skip = " + firstLine + ", header = false`";
  }

  private String line(long line) {
    return "line " + line + " of " + file.quoted();
  }

  /// ``line 3 of `iris.csv`, column `species` (index 4)``.
  private String place(long line, int column) {
    String which =
        names.isEmpty()
            ? "column " + column + " (from 0)"
            : "column " + Wording.quote(names.get(column)) + " (index " + column + ")";
    return line(line) + ", " + which;
  }
}
