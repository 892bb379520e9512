package dev.adjoint.data;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.adjoint.source.AdjointException;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.zip.ZipException;

/// The rows of a CSV file (RFC 4180), one after the other, without keeping any.
///
/// Empty lines are no rows, with one exception, [#blankBefore].
final class CsvRows implements AutoCloseable {
  private final DataPath file;
  private final Row row = new Row();
  private final CsvReader<Row> reader;
  private final Iterator<Row> rows;
  private long blank;

  /// Opens the file and passes over its first lines.
  ///
  /// @throws AdjointException if that fails, or there are not so many lines
  CsvRows(DataPath file, int skip, char delimiter) {
    this.file = file;
    try {
      this.reader =
          CsvReader.builder()
              .fieldSeparator(delimiter)
              .trimWhitespacesAroundQuotes(true)
              .allowUnclosedQuote(false)
              .skipEmptyLines(false)
              .extraFieldStrategy(FieldMismatchStrategy.IGNORE) // told by who counts the rows
              .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
              .build(row, CsvText.open(file));
    } catch (IOException e) {
      throw failure(e);
    }
    try {
      reader.skipLines(skip);
    } catch (CsvParseException e) {
      close();
      throw DataError.EMPTY.because(
          file.quoted() + " has nothing after the " + Wording.count(skip, "line") + " to skip");
    } catch (UncheckedIOException e) {
      close();
      throw failure(e.getCause());
    }
    this.rows = reader.iterator();
  }

  /// Goes on to the next row.
  ///
  /// @return whether there is one
  /// @throws AdjointException if the file cannot be read on
  boolean next() {
    blank = 0;
    try {
      while (rows.hasNext()) {
        rows.next();
        if (!row.isBlank()) {
          return true;
        }
        blank = blank == 0 ? row.line : blank;
      }
      return false;
    } catch (UncheckedIOException e) {
      throw failure(e.getCause());
    } catch (CsvParseException e) {
      throw new AdjointException(
          DataError.DAMAGED
              .says("the quotes in line " + row.line + " of " + file.quoted() + " do not pair up")
              .note("a value in double quotes ends with one, and has those within it doubled")
              .help("a `\"` that is missing or too many may stand in that line or after it"),
          e);
    }
  }

  /// The line, from 1, on which the row starts.
  long line() {
    return row.line;
  }

  /// The first empty line between the row before and this one, or 0. In a file of one column it is
  /// a missing value.
  long blankBefore() {
    return blank;
  }

  /// How many values the row has.
  int count() {
    return row.count();
  }

  /// A value of the row, from 0, without the spaces around it.
  String text(int field) {
    return row.text(field);
  }

  private AdjointException failure(IOException cause) {
    return switch (cause) {
      case CharacterCodingException _ -> CsvText.notUtf8(file, cause);
      case ZipException _ -> damagedGzip(cause);
      case EOFException _ -> damagedGzip(cause);
      default -> file.unreadable(cause);
    };
  }

  private AdjointException damagedGzip(IOException cause) {
    return new AdjointException(
        DataError.DAMAGED
            .says(file.quoted() + " cannot be unpacked: " + cause.getMessage())
            .help("the file was perhaps not copied whole: copy it again"),
        cause);
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      // all that was wanted of the file has been read
    }
  }

  /// One row, of which the parser hands over each value once, in a buffer that it uses again.
  private static final class Row extends AbstractBaseCsvCallbackHandler<Row> {
    private char[] chars = new char[256];
    private int[] ends = new int[16];
    private long line;
    private boolean empty;
    private boolean quoted;

    @Override
    protected void handleBegin(long startingLineNumber) {
      line = startingLineNumber;
      empty = false;
      quoted = false;
    }

    @Override
    protected void handleEmpty() {
      empty = true;
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean inQuotes) {
      int start = start(index);
      if (chars.length - start < length) {
        chars = Arrays.copyOf(chars, Math.max(2 * chars.length, start + length));
      }
      if (index == ends.length) {
        ends = Arrays.copyOf(ends, 2 * index);
      }
      System.arraycopy(buffer, offset, chars, start, length);
      ends[index] = start + length;
      quoted |= inQuotes;
    }

    @Override
    protected Row buildRecord() {
      return this;
    }

    int count() {
      return getFieldCount();
    }

    /// Whether the line holds nothing but spaces.
    boolean isBlank() {
      return empty || count() == 1 && !quoted && text(0).isEmpty();
    }

    String text(int field) {
      return new String(chars, start(field), ends[field] - start(field)).strip();
    }

    private int start(int field) {
      return field == 0 ? 0 : ends[field - 1];
    }
  }
}
