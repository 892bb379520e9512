package dev.adjoint.cli;

import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;
import dev.adjoint.lang.check.Action;
import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.run.Drawings;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// `adjoint draw FILE --to PICTURE`
final class DrawCommand implements Command {
  private static final Option OF =
      Option.of(
          "--of", "NAME", "what to draw: by itself the cost that is trained,\nor the last scalar");

  private static final Option TO =
      Option.of("--to", "PICTURE", "the file to write: .svg, .png or .dot").needed();

  private static final Form FORM =
      new Form(
          "draw",
          "Draws the graph of a value of a script.",
          "FILE --to PICTURE [OPTIONS]",
          """
          The graph has the shapes and, where all data is at hand, the values and the
          gradient for the first values of the parameters. The script's actions are not
          carried out.
          """,
          ScriptOptions.FILE,
          Stream.concat(Stream.of(OF, TO), ScriptOptions.ALL.stream()).toList());

  @Override
  public Form form() {
    return FORM;
  }

  @Override
  public int run(Arguments arguments, Console console) {
    Path to = arguments.path(arguments.last(TO.name()).orElseThrow());
    String name = to.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".svg") && !name.endsWith(".png") && !name.endsWith(".dot")) {
      throw arguments.wrong("a picture is .svg, .png or .dot, and `%s` is none of these", to);
    }
    Script script = new ScriptOptions(arguments).elaborate(console);
    Node node = node(script, arguments);
    Drawings.picture(script, node).write(to);
    console.line("drew %s to %s".formatted(node.label(), to));
    return Status.DONE;
  }

  /// What is to be drawn.
  private static Node node(Script script, Arguments arguments) {
    Map<String, Node> tensors = script.tensors();
    String file = new ScriptOptions(arguments).file().name();
    Optional<String> of = arguments.last(OF.name());
    if (of.isEmpty()) {
      return likely(script, tensors)
          .orElseThrow(
              () ->
                  arguments.wrong(
                      "`%s` computes no scalar, and `--of NAME` is not given; %s",
                      file, names(tensors)));
    }
    Node node = tensors.get(of.get());
    if (node == null) {
      throw arguments.wrong(
          "`%s` has no value `%s`; %s",
          file, of.get(), UsageError.nearest(of.get(), tensors.keySet(), names(tensors)));
    }
    return node;
  }

  /// What a script is most likely about.
  private static Optional<Node> likely(Script script, Map<String, Node> tensors) {
    return script.actions().stream()
        .filter(Action.Train.class::isInstance)
        .map(action -> ((Action.Train) action).cost())
        .findFirst()
        .filter(node -> node.origin().name() != null)
        .or(
            () ->
                Optional.ofNullable(tensors.get("J")).filter(DrawCommand::isResult)) // as in notes
        .or(() -> tensors.values().stream().filter(DrawCommand::isResult).reduce((_, b) -> b));
  }

  private static boolean isResult(Node node) {
    return node.rank() == 0 && !(node.op() instanceof Input) && !(node.op() instanceof Parameter);
  }

  private static String names(Map<String, Node> tensors) {
    return tensors.isEmpty()
        ? "it names no values"
        : "its values are " + String.join(", ", tensors.keySet());
  }
}
