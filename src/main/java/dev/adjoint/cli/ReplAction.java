package dev.adjoint.cli;

import dev.adjoint.autodiff.Gradient;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.GraphError;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Parameter;
import dev.adjoint.graph.TensorType;
import dev.adjoint.lang.check.Builtin;
import dev.adjoint.lang.check.Builtins;
import dev.adjoint.lang.check.Value;
import dev.adjoint.lang.run.Drawings;
import dev.adjoint.lang.run.Workspace.Shown;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.SourceText;
import dev.adjoint.source.Span;
import dev.adjoint.tensor.Tensor;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a conversation can be asked for besides the language: `:grad J`.
///
/// @param name without its colon
/// @param operand what stands behind the name; in brackets if it may be left out
/// @param doc what `:help` says
record ReplAction(String name, String operand, String doc, Body body) {
  /// What it does.
  @FunctionalInterface
  interface Body {
    /// @param operand the whole piece, with blanks for all but the operand
    /// @return whether it went well
    boolean perform(SourceText operand, Repl repl);
  }

  static final List<ReplAction> ALL =
      List.of(
          new ReplAction(
              "grad", "x", "derivatives of a number by its parameters", ReplAction::grad),
          new ReplAction("shape", "x", "the shape of a value", ReplAction::shape),
          new ReplAction("draw", "x [FILE]", "a picture of the graph of a value", ReplAction::draw),
          new ReplAction("help", "[name]", "this, or what a name is", ReplAction::help),
          new ReplAction("load", "FILE", "begins anew with a script", ReplAction::load),
          new ReplAction("quit", "", "ends the program, as Ctrl-D does", ReplAction::quit));

  private static final Pattern FORM = Pattern.compile("(?s)(\\s*:(\\w*)\\s*)(.*)");
  private static final Pattern TO_FILE =
      Pattern.compile("(?s)(.*\\S)\\s+(\\S+\\.(svg|png|dot))\\s*");
  private static final int NAMES = 16;

  /// Does what a line asks for that begins with a colon.
  static boolean perform(SourceText source, Repl repl) {
    Matcher form = FORM.matcher(source.text());
    form.matches();
    ReplAction action = of(form.group(2));
    boolean isMissing = form.group(3).isBlank();
    if (isMissing && !action.operand.isEmpty() && !action.operand.startsWith("[")) {
      throw new UsageError(
          "`:%s` needs something behind it".formatted(action.name),
          "`:%s %s`: %s".formatted(action.name, action.operand, action.doc));
    }
    String operand = " ".repeat(form.group(1).length()) + form.group(3);
    return action.body.perform(new SourceText(source.name(), operand, source.lineOf(0)), repl);
  }

  private static ReplAction of(String name) {
    List<ReplAction> found =
        ALL.stream().filter(action -> !name.isEmpty() && action.name.startsWith(name)).toList();
    if (found.size() == 1) {
      return found.getFirst();
    }
    throw new UsageError(
        "there is no command `:%s`".formatted(name),
        UsageError.nearest(
            ":" + name,
            ALL.stream().map(action -> ":" + action.name).toList(),
            "`:help` lists the commands"));
  }

  private static boolean grad(SourceText operand, Repl repl) {
    Shown shown = repl.workspace().evaluate(operand);
    if (shown.node().rank() != 0) {
      throw new AdjointException(
          Diagnostic.error(
                  GraphError.NOT_A_SCALAR.code(),
                  span(operand),
                  "a derivative is of one number, and this is " + shown.node().type())
              .help("`:grad sum(…)`, or `mean`, is of one number"));
    }
    List<Node> leaves = leaves(shown.node(), op -> op instanceof Parameter);
    if (leaves.isEmpty()) {
      leaves = leaves(shown.node(), op -> op instanceof Input || op instanceof Constant);
    }
    List<Tensor> gradients = shown.values().of(Gradient.of(shown.node()).wrt(leaves));
    String of = operand.text().strip();
    if (leaves.isEmpty()) {
      repl.console().line(of + " depends on nothing that has a name");
    }
    for (int i = 0; i < leaves.size(); i++) {
      String name = "d(%s)/d(%s) = ".formatted(of, leaves.get(i).label());
      String indent = "\n" + " ".repeat(name.length());
      repl.console().line(name + gradients.get(i).toString().replace("\n", indent));
    }
    return true;
  }

