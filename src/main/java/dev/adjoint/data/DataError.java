package dev.adjoint.data;

import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import java.util.Arrays;

/// What can go wrong with a data file, each with its stable code.
///
/// The errors come in two kinds. *File trouble* means that no program could read this file as what
/// it is said to be: it is missing, out of reach or damaged. The others are in what the program
/// asks for, or in data that another request would read: other columns, a line skipped, labels.
public enum DataError {
  /// No file has this name.
  MISSING("E0301", Kind.FILE),
  /// The name is that of a folder or a device.
  NOT_A_FILE("E0302", Kind.FILE),
  /// The file is there and does not let itself be read.
  UNREADABLE("E0303", Kind.FILE),
  /// The file is of another format than the one asked for.
  WRONG_FORMAT("E0304", Kind.FILE),
  /// The file starts as it should, and then breaks its format.
  DAMAGED("E0305", Kind.FILE),
  /// The file is in order, and stored in a way that is not supported here.
  UNSUPPORTED("E0306", Kind.FILE),
  /// The file changed between its header and its numbers.
  CHANGED("E0307", Kind.FILE),
  /// A file could not be written.
  UNWRITABLE("E0308", Kind.FILE),

  /// An option has a value that makes no sense.
  BAD_OPTION("E0321", Kind.USE),
  /// A file holds no row at all.
  EMPTY("E0322", Kind.USE),
  /// A row has more or fewer values than there are columns.
  RAGGED("E0323", Kind.USE),
  /// The line of column names holds numbers.
  HEADER("E0324", Kind.USE),
  /// There is no such column.
  UNKNOWN_COLUMN("E0325", Kind.USE),
  /// Several columns have the name that is asked for.
  AMBIGUOUS_COLUMN("E0326", Kind.USE),
  /// Text stands where a number should.
  NOT_A_NUMBER("E0327", Kind.USE),
  /// A value is missing: nothing, or a word for nothing.
  NO_VALUE("E0328", Kind.USE),
  /// A number is NaN or infinite.
  NOT_FINITE("E0329", Kind.USE),
  /// A text is not in the list of labels.
  UNKNOWN_LABEL("E0330", Kind.USE),
  /// The file holds no array of this name.
  UNKNOWN_KEY("E0331", Kind.USE),
  /// The array holds other things than numbers.
  NOT_NUMBERS("E0332", Kind.USE),
  /// The numbers are more than fit in memory, or one is greater than its precision holds.
  TOO_LARGE("E0333", Kind.USE),
  /// The library that reads the format is not on the class path.
  NO_READER("E0334", Kind.USE);

  private enum Kind {
    FILE,
    USE
  }

  private final String code;
  private final Kind kind;

  DataError(String code, Kind kind) {
    this.code = code;
    this.kind = kind;
  }

  /// `E0301` and so on.
  public String code() {
    return code;
  }

  /// Whether the file is to blame rather than what is asked of it.
  public boolean isFileTrouble() {
    return kind == Kind.FILE;
  }

  /// Whether `code` is that of a file trouble; false for a code from elsewhere.
  public static boolean isFileTrouble(String code) {
    return Arrays.stream(values()).anyMatch(e -> e.code.equals(code) && e.isFileTrouble());
  }

  Diagnostic says(String message) {
    return Diagnostic.error(code, message);
  }

  /// To throw, when the message says all.
  AdjointException because(String message) {
    return new AdjointException(says(message));
  }
}
