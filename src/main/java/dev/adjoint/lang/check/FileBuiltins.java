package dev.adjoint.lang.check;

import static dev.adjoint.lang.check.Builtin.Group.FILES;

import dev.adjoint.data.Csv;
import dev.adjoint.data.CsvOptions;
import dev.adjoint.data.DataPath;
import dev.adjoint.data.Hdf5;
import dev.adjoint.data.Image;
import dev.adjoint.data.NonFinite;
import dev.adjoint.data.Npy;
import dev.adjoint.data.Npz;
import dev.adjoint.data.TensorFile;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.TensorType;
import dev.adjoint.lang.syntax.Statement;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/// Numbers from files. A call reads the header, for the shape; the numbers are read when a run first
/// needs them.
final class FileBuiltins {
  static final List<Builtin> ROWS =
      List.of(
          Builtin.of(
              "csv",
              "file, header = true, columns = all, skip = 0, delimiter = comma, labels = none,"
                  + " allow_nan = false",
              FILES,
              "a table: [rows, columns], or [rows] for one column; `labels` numbers texts",
              i -> opened(i, () -> Csv.open(path(i), csvOptions(i)))),
          Builtin.of(
              "hdf5",
              "file, dataset, allow_nan = false",
              FILES,
              "a data set of an HDF5 file, by its path in the file",
              i -> opened(i, () -> Hdf5.open(path(i), i.text("dataset"), policy(i)))),
          Builtin.of(
              "npy",
              "file, allow_nan = false",
              FILES,
              "an array that NumPy saved",
              i -> opened(i, () -> Npy.open(path(i), policy(i)))),
          Builtin.of(
              "npz",
              "file, key, allow_nan = false",
              FILES,
              "one of the arrays that NumPy saved together",
              i -> opened(i, () -> Npz.open(path(i), i.text("key"), policy(i)))),
          Builtin.of(
              "image",
              "file, size = its own",
              FILES,
              "a PNG or JPEG picture, [height, width, 3], from 0 to 255; `size` is [height, width]",
              i -> opened(i, () -> image(i))));

  private FileBuiltins() {}

  private static Value opened(Invocation i, Supplier<TensorFile> open) {
    TensorFile file = opened(i.span("file"), open);
    return Expressions.tensor(leaf(i.elaboration(), file, i.text("file"), i.span()));
  }

  private static DataPath path(Invocation i) {
    String written = i.text("file");
    Path path = FileAccess.of(i.elaboration().setup, written, i.span("file"));
    i.elaboration().files.add(path);
    return new DataPath(path, written);
  }

  private static NonFinite policy(Invocation i) {
    return i.truth("allow_nan", false) ? NonFinite.ALLOW : NonFinite.REFUSE;
  }

  private static TensorFile image(Invocation i) {
    if (!i.has("size")) {
      return Image.open(path(i));
    }
    List<Integer> size = i.integers("size");
    if (size.size() != 2) {
      throw LangCode.WRONG_KIND.thrown(i.span("size"), "`size` is [height, width]");
    }
    return Image.open(path(i), size.get(0), size.get(1));
  }

  private static CsvOptions csvOptions(Invocation i) {
    CsvOptions options =
        CsvOptions.DEFAULTS
            .withHeader(i.truth("header", true))
            .withSkip(i.integer("skip", 0))
            .withNonFinite(policy(i));
    if (i.has("columns")) {
      options = options.withColumns(columns(i));
    }
    if (i.has("delimiter")) {
      options = options.withDelimiter(delimiter(i));
    }
    return i.has("labels") ? options.withLabels(labels(i)) : options;
  }

  private static char delimiter(Invocation i) {
    String text = i.text("delimiter");
    if (text.length() != 1) {
      throw LangCode.WRONG_KIND.thrown(i.span("delimiter"), "a delimiter is one character");
    }
    return text.charAt(0);
  }

  private static CsvOptions.Columns columns(Invocation i) {
    if (i.value("columns") instanceof Value.Items items) {
      return new CsvOptions.Columns.Some(
          items.values().stream().map(value -> column(i, value)).toList());
    }
    return new CsvOptions.Columns.One(column(i, i.value("columns")));
  }

  private static CsvOptions.Column column(Invocation i, Value value) {
    if (value instanceof Value.Text text && text.constant().isPresent()) {
      return new CsvOptions.Column.Named(text.constant().get());
    }
    Node node = i.expressions().node(value, i.span("columns"));
    return new CsvOptions.Column.At(
        i.expressions().known().integer(node, i.span("columns"), "a column's place"));
  }

  private static CsvOptions.Labels labels(Invocation i) {
    return i.value("labels") instanceof Value.Items
        ? new CsvOptions.Labels.Listed(i.texts("labels"))
        : i.truth("labels", false) ? new CsvOptions.Labels.Sorted() : new CsvOptions.Labels.None();
  }

  /// The value of `data` that the program leaves open and the caller binds to a file.
  static Node bound(Elaboration elaboration, Path path, Statement.DataDecl s) {
    elaboration.files.add(path);
    Span at = s.name().span();
    TensorFile file = opened(at, () -> Npy.open(DataPath.of(path)));
    return leaf(elaboration, file, path.toString(), at);
  }

  private static TensorFile opened(Span at, Supplier<TensorFile> open) {
    try {
      return open.get();
    } catch (AdjointException e) {
      throw new AdjointException(
          e.diagnostics().stream().map(d -> d.primary().isPresent() ? d : d.at(at)).toList());
    }
  }

  private static Node leaf(Elaboration elaboration, TensorFile file, String written, Span at) {
    TensorType type = TensorType.of(elaboration.dtype, file.shape());
    Node node = elaboration.build(at, () -> Node.of(new Input("\"" + written + "\"", type)));
    elaboration.definitions.put(node, new Definition.OfFile(file));
    return node;
  }
}
