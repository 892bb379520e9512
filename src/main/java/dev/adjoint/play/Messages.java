package dev.adjoint.play;

import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.DiagnosticRenderer;
import dev.adjoint.source.SourceText;
import dev.adjoint.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a page is told:
///
/// ```
/// { "version": 3, "document": 2 or null, "stale": true, "problems": [PROBLEM],
///   "sources": [{"name": "logreg.adj", "text": "…"}] }
/// ```
///
/// `sources` are the texts that the problems are in, the script first. A problem is as in a document:
/// `{"severity": "error", "code": "E0203", "message": "…", "text": "…", "source": 0, "start": 1, "end": 2}`,
/// without the last three where it has no place.
final class Messages {
  private Messages() {}

  static Map<String, Object> of(State state) {
    List<SourceText> sources = new ArrayList<>();
    state.version().text().ifPresent(sources::add);
    List<Map<String, Object>> problems =
        state.version().problems().stream().map(d -> problem(d, sources)).toList();
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("version", state.version().number());
    message.put("document", state.picture().map(State.Picture::revision).orElse(null));
    message.put("stale", state.isStale());
    message.put("problems", problems);
    message.put("sources", sources.stream().map(Messages::source).toList());
    return message;
  }

  private static Map<String, Object> source(SourceText source) {
    return Map.of("name", source.name(), "text", source.text());
  }

  /// @param sources the texts so far; that of the problem is added
  static Map<String, Object> problem(Diagnostic diagnostic, List<SourceText> sources) {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("severity", diagnostic.severity().name().toLowerCase(Locale.ROOT));
    problem.put("code", diagnostic.code());
    problem.put("message", diagnostic.message());
    problem.put("text", DiagnosticRenderer.plain().render(diagnostic));
    Optional<Span> at = diagnostic.primary();
    if (at.isPresent()) {
      if (!sources.contains(at.get().source())) {
        sources.add(at.get().source());
      }
      problem.put("source", sources.indexOf(at.get().source()));
      problem.put("start", at.get().start());
      problem.put("end", at.get().end());
    }
    return problem;
  }
}
