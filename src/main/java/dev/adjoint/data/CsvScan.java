package dev.adjoint.data;

import dev.adjoint.source.AdjointException;
import dev.adjoint.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// What a pass over a CSV file finds: its extent, the columns that were asked for, their labels.
///
/// @param names the names of all columns; none without a header
/// @param width how many columns the file has
/// @param rows how many rows of values
/// @param selected the columns to read, from 0, in the order asked for
/// @param labels for each selected column the texts that 0, 1, … stand for; none for numbers
/// @param numbers the same the other way round
record CsvScan(
    Shape shape,
    List<String> names,
    int width,
    int rows,
    List<Integer> selected,
    List<List<String>> labels,
    List<Map<String, Integer>> numbers,
    CsvErrors complain) {

  /// Passes over the file, twice if texts are to be sorted.
  ///
  /// @throws AdjointException as [Csv#open] says
  static CsvScan of(DataPath file, CsvOptions options) {
    try (var rows = new CsvRows(file, options.skip(), options.delimiter())) {
      if (!rows.next()) {
        throw DataError.EMPTY.because(file.quoted() + " holds nothing to read");
      }
      List<String> names = options.header() ? texts(rows) : List.of();
      var complain = new CsvErrors(file, options, names, rows.line());
      if (options.header()) {
        complain.unlessNames();
        if (!rows.next()) {
          throw complain.noRows();
        }
      }
      int width = options.header() ? names.size() : rows.count();
      List<Integer> selected = select(options.columns(), names, width, complain);
      boolean[] hasText = new boolean[width];
      int count = count(rows, hasText, width, selected, options.labels(), complain);
      var shape =
          options.columns() instanceof CsvOptions.Columns.One
              ? Shape.of(count)
              : Elements.shape(file.quoted(), count, selected.size());
      var labels = labels(file, options, selected, hasText, complain);
      var numbers = labels.stream().map(CsvScan::numbered).toList();
      return new CsvScan(shape, names, width, count, selected, labels, numbers, complain);
    }
  }

  /// The number that a text of the selected column `i` stands for, or null.
  Integer number(int i, String text) {
    return numbers.get(i).get(text);
  }

  private static List<String> texts(CsvRows rows) {
    return IntStream.range(0, rows.count()).mapToObj(rows::text).toList();
  }

  private static Map<String, Integer> numbered(List<String> labels) {
    var numbers = new HashMap<String, Integer>();
    for (String label : labels) {
      numbers.put(label, numbers.size());
    }
    return numbers;
  }

  /// Counts this row and those after it, and marks the selected columns that hold text, if text is
  /// of interest.
  private static int count(
      CsvRows rows,
      boolean[] hasText,
      int width,
      List<Integer> selected,
      CsvOptions.Labels labels,
      CsvErrors complain) {
    boolean look = !(labels instanceof CsvOptions.Labels.None);
    int count = 0;
    do {
      if (rows.count() != width) {
        throw complain.ragged(rows.line(), rows.count(), width, count == 0);
      }
      if (width == 1 && rows.blankBefore() > 0 && count > 0) {
        throw complain.blank(rows.blankBefore());
      }
      if (look) {
        for (int column : selected) {
          hasText[column] = hasText[column] || CsvCell.isText(rows.text(column));
        }
      }
      count = Math.addExact(count, 1);
    } while (rows.next());
    return count;
  }

  private static List<Integer> select(
      CsvOptions.Columns columns, List<String> names, int width, CsvErrors complain) {
    return switch (columns) {
      case CsvOptions.Columns.All _ -> IntStream.range(0, width).boxed().toList();
      case CsvOptions.Columns.One one -> List.of(find(one.column(), names, width, complain));
      case CsvOptions.Columns.Some some ->
          some.columns().stream().map(column -> find(column, names, width, complain)).toList();
    };
  }

  private static int find(
      CsvOptions.Column column, List<String> names, int width, CsvErrors complain) {
    return switch (column) {
      case CsvOptions.Column.At(int index) -> {
        if (index < -width || index >= width) {
          throw complain.noColumnAt(index, width);
        }
        yield index < 0 ? index + width : index;
      }
      case CsvOptions.Column.Named(String name) -> {
        int first = names.indexOf(name.strip());
        if (first < 0) {
          throw complain.noColumnNamed(name, width);
        }
        int last = names.lastIndexOf(name.strip());
        if (last != first) {
          throw complain.ambiguous(name, first, last);
        }
        yield first;
      }
    };
  }

  private static List<List<String>> labels(
      DataPath file,
      CsvOptions options,
      List<Integer> selected,
      boolean[] hasText,
      CsvErrors complain) {
    if (!(options.labels() instanceof CsvOptions.Labels.None)
        && selected.stream().noneMatch(column -> hasText[column])) {
      throw complain.labelsForNumbers();
    }
    return switch (options.labels()) {
      case CsvOptions.Labels.None _ -> selected.stream().map(_ -> List.<String>of()).toList();
      case CsvOptions.Labels.Listed(List<String> texts) ->
          selected.stream().map(column -> hasText[column] ? texts : List.<String>of()).toList();
      case CsvOptions.Labels.Sorted _ -> sorted(file, options, selected, hasText);
    };
  }

  /// A second pass: only now is it known which columns hold text, and `3` among texts is one too.
  private static List<List<String>> sorted(
      DataPath file, CsvOptions options, List<Integer> selected, boolean[] hasText) {
    List<TreeSet<String>> texts = new ArrayList<>();
    selected.forEach(_ -> texts.add(new TreeSet<>()));
    try (var rows = new CsvRows(file, options.skip(), options.delimiter())) {
      if (options.header()) {
        rows.next();
      }
      while (rows.next()) {
        for (int i = 0; i < selected.size(); i++) {
          int column = selected.get(i);
          if (hasText[column] && column < rows.count() && !CsvCell.isMissing(rows.text(column))) {
            texts.get(i).add(rows.text(column));
          }
        }
      }
    }
    return texts.stream().map(List::copyOf).toList();
  }
}
