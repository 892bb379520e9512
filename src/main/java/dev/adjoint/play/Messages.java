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
import java.util.stream.IntStream;

/// What a page is told:
///
/// ```
/// state: { "version": 3, "document": 2 or null, "stale": true, "step": 40 or -1,
///          "resumable": true, "trouble": "…" or null, "problems": [PROBLEM], "sources": [{"name": "logreg.adj", "text": "…"}] }
/// run:   { "run": 4, "phase": "running", "shown": {"loop": 0, "step": 40} or null,
///          "loops": [LOOP], "output": {"from": 0, "count": 12, "lines": ["…"]},
///          "files": [{"name": "cost.svg", "revision": 0}] }
/// LOOP:  { "title": "train J", "cost": "J", "unit": "iteration", "count": 1000, "done": 412,
///          "stride": 1, "from": 0, "points": [[first, lowest, highest]], "recorded": [0, 2, 4] }
/// ```
///
/// Points stand for `stride` steps each; of the points and the lines a page is told those that it does
/// not have, from the one numbered `from` on. What is from there on in the page is replaced.
///
/// `sources` are the texts that the problems are in, the script first. A problem is as in a document:
/// `{"severity": "error", "code": "E0203", "message": "…", "text": "…", "source": 0, "start": 1, "end": 2}`,
/// without the last three where it has no place.
final class Messages {
  private Messages() {}

  static Map<String, Object> of(State state) {
    List<SourceText> sources = new ArrayList<>();
    state.version().text().ifPresent(sources::add);
    List<Diagnostic> diagnostics = new ArrayList<>(state.version().problems());
    diagnostics.addAll(state.complaints());
    state.run().map(Run::problems).ifPresent(diagnostics::addAll);
    List<Map<String, Object>> problems =
        diagnostics.stream().distinct().map(d -> problem(d, sources)).toList();
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("version", state.version().number());
    message.put("document", state.picture().map(State.Picture::revision).orElse(null));
    message.put("stale", state.isStale());
    message.put("step", state.picture().map(p -> p.document().step()).orElse(-1L));
    message.put("resumable", state.resumption().isPresent());
    message.put("trouble", state.run().flatMap(Run::trouble).orElse(null));
    message.put("problems", problems);
    message.put("sources", sources.stream().map(Messages::source).toList());
    return message;
  }

  /// What a page has been told of a run.
  ///
  /// @param strides of the loops' points
  /// @param points how many of each loop
  /// @param lines how many of the output
  record Told(int run, List<Integer> strides, List<Integer> points, long lines) {
    static final Told NOTHING = new Told(0, List.of(), List.of(), 0);
  }

  /// What is told of a run, and what the page knows then.
  record Telling(Map<String, Object> message, Told told) {}

  static Telling of(Run run, Told told) {
    Told known = told.run() == run.number() ? told : Told.NOTHING;
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("run", run.number());
    message.put("phase", run.phase().name().toLowerCase(Locale.ROOT));
    message.put("shown", run.shown().map(Messages::place).orElse(null));
    Told next =
        run.read(
            (tracks, output) -> {
              List<Map<String, Object>> loops = new ArrayList<>();
              for (int i = 0; i < tracks.size(); i++) {
                boolean goesOn =
                    i < known.strides().size()
                        && known.strides().get(i) == tracks.get(i).curve().stride();
                loops.add(loop(tracks.get(i), goesOn ? Math.max(0, known.points().get(i) - 1) : 0));
              }
              Output.Part lines = output.from(known.lines());
              message.put("loops", loops);
              message.put(
                  "output",
                  Map.of("from", lines.from(), "count", output.count(), "lines", lines.lines()));
              return new Told(
                  run.number(),
                  tracks.stream().map(track -> track.curve().stride()).toList(),
                  tracks.stream().map(track -> track.curve().pieces()).toList(),
                  output.count());
            });
    message.put(
        "files",
        run.files().stream()
            .map(file -> Map.of("name", file.name(), "revision", file.revision()))
            .toList());
    return new Telling(message, next);
  }

  private static Map<String, Object> place(Tape.Entry entry) {
    return Map.of("loop", entry.place().loop(), "step", entry.step());
  }

  private static Map<String, Object> loop(Track track, int from) {
    Map<String, Object> loop = new LinkedHashMap<>();
    loop.put("title", track.title());
    loop.put("cost", track.cost());
    loop.put("unit", track.unit());
    loop.put("count", track.count());
    loop.put("done", track.done());
    Curve.Part part = track.curve().part(from);
    loop.put("stride", part.stride());
    loop.put("from", part.from());
    loop.put(
        "points",
        IntStream.range(0, part.firsts().length)
            .mapToObj(i -> List.of(part.firsts()[i], part.lows()[i], part.highs()[i]))
            .toList());
    loop.put("recorded", track.tape().steps());
    return loop;
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
