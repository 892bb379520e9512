package dev.adjoint.cli;

import dev.adjoint.draw.Picture;
import dev.adjoint.draw.sketch.Scene;
import dev.adjoint.graph.Node;
import dev.adjoint.lang.check.Partial;
import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.derive.GradientGraph;
import dev.adjoint.lang.run.Drawings;
import dev.adjoint.lang.run.PartialDrawing;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.trace.Stages;
import dev.adjoint.trace.Version;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// `adjoint draw FILE --to PICTURE`
final class DrawCommand implements Command {
  private static final Option OF = Subject.option("what to draw");

  private static final Option TO =
      Option.of("--to", "PICTURE", "the file to write: .html, .svg, .png or .dot").needed();

  private static final Option DEPTH =
      Option.of(
          "--depth",
          "NUMBER",
          "how many layers within each other are open: 0 is\n"
              + "none, by itself all; a closed one is one box, and\n"
              + "so are like ones side by side");

  private static final Option DIRECTION =
      Option.of("--direction", "WAY", "which way values flow: right, down or auto");

  private static final Option DETAIL =
      Option.of("--detail", "WHAT", "what has a box: operations, or only names");

  private static final Option GRADIENT =
      Option.flag("--gradient", "with the gradient's own graph: both passes in one picture");

  private static final Option STAGES =
      Option.flag("--stages", "a page with what becomes of the formulas before they are\ncomputed");

  private static final Option WRT =
      Option.of("--wrt", "NAMES", "by what the gradient is, with commas; see `adjoint grad`");

  private static final Form FORM =
      new Form(
          "draw",
          "Draws the graph of a value of a script.",
          "FILE --to PICTURE [OPTIONS]",
          """
          The graph has the shapes and, as far as the data is at hand, the values and the
          gradient for the first values of the parameters. The script's actions are not
          carried out.
          """,
          ScriptOptions.FILE,
          Stream.concat(
                  Stream.of(OF, TO, GRADIENT, STAGES, WRT, DEPTH, DIRECTION, DETAIL),
                  ScriptOptions.ALL.stream())
              .toList());

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
    boolean isPage = name.endsWith(".html");
    if (arguments.has(STAGES.name()) && !isPage) {
      throw arguments.wrong(
          "the stages are several graphs, which only a page shows: `--to x.html`");
    }
    if (arguments.last(WRT.name()).isPresent()
        && !arguments.has(GRADIENT.name())
        && !arguments.has(STAGES.name())) {
      throw arguments.wrong("`--wrt` goes with `--gradient` or `--stages`");
    }
    UnaryOperator<Picture> look = look(arguments);
    Partial known = new ScriptOptions(arguments).partial(console, _ -> {});
    if (!known.diagnostics().isEmpty()) {
      List<Diagnostic> wrong = new ArrayList<>(known.diagnostics());
      try {
        drawKnown(known, arguments, look, to, console);
      } catch (AdjointException e) {
        wrong.addAll(e.diagnostics());
      }
      throw new AdjointException(wrong);
    }
    Script script = known.script();
    Subject subject = new Subject(script, arguments);
    List<Version> versions = versions(script, subject, arguments);
    if (versions.isEmpty()) {
      look.apply(Drawings.picture(script, subject.node())).write(to);
    } else if (isPage) {
      look.apply(Drawings.picture(script, subject.node(), versions)).write(to);
    } else {
      look.apply(Drawings.picture(script, versions.getFirst())).write(to);
    }
    boolean both = arguments.has(GRADIENT.name());
    console.line("drew %s to %s".formatted(subject.name() + (both ? " and its gradient" : ""), to));
    return Status.DONE;
  }

  /// Draws what is known of a script that is wrong.
  private static void drawKnown(
      Partial known, Arguments arguments, UnaryOperator<Picture> look, Path to, Console console) {
    PartialDrawing.of(known, new Subject(known.script(), arguments).known())
        .ifPresent(
            picture -> {
              look.apply(picture).write(to);
              console.line("drew what is known to " + to);
            });
  }

  /// The versions of the graph that are asked for.
  private static List<Version> versions(Script script, Subject subject, Arguments arguments) {
    List<Version> versions = new ArrayList<>();
    List<String> wrt = subject.names(WRT.name());
    if (arguments.has(GRADIENT.name())) {
      versions.add(GradientGraph.of(script, subject.name(), wrt).version(subject.name()));
    }
    if (arguments.has(STAGES.name())) {
      List<Node> by = wrt.stream().map(script.tensors()::get).toList();
      versions.addAll(by.isEmpty() ? Stages.of(subject.node()) : Stages.of(subject.node(), by));
    }
    return versions;
  }

  /// What the options make of a picture.
  ///
  /// @throws UsageError if one of them is not of its form
  private static UnaryOperator<Picture> look(Arguments arguments) {
    Scene.Direction direction =
        Scene.Direction.of(word(arguments, DIRECTION, Scene.Direction.WORDS));
    Scene.Detail detail = Scene.Detail.of(word(arguments, DETAIL, Scene.Detail.WORDS));
    Optional<Integer> depth = arguments.last(DEPTH.name()).map(text -> depth(text, arguments));
    return picture -> {
      Picture drawn = picture.direction(direction).detail(detail);
      return depth.map(drawn::depth).orElse(drawn);
    };
  }

  private static String word(Arguments arguments, Option option, List<String> words) {
    String word = arguments.last(option.name()).orElse(words.getFirst());
    if (!words.contains(word)) {
      throw arguments.wrong(
          "`%s` is %s, not `%s`", option.name(), String.join(" or ", words), word);
    }
    return word;
  }

  private static int depth(String text, Arguments arguments) {
    if (!text.matches("\\d{1,9}")) {
      throw arguments.wrong("`%s` takes a whole number from 0, not `%s`", DEPTH.name(), text);
    }
    return Integer.parseInt(text);
  }
}
