package dev.adjoint.source;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

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
///
/// Written by hand, as no library on the class path writes JSON and this is all there is to write.
public final class DiagnosticJson {
  private DiagnosticJson() {}

  /// The line, without its end.
  public static String of(Diagnostic d) {
    return "{\"severity\":%s,\"code\":%s,\"message\":%s,\"span\":%s,\"labels\":%s,\"notes\":%s,\"helps\":%s}"
        .formatted(
            string(d.severity().name().toLowerCase(Locale.ROOT)),
            string(d.code()),
            string(d.message()),
            d.primary().map(DiagnosticJson::span).orElse("null"),
            array(d.labels().stream().map(DiagnosticJson::label).toList()),
            array(d.notes().stream().map(DiagnosticJson::string).toList()),
            array(d.helps().stream().map(help -> help(d, help)).toList()));
  }

  /// A message of the command line, which has no code and no place.
  public static String message(String text, List<String> helps) {
    return "{\"severity\":\"error\",\"code\":null,\"message\":%s,\"span\":null,\"labels\":[],\"notes\":[],\"helps\":%s}"
        .formatted(
            string(text), array(helps.stream().map(h -> "{\"text\":" + string(h) + "}").toList()));
  }

  private static String label(Diagnostic.Label label) {
    return "{\"span\":%s,\"text\":%s}".formatted(span(label.span()), string(label.text()));
  }

  private static String help(Diagnostic d, String help) {
    Optional<Diagnostic.Fix> fix =
        d.fixes().stream().filter(other -> other.help().equals(help)).findFirst();
    return "{\"text\":%s%s}"
        .formatted(
            string(help),
            fix.map(
                    f ->
                        ",\"span\":%s,\"replacement\":%s"
                            .formatted(span(f.span()), string(f.replacement())))
                .orElse(""));
  }

  private static String span(Span span) {
    return "{\"file\":%s,\"start\":%s,\"end\":%s}"
        .formatted(
            string(span.source().name()),
            place(span.source(), span.start()),
            place(span.source(), span.end()));
  }

  private static String place(SourceText source, int offset) {
    return "{\"line\":%d,\"column\":%d,\"offset\":%d}"
        .formatted(source.lineOf(offset), source.columnOf(offset), offset);
  }

  private static String array(List<String> items) {
    return items.stream().collect(Collectors.joining(",", "[", "]"));
  }

  private static String string(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> {
          // Half of a pair of surrogates has no form in UTF-8.
          if (c < ' ' || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
            json.append("\\u%04x".formatted((int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    return json.append('"').toString();
  }
}
