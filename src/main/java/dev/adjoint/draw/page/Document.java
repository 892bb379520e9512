package dev.adjoint.draw.page;

import dev.adjoint.draw.page.View.Box;
import dev.adjoint.draw.page.View.Edge;
import dev.adjoint.draw.page.View.Group;
import dev.adjoint.draw.page.View.Run;
import dev.adjoint.draw.sketch.Numbers;
import dev.adjoint.draw.sketch.Scene;
import dev.adjoint.draw.sketch.Sketch;
import dev.adjoint.draw.step.Step;
import dev.adjoint.json.Json;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.DiagnosticRenderer;
import dev.adjoint.source.SourceText;
import dev.adjoint.source.Span;
import dev.adjoint.trace.Absences;
import dev.adjoint.trace.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/// What a page says: all that its scripts know.
///
/// @param of what the derivatives are of, or empty
/// @param depth how many groups may lie around one that is open at first; the page decides if empty
/// @param sources the texts that made the graph
/// @param problems what is wrong
/// @param remarks prose for the reader
/// @param opens the id of the view that is shown at first
public record Document(
    String title,
    String of,
    Scene.Direction direction,
    OptionalInt depth,
    List<SourceText> sources,
    List<Diagnostic> problems,
    List<String> remarks,
    String opens,
    List<View> views) {

  private static final String BOTH_PASSES = "gradient"; // the id of a view

  public static Document of(Scene scene) {
    return of(scene, List.of());
  }

  /// @param versions other graphs of the same computation; one that is called as the first view is
  ///     has things to say of the scene's own
  public static Document of(Scene scene, List<Version> versions) {
    List<View> views = new Views(scene, versions).all();
    List<SourceText> sources = sources(views, scene.problems());
    String title = scene.title();
    if (title.isEmpty()) {
      title = sources.isEmpty() ? "Computation graph" : name(sources.getFirst());
    }
    return new Document(
        title,
        scene.trace().of(),
        scene.direction(),
        scene.depth(),
        sources,
        scene.problems(),
        remarks(scene),
        opens(views),
        views);
  }

  /// What there is to say of the whole; what is missing, and why.
  private static List<String> remarks(Scene scene) {
    List<String> remarks = new ArrayList<>();
    if (scene.unknowns().isEmpty() || scene.trace().values().isEmpty()) {
      remarks.addAll(Absences.remarks(scene.trace()));
    }
    if (!scene.note().isEmpty()) {
      remarks.addFirst(scene.note());
    }
    return List.copyOf(remarks);
  }

  /// Who asks for both passes in one graph wants to see it.
  private static String opens(List<View> views) {
    return views.stream()
        .map(View::id)
        .filter(BOTH_PASSES::equals)
        .findFirst()
        .orElse(views.getFirst().id());
  }

  /// The texts of the views, the one that says the last of the first first; then those that are wrong.
  private static List<SourceText> sources(List<View> views, List<Diagnostic> problems) {
    Set<SourceText> sources = new LinkedHashSet<>();
    for (View view : views) {
      for (Box box : view.boxes().reversed()) {
        box.spans().stream().map(Span::source).forEach(sources::add);
      }
      view.groups().stream()
          .flatMap(group -> group.spans().stream())
          .forEach(span -> sources.add(span.source()));
    }
    problems.forEach(one -> one.primary().map(Span::source).ifPresent(sources::add));
    return List.copyOf(sources);
  }

  /// A file's own name: where it lies is the author's affair.
  private static String name(SourceText source) {
    String name = source.name();
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  }

  /// A document of no graph.
  public static Document empty(String title, List<SourceText> sources, List<String> remarks) {
    View view = View.EMPTY;
    return new Document(
        title,
        "",
        Scene.Direction.DOWN,
        OptionalInt.empty(),
        List.copyOf(sources),
        List.of(),
        List.copyOf(remarks),
        view.id(),
        List.of(view));
  }

  /// This document with more for the reader.
  public Document remark(String remark) {
    List<String> all = new ArrayList<>(remarks);
    all.add(remark);
    return new Document(
        title, of, direction, depth, sources, problems, List.copyOf(all), opens, views);
  }

  /// This document in JSON that may stand within a `<script>` element.
  public String json() {
    return Json.forScript(this, Document::write);
  }

  private static void write(Json json, Document document) {
    json.text("format", "adjoint-picture-1")
        .text("title", document.title)
        .text("of", document.of)
        .text("direction", document.direction == Scene.Direction.RIGHT ? "right" : "down")
        .number("depth", document.depth.isPresent() ? document.depth.getAsInt() : null)
        .objects("sources", document.sources, Document::source)
        .objects("problems", document.problems, document::problem)
        .texts("remarks", document.remarks)
        .text(
            "opens", document.opens.equals(document.views.getFirst().id()) ? null : document.opens)
        .objects("views", document.views, document::view);
  }

  private static void source(Json json, SourceText source) {
    json.text("name", name(source)).text("text", source.text());
  }

  private void problem(Json json, Diagnostic problem) {
    json.text("severity", problem.severity().name().toLowerCase(Locale.ROOT))
        .text("code", problem.code())
        .text("message", problem.message())
        .text("text", DiagnosticRenderer.plain().render(problem));
    problem.primary().ifPresent(span -> span(json, span));
    int index = problems.indexOf(problem);
    List<Box> boxes = views.getFirst().boxes();
    IntStream.range(0, boxes.size())
        .filter(id -> Objects.equals(boxes.get(id).problem(), index))
        .findFirst()
        .ifPresent(id -> json.number("node", id));
  }

  private void view(Json json, View view) {
    Map<String, Integer> rules = new LinkedHashMap<>();
    List<Integer> ids = new ArrayList<>();
    view.boxes().forEach(_ -> ids.add(ids.size()));
    List<Integer> groups = new ArrayList<>();
    view.groups().forEach(_ -> groups.add(groups.size()));
    List<Integer> runs = new ArrayList<>();
    view.runs().forEach(_ -> runs.add(runs.size()));
    json.text("id", view.id())
        .text("title", view.title())
        .text("caption", view.caption())
        .objects("nodes", ids, (to, id) -> box(to, view, rules, id))
        .objects("edges", view.edges(), Document::edge)
        .objects("groups", groups, (to, id) -> group(to.number("id", id), view.groups().get(id)))
        .objects("runs", runs, (to, id) -> run(to.number("id", id), view.runs().get(id)))
        .texts("rules", List.copyOf(rules.keySet()));
  }

  private void box(Json json, View view, Map<String, Integer> rules, int id) {
    Box box = view.boxes().get(id);
    json.text("name", box.name())
        .text("op", box.op().equals(box.name()) ? null : box.op())
        .text("title", box.title())
        .text("role", box.role() == Sketch.Role.OPERATION ? null : role(box))
        .text("pass", box.role().isBackward() ? "backward" : null)
        .text("formula", box.formula())
        .text("shape", box.shape())
        .text("sizes", box.sizes())
        .number("group", box.group())
        .objects("spans", box.spans(), this::span)
        .object("value", box.value(), Document::digest)
        .object("gradient", box.gradient(), Document::digest)
        .text("gradientOf", box.gradientOf())
        .text("noValue", box.noValue())
        .text("noGradient", box.noGradient())
        .texts("marks", marks(box))
        .number("problem", box.problem())
        .object("forward", box.forward(), Document::forward)
        .object("backward", box.backward(), new StepText(view, id, rules)::backward);
    if (!view.said().isEmpty()) {
      View.Said said = view.said().get(id);
      json.text("change", said.change())
          .text("note", said.note())
          .object("twins", said.twins(), (to, twins) -> twins.forEach(to::numbers));
    }
  }

  /// What the value is to its own pass.
  private static String role(Box box) {
    return switch (box.role()) {
      case DATA, PARAMETER, CONSTANT, OPERATION, OUTPUT, GROUP, RUN -> box.role().label;
      case BACKWARD, PROBLEM, UNKNOWN -> Sketch.Role.OPERATION.label;
      case DERIVATIVE -> Sketch.Role.OUTPUT.label;
    };
  }

  private static void forward(Json json, Step.Forward forward) {
    json.text("formula", forward.formula()).text("numbers", forward.numbers());
  }

  private static List<String> marks(Box box) {
    Set<String> marks = new LinkedHashSet<>();
    if (box.value() != null) {
      marks.addAll(box.value().marks());
    }
    if (box.gradient() != null) {
      marks.addAll(box.gradient().marks());
    }
    return List.copyOf(marks);
  }

  private void span(Json json, Span span) {
    json.number("source", sources.indexOf(span.source()))
        .number("start", span.start())
        .number("end", span.end());
  }

  private static void edge(Json json, Edge edge) {
    json.number("from", edge.from())
        .number("to", edge.to())
        .number("operand", none(edge.operand()));
    if (!edge.hint().isEmpty()) {
      json.text("hint", edge.hint());
    }
  }

  private void group(Json json, Group group) {
    json.number("parent", group.parent())
        .text("name", group.name())
        .text("kind", group.kind())
        .text("label", group.label())
        .objects("spans", group.spans(), this::span);
  }

  private static void run(Json json, Run run) {
    json.number("parent", run.parent()).text("label", run.label()).numbers("groups", run.groups());
  }

  static void digest(Json json, Digest digest) {
    json.text("text", digest.text()).text("short", digest.brief());
    if (digest.spread() != null) {
      spread(json, digest.spread());
    }
    json.number("nan", none(digest.nan()))
        .number("infinite", none(digest.infinite()))
        .number("dead", none(digest.dead()))
        .texts("marks", digest.marks());
  }

  private static void spread(Json json, Digest.Spread spread) {
    json.text("min", Numbers.element(spread.min()))
        .text("mean", Numbers.element(spread.mean()))
        .text("max", Numbers.element(spread.max()))
        .text("deviation", Numbers.element(spread.deviation()))
        .number("zeros", none(spread.zeros()))
        .numbers("histogram", spread.histogram())
        .object("heat", spread.heat(), Document::heat);
  }

  private static void heat(Json json, Digest.Heat heat) {
    json.number("rows", heat.rows())
        .number("columns", heat.columns())
        .text("low", Numbers.element(heat.low()))
        .text("high", Numbers.element(heat.high()))
        .text("cells", heat.cells());
  }

  private static Integer none(int count) {
    return count == 0 ? null : count;
  }
}
