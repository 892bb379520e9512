package dev.adjoint.lang.check;

import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Node;
import dev.adjoint.lang.syntax.Argument;
import dev.adjoint.lang.syntax.Expr;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.Span;
import dev.adjoint.source.Spelling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// One call of a built-in function, with its arguments by name.
final class Invocation {
  private final Expressions expressions;
  private final Builtin row;
  private final Span span;
  private final Map<String, Given> given = new HashMap<>();
  private final List<Given> many = new ArrayList<>();

  /// An argument and its place.
  record Given(Value value, Span span, Optional<Expr> text) {}

  /// What other libraries call an argument.
  private static final Map<String, String> SYNONYMS =
      Map.ofEntries(
          Map.entry("lr", "rate"),
          Map.entry("learning_rate", "rate"),
          Map.entry("alpha", "rate"),
          Map.entry("eps", "epsilon"),
          Map.entry("iterations", "steps"),
          Map.entry("num_iterations", "steps"),
          Map.entry("batch_size", "batch"),
          Map.entry("dim", "axis"),
          Map.entry("filename", "to"),
          Map.entry("path", "file"),
          Map.entry("size", "shape"),
          Map.entry("std", "sd"));

  private Invocation(Expressions expressions, Builtin row, Span span) {
    this.expressions = expressions;
    this.row = row;
    this.span = span;
  }

  /// Evaluates the arguments and gives each to a parameter.
  ///
  /// @param piped the value that `|>` gives as the first argument
  static Invocation of(
      Expressions expressions,
      Builtin row,
      Optional<Given> piped,
      List<Argument> arguments,
      Span span) {
    Invocation invocation = new Invocation(expressions, row, span);
    List<Given> positional = new ArrayList<>();
    piped.ifPresent(positional::add);
    for (Argument argument : arguments) {
      Given value =
          new Given(
              row.reading(() -> expressions.of(argument.value())),
              argument.span(),
              Optional.of(argument.value()));
      if (argument.name().isEmpty()) {
        positional.add(value);
      } else {
        invocation.named(argument.name().get().name(), argument.name().get().span(), value);
      }
    }
    invocation.positional(positional);
    invocation.requireAll();
    return invocation;
  }

  private void named(String name, Span at, Given value) {
    Optional<Signature.Parameter> parameter = row.signature().find(name);
    if (parameter.isEmpty() || parameter.get().many()) {
      throw unknownArgument(at, "`" + row.name() + "`", name, row.signature().names(), row.usage());
    }
    if (given.putIfAbsent(name, value) != null) {
      throw LangCode.TOO_MANY_ARGUMENTS.thrown(at, "`" + name + "` is given twice");
    }
  }

  static AdjointException unknownArgument(
      Span at, String callee, String name, List<String> names, String usage) {
    Diagnostic diagnostic =
        LangCode.UNKNOWN_ARGUMENT.at(at, callee + " takes no argument `" + name + "`");
    return new AdjointException(
        Optional.ofNullable(SYNONYMS.get(name))
            .filter(names::contains)
            .or(() -> Spelling.nearest(name, names))
            .map(near -> diagnostic.fix(at, near, "did you mean `" + near + "`?"))
            .orElseGet(() -> diagnostic.help("it is called as `" + usage + "`")));
  }

  private void positional(List<Given> values) {
    List<Signature.Parameter> parameters = row.signature().parameters();
    if (!parameters.isEmpty() && parameters.getFirst().many()) {
      many.addAll(values);
      return;
    }
    if (values.size() > parameters.size()) {
      throw LangCode.TOO_MANY_ARGUMENTS.thrown(
          values.get(parameters.size()).span(),
          "`%s` takes %s, and this is one more".formatted(row.name(), count(parameters.size())),
          parameters.getLast().name().equals("shape")
              ? "a shape is one list: `%s`".formatted(withList(values, parameters.size() - 1))
              : "it is called as `" + row.usage() + "`");
    }
    for (int i = 0; i < values.size(); i++) {
      String name = parameters.get(i).name();
      if (given.putIfAbsent(name, values.get(i)) != null) {
        throw LangCode.TOO_MANY_ARGUMENTS.thrown(
            values.get(i).span(), "`" + name + "` is given by its place and by its name");
      }
    }
  }

  /// The call with the arguments from `first` on in one list: `zeros([2, 3])`.
  private String withList(List<Given> values, int first) {
    List<String> texts = values.stream().map(value -> value.span().text()).toList();
    List<String> before = new ArrayList<>(texts.subList(0, first));
    before.add("[" + String.join(", ", texts.subList(first, texts.size())) + "]");
    return row.name() + "(" + String.join(", ", before) + ")";
  }

  static String count(int arguments) {
    return arguments == 0
        ? "no arguments"
        : arguments == 1 ? "1 argument" : arguments + " arguments";
  }

  private void requireAll() {
    for (Signature.Parameter parameter : row.signature().parameters()) {
      boolean missing =
          !parameter.many()
              && parameter.fallback().isEmpty()
              && !given.containsKey(parameter.name());
      if (missing) {
        throw LangCode.MISSING_ARGUMENT.thrown(
            span,
            "`%s` needs the argument `%s`".formatted(row.name(), parameter.name()),
            "it is called as `" + row.usage() + "`");
      }
    }
  }

  Elaboration elaboration() {
    return expressions.elaboration();
  }

  Expressions expressions() {
    return expressions;
  }

  /// The name of the function.
  String name() {
    return row.name();
  }

  /// The whole call.
  Span span() {
    return span;
  }

  /// The place of an argument, or of the call if it was left out.
  Span span(String name) {
    return has(name) ? given.get(name).span() : span;
  }

