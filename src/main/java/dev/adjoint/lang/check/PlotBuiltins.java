package dev.adjoint.lang.check;

import static dev.adjoint.lang.check.Builtin.Group.ACTIONS;

import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Charts of numbers.
final class PlotBuiltins {
  static final List<Builtin> ROWS =
      List.of(
          Builtin.of(
              "plot",
              "*curves, to, names = none, title = none, x = none, y = none, log = false,"
                  + " log_x = false, every = 1",
              ACTIONS,
              "plots histories of trainings, or vectors, over their iterations, as .svg or .png",
              PlotBuiltins::plot),
          Builtin.of(
              "plot_points",
              "X, Y, to, model = none, classes = none, title = none, x = x1, y = x2",
              ACTIONS,
              "draws points X [2, m] by their classes Y, and where a model parts the classes, as"
                  + " .svg or .png",
              PointBuiltin::of),
          Builtin.of(
              "plot_images",
              "x, to, captions = none, size = none, predicted = none, labels = none,"
                  + " wrong = false, classes = none, most = 24, columns = auto, title = none",
              ACTIONS,
              "draws pictures [h, w] or [h, w, 3] side by side, with what a model takes them for,"
                  + " as .svg or .png",
              ImageBuiltin::of),
          Builtin.of(
              "confusion",
              "A, Y, to = none, classes = none, title = none",
              ACTIONS,
              "prints how often each class is taken for each other, or draws it as .svg or .png",
              PlotBuiltins::confusion));

  private static final String COST = ".cost";

  private PlotBuiltins() {}

  private static Value plot(Invocation i) {
    List<Node> nodes = new ArrayList<>();
    for (Invocation.Given given : i.many()) {
      curves(i, given, given.value(), nodes);
    }
    if (nodes.isEmpty()) {
      throw LangCode.MISSING_ARGUMENT.thrown(
          i.span(), "there is nothing to plot", "`plot(history, to = \"cost.svg\")`");
    }
    List<Value.Text> names = names(i, nodes);
    List<Integer> every = every(i, nodes.size());
    List<Chart.Curve> curves = new ArrayList<>();
    for (int k = 0; k < nodes.size(); k++) {
      curves.add(new Chart.Curve(names.get(k), every.get(every.size() == 1 ? 0 : k), nodes.get(k)));
    }
    var axes =
        new Chart.PlotAxes(
            ChartArguments.title(i),
            i.has("x") ? i.text("x") : turn(i, nodes),
            i.has("y") ? i.text("y") : "cost",
            i.truth("log_x", false),
            i.truth("log", false));
    return i.act(new Chart.Plot(curves, axes, ChartArguments.file(i), i.span()));
  }

  /// Adds the vectors of a value: of a history its costs, of a list or a family those of its members
  /// unless it is a list of numbers, which is one vector.
  private static void curves(Invocation i, Invocation.Given given, Value value, List<Node> nodes) {
    switch (value) {
      case Value.Fields(String what, var fields) when what.equals(ActionBuiltins.HISTORY) ->
          fields.values().forEach(field -> curves(i, given, field, nodes));
      case Value.Family family ->
          family.members().values().forEach(member -> curves(i, given, member, nodes));
      case Value.Items items when !isVector(i, given, items) ->
          items.values().forEach(item -> curves(i, given, item, nodes));
      case Value.Text _ ->
          throw LangCode.WRONG_KIND.thrown(
              given.span(),
              "a curve is a vector, and this is a text",
              "`to = …` names the file, `title = …` the picture, `names = […]` the curves");
      default -> nodes.add(curve(i, given, value));
    }
  }

  private static Node curve(Invocation i, Invocation.Given given, Value value) {
    Node node = i.expressions().node(value, given.span());
    if (node.rank() != 1) {
      throw LangCode.WRONG_KIND.thrown(
          given.span(),
          "a curve is a vector, and this is " + node.type(),
          node.rank() == 0
              ? "a `repeat` keeps no values; `history = train(…)` has the costs of all iterations"
              : "`x[0, :]` is the first row of a matrix, `x[:, 0]` its first column");
    }
    return node;
  }

