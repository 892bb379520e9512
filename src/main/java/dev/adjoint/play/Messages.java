package dev.adjoint.play;

import dev.adjoint.json.Json;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.DiagnosticRenderer;
import dev.adjoint.source.SourceText;
import dev.adjoint.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// What a page is told:
///
/// ```
/// state: { "version": 3, "document": 2 or null, "right": false, "stale": true, "step": 40 or -1,
///          "resumable": true, "trouble": "…" or null, "problems": [PROBLEM], "sources": [{"name": "logreg.adj", "text": "…"}] }
/// run:   { "run": 4, "version": 3, "phase": "running", "shown": {"loop": 0, "step": 40} or null,
///          "loops": [LOOP], "output": {"from": 0, "count": 12, "lines": ["…"]},
///          "files": [{"name": "plots/cost.svg", "revision": 0}] }
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

  static String of(State state) {
    List<SourceText> sources = new ArrayList<>();
    state.version().text().ifPresent(sources::add);
    List<Diagnostic> diagnostics = new ArrayList<>(state.version().problems());
    diagnostics.addAll(state.complaints());
    state.run().map(Run::problems).ifPresent(diagnostics::addAll);
    List<Diagnostic> problems = diagnostics.stream().distinct().toList();
    return Json.of(
        state,
        (json, it) ->
            json.number("version", it.version().number())
                .number("document", it.picture().map(State.Picture::revision).orElse(null))
                .truth("right", it.version().isRight())
                .truth("stale", it.isStale())
                .number("step", it.picture().map(p -> p.document().step()).orElse(-1L))
                .truth("resumable", it.resumption().isPresent())
                .text("trouble", it.run().flatMap(Run::trouble).orElse(null))
                .objects("problems", problems, (to, problem) -> problem(to, problem, sources))
                .objects("sources", sources, Messages::source));
  }

  /// What a page has been told of a run.
  ///
  /// @param strides of the loops' points
  /// @param points how many of each loop
  /// @param lines how many of the output
  record Told(int run, List<Integer> strides, List<Integer> points, long lines) {
    static final Told NOTHING = new Told(0, List.of(), List.of(), 0);

    static Told of(Run run, List<Track> tracks, Output output) {
      return new Told(
          run.number(),
          tracks.stream().map(track -> track.curve().stride()).toList(),
          tracks.stream().map(track -> track.curve().pieces()).toList(),
          output.count());
    }

    /// The number of the first point of a loop that has to be told.
    int from(int loop, Track track) {
      boolean goesOn = loop < strides.size() && strides.get(loop) == track.curve().stride();
      return goesOn ? Math.max(0, points.get(loop) - 1) : 0; // the last may have grown
    }
  }

  /// What is told of a run, and what the page knows then.
  record Telling(String message, Told told) {}

  static Telling of(Run run, Told told) {
    Told known = told.run() == run.number() ? told : Told.NOTHING;
    return run.read(
        (tracks, output) -> {
          Output.Part lines = output.from(known.lines());
          List<Integer> numbers = IntStream.range(0, tracks.size()).boxed().toList();
          String message =
              Json.of(
                  run,
                  (json, it) ->
                      json.number("run", it.number())
                          .number("version", it.version().number())
                          .text("phase", it.phase().word())
                          .object("shown", it.shown().orElse(null), Messages::place)
                          .objects(
                              "loops",
                              numbers,
                              (to, i) -> loop(to, tracks.get(i), known.from(i, tracks.get(i))))
                          .object("output", lines, (to, part) -> lines(to, part, output.count()))
                          .objects("files", it.files().all(), Messages::file));
          return new Telling(message, Told.of(run, tracks, output));
        });
  }

  private static void place(Json json, Tape.Entry entry) {
    json.number("loop", entry.place().loop()).number("step", entry.step());
  }

  private static void loop(Json json, Track track, int from) {
    Curve.Part part = track.curve().part(from);
    json.text("title", track.title())
        .text("cost", track.cost())
        .text("unit", track.unit())
        .number("count", track.count())
        .number("done", track.done())
        .number("stride", part.stride())
        .number("from", part.from())
        .rows(
            "points",
            IntStream.range(0, part.firsts().length)
                .mapToObj(i -> List.of(part.firsts()[i], part.lows()[i], part.highs()[i]))
                .toList())
        .numbers("recorded", track.tape().steps());
  }

  private static void lines(Json json, Output.Part part, long count) {
    json.number("from", part.from()).number("count", count).texts("lines", part.lines());
  }

  private static void file(Json json, Written.File file) {
    json.text("name", file.name()).number("revision", file.revision());
  }

  private static void source(Json json, SourceText source) {
    json.text("name", source.name()).text("text", source.text());
  }

  /// @param sources the texts so far; that of the problem is added
  private static void problem(Json json, Diagnostic diagnostic, List<SourceText> sources) {
    json.text("severity", diagnostic.severity().name().toLowerCase(Locale.ROOT))
        .text("code", diagnostic.code())
        .text("message", diagnostic.message())
        .text("text", DiagnosticRenderer.plain().render(diagnostic));
    Optional<Span> at = diagnostic.primary();
    if (at.isPresent()) {
      if (!sources.contains(at.get().source())) {
        sources.add(at.get().source());
      }
      json.number("source", sources.indexOf(at.get().source()))
          .number("start", at.get().start())
          .number("end", at.get().end());
    }
  }
}
