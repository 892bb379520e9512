package dev.adjoint.draw.chart;

import dev.adjoint.draw.ink.Output;
import dev.adjoint.draw.ink.RasterInk;
import dev.adjoint.draw.ink.SvgInk;
import dev.adjoint.draw.sketch.DrawError;
import dev.adjoint.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// How often a classifier takes each class for each other: a confusion matrix.
///
/// ```java
/// Confusion found = Confusion.of(probabilities, labels);
/// System.out.print(found.text());
/// found.write(Path.of("confusion.svg"));
/// ```
///
/// Rows are what examples are, columns what they were taken for. The recall of a class is the share
/// of its examples that were found, its precision the share of those taken for it that are of it.
///
/// @param title the heading, or empty
/// @param classes the names of the classes
/// @param counts a row for each class
public record Confusion(String title, List<String> classes, List<List<Integer>> counts) {
  public Confusion {
    Objects.requireNonNull(title);
    classes = List.copyOf(classes);
    counts = counts.stream().map(List::copyOf).toList();
    int size = classes.size();
    if (counts.size() != size || counts.stream().anyMatch(row -> row.size() != size)) {
      throw new IllegalArgumentException(
          "a row and a column for each of %d classes".formatted(size));
    }
  }

  /// Counts what examples were taken for. Columns are examples.
  ///
  /// @param predicted probabilities of class 1 in `[1, m]`, which count as 1 above 0.5, or numbers of
  ///     classes; or a row of scores for each class in `[k, m]`
  /// @param labels 0 or 1, or numbers of classes, in `[1, m]`; or columns with a single 1 in `[k, m]`
  /// @throws dev.adjoint.source.AdjointException if they are not of as many examples, or of none, or
  ///     one of the numbers is NaN
  public static Confusion of(Tensor predicted, Tensor labels) {
    Classes taken = Classes.of(predicted);
    Classes are = Classes.of(labels);
    if (taken.of().size() != are.of().size()) {
      throw DrawError.NOT_PLOTTED.thrown(
          "there are predictions for %d examples, and labels of %d"
              .formatted(taken.of().size(), are.of().size()));
    }
    if (are.of().isEmpty()) {
      throw DrawError.NOT_PLOTTED.thrown("there are no examples to count");
    }
    int size = Math.max(taken.count(), are.count());
    Integer[][] counts = new Integer[size][size];
    Arrays.stream(counts).forEach(row -> Arrays.fill(row, 0));
    for (int i = 0; i < are.of().size(); i++) {
      counts[are.of().get(i)][taken.of().get(i)]++;
    }
    return new Confusion(
        "", Classes.names(List.of(), size), Arrays.stream(counts).map(List::of).toList());
  }

  /// This matrix under a heading.
  public Confusion title(String title) {
    return new Confusion(title, classes, counts);
  }

  /// This matrix with names for its classes; those without one keep theirs.
  ///
  /// @throws dev.adjoint.source.AdjointException if there are more names than classes
  public Confusion classes(List<String> names) {
    if (names.size() > classes.size()) {
      throw DrawError.NOT_PLOTTED.thrown(
          "there are %d classes and %d names".formatted(classes.size(), names.size()));
    }
    List<String> all = new ArrayList<>(names);
    all.addAll(classes.subList(names.size(), classes.size()));
    return new Confusion(title, all, counts);
  }

  /// How many examples are of a class.
  public int examples(int row) {
    return counts.get(row).stream().mapToInt(count -> count).sum();
  }

  /// How many examples were taken for a class.
  public int taken(int column) {
    return counts.stream().mapToInt(row -> row.get(column)).sum();
  }

  /// The share of a class's examples that were found; NaN where it has none.
  public double recall(int of) {
    return (double) counts.get(of).get(of) / examples(of);
  }

  /// The share of those taken for a class that are of it; NaN where there are none.
  public double precision(int of) {
    return (double) counts.get(of).get(of) / taken(of);
  }

  /// The share of examples that were taken for what they are; NaN without examples.
  public double accuracy() {
    long right = 0;
    long all = 0;
    for (int k = 0; k < classes.size(); k++) {
      right += counts.get(k).get(k);
      all += examples(k);
    }
    return (double) right / all;
  }

  /// A share as a percentage; a dash where there is none.
  static String percent(double share) {
    return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /// The matrix as lines of text, with recalls, precisions and the accuracy.
  public String text() {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("is \\ taken for"));
    head.addAll(classes);
    head.add("recall");
    rows.add(head);
    List<String> foot = new ArrayList<>(List.of("precision"));
    for (int k = 0; k < classes.size(); k++) {
      List<String> row = new ArrayList<>(List.of(classes.get(k)));
      counts.get(k).forEach(count -> row.add(String.valueOf(count)));
      row.add(percent(recall(k)));
      rows.add(row);
      foot.add(percent(precision(k)));
    }
    foot.add(percent(accuracy()));
    rows.add(foot);
    StringBuilder text = new StringBuilder(title.isEmpty() ? "" : title + "\n");
    rows.forEach(row -> text.append(line(row, rows)).append('\n'));
    return text.toString();
  }

  /// The first column to the left, the others to the right.
  private static String line(List<String> row, List<List<String>> rows) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      int at = column;
      int width =
          rows.stream()
              .mapToInt(r -> r.get(at).codePointCount(0, r.get(at).length()))
              .max()
              .orElse(0);
      String text = row.get(column);
      String space = " ".repeat(width - text.codePointCount(0, text.length()));
      line.append(column == 0 ? text + space : "  " + space + text);
    }
    return line.toString().stripTrailing();
  }

  /// The matrix as an SVG document.
  ///
  /// @throws dev.adjoint.source.AdjointException if there are too many classes to read
  public String svg() {
    return SvgInk.svg(Matrix.of(this));
  }

  /// The matrix as a PNG image, two pixels to a point.
  ///
  /// @throws dev.adjoint.source.AdjointException as [#svg], and if the machine has no fonts
  public byte[] png() {
    return RasterInk.png(Matrix.of(this));
  }

  /// Writes the matrix in the format that the file's name says: `.svg` or `.png`. The file is there
  /// whole or not at all.
  ///
  /// @throws dev.adjoint.source.AdjointException as [#png], and if the name says another format, or
  ///     the file cannot be written
  public void write(Path file) {
    Output.write(file, Map.of(".svg", () -> Output.bytes(svg()), ".png", this::png));
  }
}
