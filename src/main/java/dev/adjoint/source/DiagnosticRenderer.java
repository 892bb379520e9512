package dev.adjoint.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// How a diagnostic looks:
///
/// ```
/// error[E0203]: `@` needs the inner dimensions to agree
///   --> logreg.adj:6:7
///    |
///  6 | Z = w @ X + b
///    |     - ^ - X: [n, m], declared at 2:7
///    |     |
///    |     w: [n, 1], declared at 3:7
///    = inner dimensions are 1 (columns of w) and n (rows of X)
///    = help: `w.T @ X` fits, and gives [1, m]
/// ```
///
/// Carets lie under the primary span, dashes under the labels'; a label with the primary's own span
/// gives the carets their text. A note without labels and reasons takes one line, with its place at
/// the end.
public final class DiagnosticRenderer {
  private static final DiagnosticRenderer PLAIN = new DiagnosticRenderer(false);
  private static final DiagnosticRenderer COLOURED = new DiagnosticRenderer(true);

  private final boolean coloured;

  private DiagnosticRenderer(boolean coloured) {
    this.coloured = coloured;
  }

  /// Text alone: for files, pipes and exceptions.
  public static DiagnosticRenderer plain() {
    return PLAIN;
  }

  /// Text with the colour codes of a terminal.
  public static DiagnosticRenderer coloured() {
    return COLOURED;
  }

  /// The diagnostics with an empty line between them, without an end of line after the last.
  public String render(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(this::render).collect(Collectors.joining("\n\n"));
  }

  /// One diagnostic, without an end of line after it.
  public String render(Diagnostic diagnostic) {
    var rows = new ArrayList<Row>();
    Row header = header(diagnostic);
    rows.add(header);
    Optional<Span> primary = diagnostic.primary();
    Map<SourceText, Snippet> snippets = snippets(diagnostic);
    int gutter = snippets.values().stream().mapToInt(Snippet::gutter).max().orElse(1);
    if (isShort(diagnostic)) {
      primary.ifPresent(at -> header.append("   " + at, Ink.FRAME));
    } else {
      boolean first = true;
      for (Snippet snippet : snippets.values()) {
        String arrow = first ? "--> " : "::: ";
        Row place = new Row().append(" ".repeat(gutter + 1) + arrow, Ink.FRAME);
        rows.add(place.append(snippet.place().toString(), Ink.PLAIN));
        rows.add(new Row().append(" ".repeat(gutter + 2) + "|", Ink.FRAME));
        rows.addAll(snippet.rows(gutter, Ink.of(diagnostic.severity())));
        first = false;
      }
    }
    diagnostic.notes().forEach(text -> addReason(rows, gutter, "", text));
    diagnostic.helps().forEach(text -> addReason(rows, gutter, "help: ", text));
    return rows.stream().map(row -> row.text(coloured)).collect(Collectors.joining("\n"));
  }

  private static Row header(Diagnostic diagnostic) {
    String severity = diagnostic.severity().name().toLowerCase(Locale.ROOT);
    return new Row()
        .append(severity + "[" + diagnostic.code() + "]", Ink.of(diagnostic.severity()))
        .append(": " + diagnostic.message(), Ink.MESSAGE);
  }

  private static boolean isShort(Diagnostic diagnostic) {
    return diagnostic.severity() == Diagnostic.Severity.NOTE && diagnostic.labels().isEmpty();
  }

  /// What is to be shown of each text, the primary's first.
  private static Map<SourceText, Snippet> snippets(Diagnostic diagnostic) {
    var snippets = new LinkedHashMap<SourceText, Snippet>();
    diagnostic
        .primary()
        .ifPresent(at -> snippets.put(at.source(), new Snippet(at).add(at, "", true)));
    for (Diagnostic.Label label : diagnostic.labels()) {
      Span span = label.span();
      boolean primary = diagnostic.primary().filter(span::equals).isPresent();
      snippets
          .computeIfAbsent(span.source(), _ -> new Snippet(span))
          .add(span, label.text(), primary);
    }
    return snippets;
  }

  private static void addReason(List<Row> rows, int gutter, String kind, String text) {
    String[] lines = text.split("\n", -1);
    Row row = new Row().append(" ".repeat(gutter + 2) + "= ", Ink.FRAME).append(kind, Ink.HELP);
    int indent = row.width();
    rows.add(row.append(lines[0], Ink.PLAIN));
    for (int i = 1; i < lines.length; i++) {
      rows.add(new Row().put(indent, lines[i], Ink.PLAIN));
    }
  }
}