  private static Span span(SourceText operand) {
    int end = operand.text().stripTrailing().length();
    return new Span(operand, end - operand.text().strip().length(), end);
  }

  private static List<Node> leaves(Node node, Predicate<Op> kind) {
    return Graph.of(node).nodes().stream()
        .filter(leaf -> leaf != node && leaf.origin().name() != null && kind.test(leaf.op()))
        .toList();
  }

  private static boolean shape(SourceText operand, Repl repl) {
    TensorType type = repl.workspace().evaluate(operand).node().type();
    boolean isKnown = type.dims().stream().allMatch(dim -> dim.value().isPresent());
    String numbers =
        TensorType.print(
            type.dims().stream()
                .map(dim -> dim.value().isPresent() ? Dim.of(dim.value().getAsInt()) : dim)
                .toList());
    boolean isPlain = !isKnown || numbers.equals(type.toString());
    repl.console().line(isPlain ? type.toString() : type + " = " + numbers);
    return true;
  }

  private static boolean draw(SourceText operand, Repl repl) {
    Matcher toFile = TO_FILE.matcher(operand.text());
    boolean isNamed = toFile.matches();
    String of = isNamed ? toFile.group(1) : operand.text();
    Shown shown = repl.workspace().evaluate(new SourceText(operand.name(), of, operand.lineOf(0)));
    String label = of.strip();
    String file = isNamed ? toFile.group(2) : (label.matches("[\\w.]+") ? label : "graph") + ".svg";
    Drawings.picture(shown.node(), shown.values()).write(path(file));
    repl.console().line("drew %s to %s".formatted(label, file));
    return true;
  }

  private static Path path(String file) {
    try {
      return Path.of(file);
    } catch (InvalidPathException _) {
      throw new UsageError("`%s` cannot be the name of a file".formatted(file), "choose another");
    }
  }

  private static boolean help(SourceText operand, Repl repl) {
    String name = operand.text().strip();
    if (name.isEmpty()) {
      repl.console().write(help());
      return true;
    }
    Optional<String> text =
        Optional.ofNullable(repl.workspace().names().get(name))
            .map(value -> name + " is " + described(value))
            .or(() -> builtin(name).map(row -> row.usage() + "\n  " + row.doc()));
    if (text.isEmpty()) {
      List<String> known = new ArrayList<>(repl.workspace().names().keySet());
      Builtins.rows().forEach(row -> known.add(row.name()));
      throw new UsageError(
          "nothing is called `%s` here".formatted(name),
          UsageError.nearest(name, known, "`:help` alone tells what can be done"));
    }
    repl.console().line(text.get());
    return true;
  }

  private static String described(Value value) {
    return value instanceof Value.Tensor(Node node) && node.op() instanceof Parameter
        ? "a parameter " + node.type()
        : value.kind();
  }

  /// The built-in function of that name.
  static Optional<Builtin> builtin(String name) {
    return Builtins.rows().stream().filter(row -> row.name().equals(name)).findFirst();
  }

  private static String help() {
    StringBuilder commands = new StringBuilder();
    for (ReplAction action : ALL) {
      String form = ":" + action.name + " " + action.operand;
      commands.append("  ").append(Option.pad(form, NAMES)).append(action.doc).append('\n');
    }
    return """
    Statements are carried out, and expressions show their values. A statement may go on over
    several lines; what is declared again replaces what was, also where it is used.

    %s\
    """
        .formatted(commands);
  }

  private static boolean load(SourceText operand, Repl repl) {
    return repl.load(operand.text().strip());
  }

  private static boolean quit(SourceText operand, Repl repl) {
    repl.end();
    return true;
  }
}
