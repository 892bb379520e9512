package dev.adjoint.draw.sketch;

import dev.adjoint.draw.sketch.Boxes.Box;
import dev.adjoint.draw.sketch.Boxes.Closed;
import dev.adjoint.draw.sketch.Boxes.One;
import dev.adjoint.draw.sketch.Boxes.Stack;
import dev.adjoint.draw.sketch.Outline.Group;
import dev.adjoint.draw.sketch.Outline.Run;
import dev.adjoint.draw.sketch.Sketch.Bars;
import dev.adjoint.draw.sketch.Sketch.Card;
import dev.adjoint.draw.sketch.Sketch.Line;
import dev.adjoint.draw.sketch.Sketch.Role;
import dev.adjoint.draw.sketch.Sketch.Style;
import dev.adjoint.draw.sketch.Sketch.Text;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.source.Span;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.trace.Absences;
import dev.adjoint.trace.Mark;
import dev.adjoint.trace.Marks;
import dev.adjoint.trace.Trace;
import dev.adjoint.trace.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What stands in the boxes of a picture.
final class Captions {
  private static final int LINE = 48; // characters
  private static final int LINES = 4;
  private static final int NAME = 40;
  private static final int RESULTS = 3;
  private static final int TIP = 400;
  private static final int MANY = 25; // numbers whose spread is worth a picture
  private static final int BINS = 24;

  private final Scene scene;
  private final Trace trace;
  private final Graph differentiated;
  private final Folding folding;
  private final Marks marks;
  private final Absences absences;

  Captions(Scene scene, Folding folding) {
    this.scene = scene;
    this.trace = scene.trace();
    this.differentiated = trace.toResults();
    this.folding = folding;
    this.marks = Marks.of(trace);
    this.absences = Absences.of(trace);
  }

  /// The card of a value that is not known.
  static Card of(Unknown unknown, int index) {
    List<Text> head = new ArrayList<>();
    if (!unknown.name().isEmpty()) {
      head.add(new Text(Glyphs.cut(unknown.name(), NAME), Style.NAME));
    }
    wrap(unknown.formula()).forEach(line -> head.add(new Text(line, Style.FORMULA)));
    head.add(new Text("?", Style.TYPE));
    Style style = unknown.problem() == null ? Style.MISSING : Style.ALARM;
    List<Line> body = new ArrayList<>();
    wrap(unknown.reason()).forEach(line -> body.add(new Text(line, style)));
    Role role = unknown.problem() == null ? Role.UNKNOWN : Role.PROBLEM;
    return new Card(index, role, head, body, Glyphs.line(unknown.reason()), null);
  }

  static Role role(Box box, Scene scene) {
    return switch (box.content()) {
      case One(Node node) -> Sketcher.role(node, scene);
      case Closed _ -> Role.GROUP;
      case Stack _ -> Role.RUN;
    };
  }

  /// What a box is.
  ///
  /// @param results the values that leave it
  List<Text> head(Box box, List<Node> results) {
    return switch (box.content()) {
      case One(Node node) -> head(node);
      case Closed(Group group) -> head(group.label(), "", box, results);
      case Stack(Run run) -> head(run.label(), run.span(), box, results);
    };
  }

  private List<Text> head(String label, String span, Box box, List<Node> results) {
    List<Text> lines = new ArrayList<>();
    lines.add(new Text(Glyphs.cut(label, NAME), Style.NAME));
    if (!span.isEmpty()) {
      lines.add(new Text(Glyphs.cut(span, LINE), Style.FORMULA));
    }
    lines.add(new Text(contents(box), Style.TYPE));
    results.stream()
        .limit(RESULTS)
        .forEach(node -> lines.add(new Text("gives " + result(node), Style.TYPE)));
    if (results.size() > RESULTS) {
      lines.add(new Text("and %d more".formatted(results.size() - RESULTS), Style.TYPE));
    }
    return lines;
  }

