package dev.adjoint.cli;

import dev.adjoint.json.Json;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.SourceText;
import dev.adjoint.source.Span;
import java.util.List;
import java.util.Locale;

/// A diagnostic as one line of JSON, for editors and other programs:
///
/// ```
/// {"severity":"error","code":"E0203","message":"…","span":SPAN,
///  "labels":[{"span":SPAN,"text":"…"}],"notes":["…"],
///  "helps":[{"text":"…","span":SPAN,"replacement":"…"}]}
/// ```
///
/// A `SPAN` is `{"file":"…","start":{"line":6,"column":7,"offset":70},"end":{…}}`: lines and columns
/// count from 1, offsets from 0, all in UTF-16 code units; the end is behind the last character.
/// `span` is null where a message has no place. A help has `span` and `replacement` if it can be
/// carried out by putting that text there. Severities are `error`, `warning` and `note`.
final class DiagnosticJson {
  private DiagnosticJson() {}

  /// The line, without its end.
  static String of(Diagnostic diagnostic) {
    return Json.of(
        diagnostic,
        (json, d) ->
            json.text("severity", d.severity().name().toLowerCase(Locale.ROOT))
                .text("code", d.code())
                .text("message", d.message())
                .object("span", d.primary().orElse(null), DiagnosticJson::span)
                .objects("labels", d.labels(), DiagnosticJson::label)
                .texts("notes", d.notes())
                .objects("helps", d.helps(), (to, help) -> help(to, d, help)));
  }

  /// A message of the command line, which has no code and no place.
  static String message(String message, List<String> helps) {
    return Json.of(
        message,
        (json, text) ->
            json.text("severity", "error")
                .text("code", null)
                .text("message", text)
                .text("span", null)
                .texts("labels", List.of())
                .texts("notes", List.of())
                .objects("helps", helps, (to, help) -> to.text("text", help)));
  }

  private static void label(Json json, Diagnostic.Label label) {
    json.object("span", label.span(), DiagnosticJson::span).text("text", label.text());
  }

  private static void help(Json json, Diagnostic diagnostic, String help) {
    json.text("text", help);
    diagnostic.fixes().stream()
        .filter(fix -> fix.help().equals(help))
        .findFirst()
        .ifPresent(
            fix ->
                json.object("span", fix.span(), DiagnosticJson::span)
                    .text("replacement", fix.replacement()));
  }

  private static void span(Json json, Span span) {
    json.text("file", span.source().name())
        .object("start", span.start(), (to, offset) -> place(to, span.source(), offset))
        .object("end", span.end(), (to, offset) -> place(to, span.source(), offset));
  }

  private static void place(Json json, SourceText source, int offset) {
    json.number("line", source.lineOf(offset))
        .number("column", source.columnOf(offset))
        .number("offset", offset);
  }
}
