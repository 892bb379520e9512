package dev.adjoint.cli;

import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;
import dev.adjoint.lang.check.Action;
import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.run.Drawings;
import dev.adjoint.source.Spelling;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `adjoint draw FILE --to PICTURE`
@CommandLine.Command(
    name = "draw",
    header = "Draws the graph of a value of a script.",
    customSynopsis = "adjoint draw FILE --to PICTURE [OPTIONS]",
    description =
        "The graph has the shapes and, where all data is at hand, the values and the gradient for"
            + " the first values of the parameters. The script's actions are not carried out.")
final class DrawCommand implements Command {
  @Spec private CommandSpec command;

  @Option(
      names = "--of",
      paramLabel = "NAME",
      description = "what to draw: by itself the cost that is trained, or the last scalar")
  private String of;

  @Option(
      names = "--to",
      paramLabel = "PICTURE",
      required = true,
      description = "the file to write: .svg, .png or .dot")
  private Path to;

  @CommandLine.Mixin private ScriptOptions options;

  @Override
  public int run(Console console) {
    String name = to.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".svg") && !name.endsWith(".png") && !name.endsWith(".dot")) {
      throw wrong("a picture is .svg, .png or .dot, and `%s` is none of these".formatted(to));
    }
    Script script = options.elaborate(console);
    Node node = of == null ? main(script) : named(script);
    Drawings.picture(script, node).write(to);
    console.line("drew %s to %s".formatted(node.label(), to));
    return Status.DONE;
  }

  private Node named(Script script) {
    Map<String, Node> tensors = script.tensors();
    Node node = tensors.get(of);
    if (node == null) {
      throw wrong(
          "`%s` has no value `%s`; %s"
              .formatted(
                  options.file().name(),
                  of,
                  Spelling.nearest(of, tensors.keySet())
                      .map("did you mean `%s`?"::formatted)
                      .orElse(names(tensors))));
    }
    return node;
  }

  /// What a script is most likely about.
  private Node main(Script script) {
    Optional<Node> cost =
        script.actions().stream()
            .filter(Action.Train.class::isInstance)
            .map(action -> ((Action.Train) action).cost())
            .findFirst();
    Map<String, Node> tensors = script.tensors();
    return cost.filter(node -> node.origin().name() != null)
        .or(() -> Optional.ofNullable(tensors.get("J")).filter(this::isResult)) // as in all notes
        .or(() -> tensors.values().stream().filter(this::isResult).reduce((_, b) -> b))
        .orElseThrow(
            () ->
                wrong(
                    "`%s` computes no scalar, and `--of NAME` is not given; %s"
                        .formatted(options.file().name(), names(tensors))));
  }

  private boolean isResult(Node node) {
    return node.rank() == 0 && !(node.op() instanceof Input) && !(node.op() instanceof Parameter);
  }

  private static String names(Map<String, Node> tensors) {
    return tensors.isEmpty()
        ? "it names no values"
        : "its values are " + String.join(", ", tensors.keySet());
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
