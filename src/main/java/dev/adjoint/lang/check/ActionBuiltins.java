package dev.adjoint.lang.check;

import static dev.adjoint.lang.check.Builtin.Group.ACTIONS;

import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;
import dev.adjoint.graph.TensorType;
import dev.adjoint.tensor.DType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/// What a program can do.
final class ActionBuiltins {
  static final List<Builtin> ROWS =
      List.of(
          Builtin.of(
              "print",
              "*values",
              ACTIONS,
              "writes values on one line, with spaces between",
              ActionBuiltins::print),
          Builtin.of(
              "train",
              "cost, optimizer, steps = none, epochs = none, batch = all, over = none, wrt = all,"
                  + " report = none, record = none",
              ACTIONS,
              "changes parameters to make a cost small; gives the history, whose `cost` is a"
                  + " vector, as is whatever `record` names",
              ActionBuiltins::train),
          Builtin.of(
              "draw",
              "value, to, depth = all, direction = auto, detail = operations",
              ACTIONS,
              "draws the graph of a value, with its gradient, as .html, .svg, .png or .dot; layers"
                  + " from a depth on are one box each",
              ActionBuiltins::draw));

  /// What `train` gives.
  static final String HISTORY = "training history";

  private ActionBuiltins() {}

  private static Value print(Invocation i) {
    List<Value.Piece> pieces = new ArrayList<>();
    for (Invocation.Given given : i.many()) {
      if (!pieces.isEmpty()) {
        pieces.add(new Value.Literal(" "));
      }
      pieces.addAll(
          new Texts(i.expressions()).pieces(given.value(), NumberFormat.SHORTEST, given.span()));
    }
    return i.act(new Action.Print(new Value.Text(pieces), i.span()));
  }

  private static Value train(Invocation i) {
    Node cost = i.node("cost");
    if (cost.rank() != 0) {
      throw LangCode.WRONG_KIND.thrown(
          i.span("cost"),
          "a cost is one number, and this is " + cost.type(),
          "`mean(…)` over the examples makes it one");
    }
    if (!(i.value("optimizer") instanceof Value.Optimiser(var optimizer))) {
      throw Expressions.wrongKind(
          i.span("optimizer"), "an optimiser, such as `sgd(rate = 0.01)`", i.value("optimizer"));
    }
    String target = i.elaboration().target;
    String name = i.elaboration().unique(target == null ? "training" : target);
    String length = name + ".length";
    TensorType type = TensorType.of(DType.F64, Dim.named(length));
    Node history = Node.of(new Input(name + ".cost", type)).named(name + ".cost");
    Action.Schedule schedule = schedule(i, cost);
    String turn = schedule instanceof Action.Epochs ? "epoch" : "iteration";
    Definition definition = new Definition.OfAction(turn, schedule.count());
    i.elaboration().definitions.put(history, definition);
    List<Action.Recorded> records = Records.of(i, name, type, definition);
    Map<String, Value> fields = new LinkedHashMap<>(Map.of("cost", new Value.Tensor(history)));
    records.forEach(record -> fields.put(record.name(), new Value.Tensor(record.history())));
    i.act(
        new Action.Train(
            cost,
            optimizer,
            parameters(i, cost),
            schedule,
            i.has("report") ? OptionalInt.of(i.positive("report")) : OptionalInt.empty(),
            records,
            history,
            i.span()));
    return new Value.Fields(HISTORY, fields);
  }

  private static List<Node> parameters(Invocation i, Node cost) {
    List<Node> all =
        Graph.of(cost).nodes().stream().filter(n -> n.op() instanceof Parameter).toList();
    if (!i.has("wrt")) {
      if (all.isEmpty()) {
        throw LangCode.WRONG_KIND.thrown(
            i.span("cost"),
            "this cost depends on no parameter, so that there is nothing to learn",
            "`param w: [n, 1] = zeros` declares one");
      }
      return all;
    }
    List<Node> chosen = i.nodes("wrt");
    for (Node node : chosen) {
      if (!(node.op() instanceof Parameter)) {
        throw LangCode.NOT_A_PARAMETER.thrown(
            i.span("wrt"), "`" + node.label() + "` is no parameter, and cannot be learnt");
      }
    }
    return chosen;
  }

