package dev.adjoint.cli;

import dev.adjoint.graph.Node;
import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.run.Drawings;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/// `adjoint draw FILE --to PICTURE`
final class DrawCommand implements Command {
  private static final Option OF = Subject.option("what to draw");

  private static final Option TO =
      Option.of("--to", "PICTURE", "the file to write: .html, .svg, .png or .dot").needed();

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
    if (Stream.of(".html", ".svg", ".png", ".dot").noneMatch(name::endsWith)) {
      throw arguments.wrong(
          "a picture is .html, .svg, .png or .dot, and `%s` is none of these", to);
    }
    Script script = new ScriptOptions(arguments).elaborate(console);
    Node node = new Subject(script, arguments).node();
    Drawings.picture(script, node).write(to);
    console.line("drew %s to %s".formatted(node.label(), to));
    return Status.DONE;
  }
}
