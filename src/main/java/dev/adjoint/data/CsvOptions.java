package dev.adjoint.data;

import dev.adjoint.source.AdjointException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/// How to read a CSV file. [#DEFAULTS] reads every column of a file whose first line names them.
///
/// @param header whether the first line (after `skip`) holds the names of the columns
/// @param columns which columns to read, in which order
/// @param skip how many lines at the start to pass over before anything else
/// @param delimiter what stands between two values
/// @param labels what to do with text
/// @param nonFinite what to do with missing values, NaN and infinities
public record CsvOptions(
    boolean header, Columns columns, int skip, char delimiter, Labels labels, NonFinite nonFinite) {

  /// A header, all columns, nothing skipped, commas, no text, no missing value.
  public static final CsvOptions DEFAULTS =
      new CsvOptions(true, new Columns.All(), 0, ',', new Labels.None(), NonFinite.REFUSE);

  /// A column by its name or its place.
  public sealed interface Column {
    /// The column of this name.
    record Named(String name) implements Column {
      public Named {
        Objects.requireNonNull(name);
      }
    }

    /// The column at this index from 0; from -1 down, counted from the last.
    record At(int index) implements Column {}
  }

  /// A choice of columns.
  public sealed interface Columns {
    /// All of them: the result is `[rows, columns]`.
    record All() implements Columns {}

    /// One, as a vector: the result is `[rows]`.
    record One(Column column) implements Columns {
      public One {
        Objects.requireNonNull(column);
      }
    }

    /// Some, in this order, at least one: the result is `[rows, columns.size()]`.
    record Some(List<Column> columns) implements Columns {
      public Some {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
          throw DataError.BAD_OPTION.because("`columns` is an empty list");
        }
      }
    }
  }

  /// What to do with columns of text. A column is one of text if any of its values is neither a
  /// number nor a word for a missing value; the others stay numbers.
  public sealed interface Labels {
    /// Text is an error.
    record None() implements Labels {}

    /// The texts of a column are numbered from 0 in the order of their Unicode characters, each
    /// column by itself.
    record Sorted() implements Labels {}

    /// A text is read as its place in this list, from 0; one that is not in it is an error.
    record Listed(List<String> texts) implements Labels {
      public Listed {
        texts = List.copyOf(texts);
        if (texts.isEmpty()) {
          throw DataError.BAD_OPTION.because("`labels` is an empty list");
        }
        var seen = new HashSet<String>();
        for (String text : texts) {
          if (!seen.add(text)) {
            throw DataError.BAD_OPTION.because(
                "`labels` holds " + Wording.quote(text) + " twice: a text has one number");
          }
        }
      }
    }
  }

  /// @throws AdjointException if `skip` is negative, or `delimiter` has a meaning of its own in CSV
  public CsvOptions {
    Objects.requireNonNull(columns);
    Objects.requireNonNull(labels);
    Objects.requireNonNull(nonFinite);
    if (skip < 0) {
      throw DataError.BAD_OPTION.because("`skip` is a number of lines, at least 0, not " + skip);
    }
    if (delimiter == '"' || delimiter == '\n' || delimiter == '\r' || delimiter == '.') {
      throw DataError.BAD_OPTION.because(
          "`delimiter` cannot be " + Wording.quote(String.valueOf(delimiter)));
    }
  }

  public CsvOptions withHeader(boolean header) {
    return new CsvOptions(header, columns, skip, delimiter, labels, nonFinite);
  }

  public CsvOptions withColumns(Columns columns) {
    return new CsvOptions(header, columns, skip, delimiter, labels, nonFinite);
  }

  public CsvOptions withSkip(int skip) {
    return new CsvOptions(header, columns, skip, delimiter, labels, nonFinite);
  }

  public CsvOptions withDelimiter(char delimiter) {
    return new CsvOptions(header, columns, skip, delimiter, labels, nonFinite);
  }

  public CsvOptions withLabels(Labels labels) {
    return new CsvOptions(header, columns, skip, delimiter, labels, nonFinite);
  }

  public CsvOptions withNonFinite(NonFinite nonFinite) {
    return new CsvOptions(header, columns, skip, delimiter, labels, nonFinite);
  }
}