  /// The place of an argument's value, behind its name.
  Span valueSpan(String name) {
    return given.get(name).text().map(Expr::span).orElseGet(() -> span(name));
  }

  /// An argument as it is written.
  Optional<Expr> expression(String name) {
    return given.get(name).text();
  }

  boolean has(String name) {
    return given.containsKey(name);
  }

  Value value(String name) {
    return given.get(name).value();
  }

  List<Given> many() {
    return many;
  }

  /// Adds an action to the block that the call stands in.
  Value act(Action action) {
    expressions.actions().accept(action);
    return new Value.Nothing();
  }

  /// Builds nodes for this call; what the graph's rules object to is shown with the tensors given.
  Value build(Supplier<Node> body) {
    try {
      return Expressions.tensor(elaboration().build(span, body));
    } catch (AdjointException e) {
      throw new AdjointException(e.diagnostics().stream().map(this::withOperands).toList());
    }
  }

  /// What the graph's rules object to has the place of the whole call; mistakes that were found in
  /// an argument have their own.
  private Diagnostic withOperands(Diagnostic diagnostic) {
    if (!diagnostic.primary().equals(Optional.of(span))) {
      return diagnostic;
    }
    Diagnostic labelled = diagnostic;
    for (Signature.Parameter parameter : row.signature().parameters()) {
      Given argument = given.get(parameter.name());
      if (argument != null && argument.text().isPresent()) {
        labelled = withOperand(labelled, argument.text().get(), argument.value());
      }
    }
    return labelled;
  }

  private Diagnostic withOperand(Diagnostic diagnostic, Expr text, Value value) {
    if (value instanceof Value.Tensor(Node node) && Static.number(node).isEmpty()) {
      return diagnostic.label(text.span(), expressions.describe(text, node));
    }
    Diagnostic labelled = diagnostic;
    if (value instanceof Value.Items items && text instanceof Expr.ListLiteral list) {
      for (int i = 0; i < list.items().size(); i++) {
        labelled = withOperand(labelled, list.items().get(i), items.values().get(i));
      }
    }
    return labelled;
  }

  Node node(String name) {
    return expressions.node(value(name), span(name));
  }

  /// A tensor, or a number where the argument was left out.
  Node node(String name, double fallback) {
    return has(name) ? node(name) : elaboration().number(fallback);
  }

  int integer(String name) {
    return integer(name, value(name));
  }

  private int integer(String name, Value value) {
    if (value instanceof Value.Text) {
      throw LangCode.WRONG_KIND.thrown(
          span(name), "`" + name + "` is a whole number, and this is a text");
    }
    Node node = expressions.node(value, span(name));
    return expressions.known().integer(node, span(name), "`" + name + "`");
  }

  int integer(String name, int fallback) {
    return has(name) ? integer(name) : fallback;
  }

  /// A whole number that is at least 1.
  int positive(String name) {
    int number = integer(name);
    if (number < 1) {
      throw LangCode.WRONG_KIND.thrown(span(name), "`" + name + "` is at least 1, not " + number);
    }
    return number;
  }

  boolean truth(String name, boolean fallback) {
    return has(name) ? integer(name) != 0 : fallback;
  }

  String text(String name) {
    return text(value(name), span(name), "a text");
  }

  private static String text(Value value, Span span, String wanted) {
    if (value instanceof Value.Text text) {
      return text.constant().orElseGet(() -> staticText(text, span));
    }
    throw Expressions.wrongKind(span, wanted, value);
  }

  /// A text whose values are known now: a file's name with an option in it.
  private static String staticText(Value.Text text, Span span) {
    StringBuilder result = new StringBuilder();
    for (Value.Piece piece : text.pieces()) {
      switch (piece) {
        case Value.Literal(String literal) -> result.append(literal);
        case Value.Slot(Node node, NumberFormat format) -> {
          var value =
              Static.value(node)
                  .filter(tensor -> tensor.shape().count() == 1)
                  .orElseThrow(
                      () ->
                          LangCode.NOT_STATIC.thrown(
                              span, "this text must be known while the program is read"));
          result.append(format.format(value.item(), value.toString()));
        }
      }
    }
    return result.toString();
  }

  /// The texts of a list of texts.
  List<String> texts(String name) {
    Span span = span(name);
    if (value(name) instanceof Value.Items items) {
      return items.values().stream().map(item -> text(item, span, "a list of texts")).toList();
    }
    throw Expressions.wrongKind(span, "a list of texts", value(name));
  }

  /// The values of a list, or the one value.
  List<Value> list(String name) {
    return value(name) instanceof Value.Items items ? items.values() : List.of(value(name));
  }

  /// The tensors of a list, of a family, or the one tensor.
  List<Node> nodes(String name) {
    List<Value> values =
        value(name) instanceof Value.Family family
            ? List.copyOf(family.members().values())
            : list(name);
    return values.stream().map(value -> expressions.node(value, span(name))).toList();
  }

  /// One axis or several; all of a tensor of this rank if the argument was left out.
  List<Integer> axes(String name, int rank) {
    if (!has(name)) {
      return IntStream.range(0, rank).boxed().toList();
    }
    return integers(name);
  }

  /// One whole number or several.
  List<Integer> integers(String name) {
    return list(name).stream().map(value -> integer(name, value)).toList();
  }

  /// A shape: a list of sizes.
  List<Dim> dims(String name) {
    return list(name).stream().map(value -> expressions.known().dim(value, span(name))).toList();
  }

  /// The name for random numbers that are drawn here.
  String stream() {
    String base = elaboration().target == null ? "random" : elaboration().target;
    return elaboration().fresh(base);
  }
}