  private static Action.Schedule schedule(Invocation i, Node cost) {
    if (i.has("steps") == i.has("epochs")) {
      throw LangCode.MISSING_ARGUMENT.thrown(
          i.span(),
          i.has("steps")
              ? "`train` takes `steps` or `epochs`, not both"
              : "`train` must be told how long: `steps` or `epochs`",
          "`steps = 1000` are updates on all data; `epochs = 20, batch = 64, over = m` are passes"
              + " over the examples in batches");
    }
    if (i.has("steps")) {
      for (String other : List.of("batch", "over")) {
        if (i.has(other)) {
          throw LangCode.UNKNOWN_ARGUMENT.thrown(
              i.span(other), "`" + other + "` goes with `epochs`, not with `steps`");
        }
      }
      return new Action.Steps(natural(i, "steps"));
    }
    if (!i.has("batch")) {
      return new Action.Steps(natural(i, "epochs")); // one batch of everything is one step
    }
    return new Action.Epochs(natural(i, "epochs"), i.positive("batch"), over(i, cost));
  }

  private static int natural(Invocation i, String name) {
    int number = i.integer(name);
    if (number < 0) {
      throw LangCode.WRONG_KIND.thrown(i.span(name), "`" + name + "` is at least 0, not " + number);
    }
    return number;
  }

  /// The dimension that counts the examples.
  private static String over(Invocation i, Node cost) {
    if (!i.has("over")) {
      throw LangCode.MISSING_ARGUMENT.thrown(
          i.span(),
          "batches need the dimension that counts the examples",
          "`over = m`, where the data is declared `[n, m]`");
    }
    String name =
        i.expressions()
            .known()
            .dim(i.value("over"), i.span("over"))
            .name()
            .orElseThrow(
                () ->
                    LangCode.WRONG_KIND.thrown(
                        i.span("over"), "`over` is a dimension that `dim` declares"));
    boolean used =
        Graph.of(cost).nodes().stream()
            .filter(node -> node.op() instanceof Input)
            .anyMatch(node -> node.type().dims().stream().anyMatch(d -> d.names().contains(name)));
    if (!used) {
      throw LangCode.WRONG_KIND.thrown(
          i.span("over"), "no data of this cost has the dimension `" + name + "`");
    }
    return name;
  }

  private static Value draw(Invocation i) {
    String to = file(i, ".html", ".svg", ".png", ".dot");
    OptionalInt depth = i.has("depth") ? OptionalInt.of(natural(i, "depth")) : OptionalInt.empty();
    String direction = word(i, "direction", "auto", "right", "down");
    String detail = word(i, "detail", "operations", "names");
    var look = new Action.Look(depth, direction, detail);
    return i.act(new Action.Draw(i.node("value"), to, look, i.span()));
  }

  /// One of some words, of which the first is meant when none is given.
  private static String word(Invocation i, String name, String... words) {
    String word = i.has(name) ? i.text(name) : words[0];
    if (!List.of(words).contains(word)) {
      throw LangCode.WRONG_KIND.thrown(
          i.span(name),
          "`%s` is one of \"%s\", not \"%s\"".formatted(name, String.join("\", \"", words), word));
    }
    return word;
  }

  /// The name of the file to write, of which the ending says the format.
  static String file(Invocation i, String... endings) {
    String name = i.text("to");
    if (java.util.Arrays.stream(endings).noneMatch(name.toLowerCase(Locale.ROOT)::endsWith)) {
      throw LangCode.WRONG_KIND.thrown(
          i.span("to"),
          "this file's name ends in none of " + String.join(", ", endings),
          "the ending says which format is meant: `to = \"picture" + endings[0] + "\"`");
    }
    FileAccess.of(i.elaboration().setup, name, i.span("to"));
    return name;
  }
}