  /// `5 operations, 2 parameters`.
  private String contents(Box box) {
    Map<Role, Long> counts =
        box.nodes().stream()
            .collect(
                Collectors.groupingBy(node -> Sketcher.role(node, scene), Collectors.counting()));
    long operations =
        Stream.of(Role.OPERATION, Role.OUTPUT, Role.BACKWARD, Role.DERIVATIVE)
            .mapToLong(role -> counts.getOrDefault(role, 0L))
            .sum();
    long parameters = counts.getOrDefault(Role.PARAMETER, 0L);
    List<String> parts = new ArrayList<>();
    if (operations > 0 || parameters == 0) {
      parts.add(operations + (operations == 1 ? " operation" : " operations"));
    }
    if (parameters > 0) {
      parts.add(parameters + (parameters == 1 ? " parameter" : " parameters"));
    }
    return String.join(", ", parts);
  }

  private String result(Node node) {
    String name = node.origin().name();
    String shape = node.rank() == 0 ? "a scalar" : shape(node);
    return name == null ? shape : Glyphs.cut(name, NAME) + (node.rank() == 0 ? "" : " " + shape);
  }

  private List<Text> head(Node node) {
    List<Text> lines = new ArrayList<>();
    String name = Formula.name(node, node.origin().fragment());
    if (name != null) {
      lines.add(new Text(Glyphs.cut(name, NAME), Style.NAME));
    }
    Role role = Sketcher.role(node, scene);
    if (role == Role.DATA || role == Role.PARAMETER) {
      String type = node.rank() == 0 ? "scalar " + role.label : role.label + " " + shape(node);
      lines.add(new Text(type, Style.TYPE));
      return lines;
    }
    if (!(node.op() instanceof Constant)
        || node.rank() > 0) { // the formula of a number is its value
      Style style = name == null ? Style.OPERATION : Style.FORMULA;
      wrap(Formula.of(node, folding)).forEach(line -> lines.add(new Text(line, style)));
    }
    if (node.rank() > 0) {
      lines.add(new Text(shape(node), Style.TYPE));
    }
    return lines;
  }

