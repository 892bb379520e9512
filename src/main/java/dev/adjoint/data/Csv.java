package dev.adjoint.data;

import dev.adjoint.source.AdjointException;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.List;

/// Columns of numbers in a text file, comma-separated or by another delimiter, packed by gzip or
/// not. The shape is `[rows, columns]`, or `[rows]` where one column is asked for by itself.
///
/// Opening passes over the file once to count, and finds the rows that are too long or too short;
/// with labels it also collects the texts. What a value says is looked at when it is read.
///
/// - Numbers are decimal, with a point and maybe an exponent; spaces around them do not matter.
/// - Nothing, `nan`, `NA`, `n/a`, `null`, `none` and `?` are missing values, in capitals
///   or not.
/// - Values may stand in double quotes, and must if they hold the delimiter, a quote (doubled) or
///   a line break. Lines end as on any system. The text is UTF-8.
/// - Empty lines are passed over, except between the rows of a file with one column: there, one is
///   a missing value.
public final class Csv implements TensorFile {
  private final DataPath file;
  private final CsvOptions options;
  private final CsvScan scan;

  private Csv(DataPath file, CsvOptions options, CsvScan scan) {
    this.file = file;
    this.options = options;
    this.scan = scan;
  }

  /// Counts rows and columns.
  ///
  /// @throws AdjointException if there is no such file or it is not text, it has no rows or ragged
  ///     ones, or a column asked for is not there or there twice; with labels, also if a text is
  ///     not in their list, or none of the columns holds text
  public static Csv open(DataPath file, CsvOptions options) {
    file.requireFile();
    try {
      return new Csv(file, options, CsvScan.of(file, options));
    } catch (NoClassDefFoundError e) {
      throw new AdjointException(
          DataError.NO_READER
              .says("FastCSV, which reads CSV files, is not on the class path")
              .help("add the dependency `de.siegmar:fastcsv` to your build"),
          e);
    }
  }

  /// Counts rows and columns of a file whose first line names its columns.
  public static Csv open(DataPath file) {
    return open(file, CsvOptions.DEFAULTS);
  }

  @Override
  public DataPath file() {
    return file;
  }

  @Override
  public Shape shape() {
    return scan.shape();
  }

  /// The names of the columns that are read, in their order; none where there is no header.
  public List<String> columns() {
    return scan.names().isEmpty()
        ? List.of()
        : scan.selected().stream().map(column -> scan.names().get(column)).toList();
  }

  /// For each column that is read, in its order, the texts that 0, 1, … stand for; none for a
  /// column of numbers.
  public List<List<String>> labels() {
    return scan.labels();
  }

  @Override
  public Tensor read(DType dtype) {
    int width = scan.selected().size();
    var elements = new Elements(file.quoted(), shape(), dtype);
    try (var rows = new CsvRows(file, options.skip(), options.delimiter())) {
      if (options.header()) {
        rows.next();
      }
      int row = 0;
      for (; rows.next(); row++) {
        if (row == scan.rows() || rows.count() != scan.width()) {
          throw changed();
        }
        for (int i = 0; i < width; i++) {
          elements.set(row * width + i, value(rows, i));
        }
      }
      if (row < scan.rows()) {
        throw changed();
      }
    }
    // each value was held against the policy where its line is known
    return elements.tensor(NonFinite.ALLOW);
  }

  /// The value of the selected column `i`: its number, or the number of its label.
  private double value(CsvRows rows, int i) {
    int column = scan.selected().get(i);
    String text = rows.text(column);
    List<String> labels = scan.labels().get(i);
    Integer label = scan.number(i, text);
    if (label != null) {
      return label;
    }
    if (!labels.isEmpty() && !CsvCell.isMissing(text)) {
      throw options.labels() instanceof CsvOptions.Labels.Sorted
          ? changed()
          : scan.complain().unknownLabel(rows.line(), column, text, labels);
    }
    if (CsvCell.isText(text)) {
      throw scan.complain().notANumber(rows, column);
    }
    double value = CsvCell.value(text);
    if (options.nonFinite() == NonFinite.REFUSE && !Double.isFinite(value)) {
      throw scan.complain().notFinite(rows.line(), column, text);
    }
    return value;
  }

  private AdjointException changed() {
    return DataError.CHANGED.because(file.quoted() + " changed while it was in use");
  }
}