  /// Whether a list is one curve of numbers, not a list of curves.
  private static boolean isVector(Invocation i, Invocation.Given given, Value.Items items) {
    return items.values().stream()
        .allMatch(
            value ->
                (value instanceof Value.Tensor || value instanceof Value.Dimension)
                    && i.expressions().node(value, given.span()).rank() == 0);
  }

  /// The names that the legend shows: none for a single curve. The costs of several trainings are
  /// called after these; what one training has recorded, by its own names.
  private static List<Value.Text> names(Invocation i, List<Node> nodes) {
    if (!i.has("names")) {
      long owners = nodes.stream().map(node -> split(node)[0]).distinct().count();
      return nodes.stream()
          .map(node -> nodes.size() == 1 ? "" : owners == 1 ? split(node)[1] : name(node))
          .map(Value.Text::of)
          .toList();
    }
    List<Value.Text> names = ChartArguments.texts(i, "names");
    if (names.size() != nodes.size()) {
      throw LangCode.WRONG_KIND.thrown(
          i.span("names"),
          "there are %s and %s"
              .formatted(Texts.count(nodes.size(), "curve"), Texts.count(names.size(), "name")),
          "give each curve a name, in the order of the curves");
    }
    return names;
  }

  /// What a curve belongs to, if anything, and its own name.
  private static String[] split(Node node) {
    int dot = node.label().lastIndexOf('.');
    return new String[] {
      node.label().substring(0, Math.max(0, dot)), node.label().substring(dot + 1)
    };
  }

  private static String name(Node node) {
    return node.label().endsWith(COST) ? split(node)[0] : node.label();
  }

  private static List<Integer> every(Invocation i, int curves) {
    if (!i.has("every")) {
      return List.of(1);
    }
    List<Integer> every = i.integers("every");
    if (every.size() != 1 && every.size() != curves) {
      throw LangCode.WRONG_KIND.thrown(
          i.span("every"),
          "there are %s, and `every` says how far the values of %d lie apart"
              .formatted(Texts.count(curves, "curve"), every.size()),
          "one number is for all curves, a list has one for each");
    }
    for (int step : every) {
      if (step < 1) {
        throw LangCode.WRONG_KIND.thrown(
            i.span("every"), "values lie at least 1 iteration apart, not " + step);
      }
    }
    return every;
  }

  /// What the axis to the right counts.
  private static String turn(Invocation i, List<Node> nodes) {
    List<String> turns =
        nodes.stream()
            .map(node -> Optional.ofNullable(i.elaboration().definitions.get(node)))
            .map(definition -> definition.map(PlotBuiltins::turn).orElse("iteration"))
            .distinct()
            .toList();
    return turns.size() == 1 ? turns.getFirst() : "iteration or epoch";
  }

  private static String turn(Definition definition) {
    return definition instanceof Definition.OfAction(String turn, _) ? turn : "iteration";
  }

  private static Value confusion(Invocation i) {
    Node predicted = ChartArguments.classes(i, "A");
    Node labels = ChartArguments.classes(i, "Y");
    Dim examples = predicted.type().dims().getLast();
    if (!labels.type().dims().getLast().matches(examples)) {
      throw LangCode.WRONG_KIND.thrown(
          i.span("Y"),
          "there are predictions %s, and labels %s: columns are examples, and not as many"
              .formatted(predicted.type(), labels.type()));
    }
    return i.act(
        new Chart.Confusion(
            predicted,
            labels,
            ChartArguments.texts(i, "classes"),
            ChartArguments.title(i),
            i.has("to") ? Optional.of(ChartArguments.file(i)) : Optional.empty(),
            i.span()));
  }
}