  /// Text in lines that break at spaces, and between numbers rather than within them, the last with an ellipsis if it is too long.
  private static List<String> wrap(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int count = Math.ceilDiv(text.length(), LINE);
    int longest = Math.min(LINE, text.length() / Math.max(1, count) + LINE / 8); // of like length
    for (String word : text.split(text.contains(", mean ") ? "(?<=[,;:]) " : " ")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > longest) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(Glyphs.cut(word, LINE));
    }
    lines.add(line.toString());
    if (lines.size() <= LINES) {
      return lines;
    }
    List<String> cut = new ArrayList<>(lines.subList(0, LINES));
    cut.set(LINES - 1, cut.getLast() + " …");
    return cut;
  }

  /// `[n, m] = [12288, 209]`, or `[n, m]` where nothing has bound the names.
  private String shape(Node node) {
    String symbols = node.type().toString();
    Tensor value = value(node);
    boolean bound = node.type().dims().stream().allMatch(dim -> dim.value().isPresent());
    String sizes =
        value != null
            ? value.shape().toString()
            : bound ? node.type().shape(Map.of()).toString() : symbols;
    return sizes.equals(symbols) ? symbols : symbols + " = " + sizes;
  }

  private Tensor value(Node node) {
    Tensor value = trace.values().get(node);
    return value == null && node.op() instanceof Constant constant ? constant.value() : value;
  }

  /// What is known of the numbers of a box.
  ///
  /// @param results the values that leave it
  List<Line> body(Box box, List<Node> results) {
    return switch (box.content()) {
      case One(Node node) -> body(node, "", Formula.name(node, node.origin().fragment()));
      case Closed _, Stack _ -> {
        List<Line> lines = new ArrayList<>();
        for (Node node : results.subList(0, Math.min(RESULTS, results.size()))) {
          String name = node.origin().name();
          lines.addAll(body(node, name == null ? "" : Glyphs.cut(name, NAME), name));
        }
        yield lines;
      }
    };
  }

  private List<Line> body(Node node, String what, String name) {
    List<Line> lines = new ArrayList<>();
    Tensor value = value(node);
    if (value != null) {
      lines.addAll(numbers(what, value, Style.VALUE));
      int dead = marks.deadUnits(node);
      if (dead > 0) {
        String units = dead == 1 ? "1 dead unit" : dead + " dead units";
        lines.add(new Text(units + ": 0 for every example", Style.ALARM));
      }
    } else if (!trace.values().isEmpty()) {
      lines.addAll(missing(what, absences.ofValue(node)));
    }
    if (!trace.gradients().isEmpty() && differentiated.contains(node)) {
      Tensor gradient = trace.gradients().get(node);
      String derivative = derivative(name);
      if (gradient != null) {
        lines.addAll(numbers(derivative, gradient, Style.GRADIENT));
        if (marks.ofGradient(node).contains(Mark.VANISHED)) {
          lines.add(new Text("vanished: too small to learn from", Style.ALARM));
        }
      } else {
        Optional<String> reason = absences.ofGradient(node);
        boolean isSaid = value == null && reason.equals(absences.ofValue(node));
        lines.addAll(missing(derivative, isSaid ? Optional.empty() : reason));
      }
    }
    return lines;
  }

  /// `w not computed, because …`
  private static List<Text> missing(String what, Optional<String> reason) {
    String text =
        reason
            .map(because -> what + " not computed, because " + because)
            .orElse((what.isEmpty() ? "value" : what) + " not computed");
    return wrap(text.strip()).stream().map(line -> new Text(line, Style.MISSING)).toList();
  }

  private static List<Line> numbers(String what, Tensor value, Style style) {
    Style sound = Numbers.isSound(value) ? style : Style.ALARM;
    List<Line> lines = new ArrayList<>();
    for (String line : Numbers.of(what, value)) {
      wrap(line).forEach(part -> lines.add(new Text(part, sound)));
    }
    List<Integer> counts =
        value.shape().count() < MANY ? List.of() : Numbers.histogram(value, BINS);
    if (!counts.isEmpty()) {
      lines.add(new Bars(counts, sound));
    }
    return lines;
  }

  private String derivative(String name) {
    String of = Glyphs.cut(trace.of(), NAME);
    return name == null ? "gradient" : "∂" + of + "/∂" + Glyphs.cut(name, NAME);
  }

  /// What there is to say when the pointer rests on a box.
  static String tip(Box box) {
    return switch (box.content()) {
      case One(Node node) -> tip(node);
      case Closed(Group group) -> tip(group.label(), box);
      case Stack(Run run) -> tip(run.label(), box);
    };
  }

  private static String tip(String label, Box box) {
    String inside =
        box.nodes().stream()
            .limit(TIP)
            .map(Node::label)
            .distinct()
            .collect(Collectors.joining(", "));
    return Glyphs.line(label) + "\n" + Glyphs.cut(Glyphs.line(inside), TIP);
  }

  /// What it is, where it stands, and the line of the program that says it.
  private static String tip(Node node) {
    String name = node.origin().name();
    String text = (name == null ? "" : name + " = ") + node.op().name() + ": " + node.type();
    return node.origin()
        .place()
        .map(
            place ->
                Glyphs.line(text + " at " + file(place) + ":" + place.position())
                    + "\n"
                    + Glyphs.cut(Glyphs.line(place.source().line(place.line()).strip()), TIP))
        .orElse(Glyphs.line(text));
  }

  /// A file's own name: where it lies is the author's affair.
  private static String file(Span place) {
    String name = place.source().name();
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  }

  /// A value in one line: `Z: [1, m]`.
  static String line(Node node) {
    return Glyphs.cut(Glyphs.line(node.toString()), TIP);
  }
}
