package dev.adjoint.cli;

import dev.adjoint.graph.Node;
import dev.adjoint.lang.check.LangCode;
import dev.adjoint.lang.check.Script;
import dev.adjoint.play.Play;
import dev.adjoint.play.Project;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/// `adjoint play FILE`
final class PlayCommand implements Command {
  private static final Option OF = Subject.option("what the picture is of");

  private static final Option PORT =
      Option.of("--port", "NUMBER", "where the page is; by itself any port that is free");

  private static final Option OPEN = Option.flag("--open", "opens the page in the browser");

  private static final Option WRITE =
      Option.flag(
          "--write",
          "has `plot` and `draw` write their files too; else the\n" + "page alone shows them");

  private static final Form FORM =
      new Form(
          "play",
          "Shows a script in a page that follows what you save.",
          "FILE [OPTIONS]",
          """
          Prints the address of a page, which only this machine's browser can open. The page
          shows the script with its mistakes, its picture and what it prints, and the cost
          while it trains; there one stops a training, goes back to a step that it came
          through, and goes on from there. Whenever the script, or a file that it reads, is
          saved, it runs anew; what was stopped keeps what it has learnt. Ctrl-C ends it.
          """,
          ScriptOptions.FILE,
          Stream.concat(
                  Stream.of(OF, PORT, OPEN, WRITE),
                  ScriptOptions.ALL.stream().filter(option -> option != Bounds.SECONDS))
              .toList());

  @Override
  public Form form() {
    return FORM;
  }

  @Override
  public int run(Arguments arguments, Console console) {
    ScriptOptions options = new ScriptOptions(arguments);
    if (options.file().isStandardInput()) {
      throw arguments.wrong("`play` takes a file that can be saved, not standard input");
    }
    options.file().path(); // or an error
    int port = port(arguments);
    try (Play play = Play.start(project(options, console), port)) {
      console.line(play.page().toString());
      console.flush();
      if (arguments.has(OPEN.name()) && !open(play.page())) {
        console.say("no browser could be opened", "open the address above in one yourself");
      }
      new CountDownLatch(1).await(); // until Ctrl-C
    } catch (BindException e) {
      throw arguments.wrong("%s", refusal(port, e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return Status.DONE;
  }

  /// Why a port cannot be had. Systems say so in their own words.
  static String refusal(int port, BindException e) {
    boolean needsRights = String.valueOf(e.getMessage()).contains("ermission denied");
    return needsRights
        ? "port %d needs rights that you do not have; those from 1024 on need none".formatted(port)
        : "port %d is taken by another program; without `--port` it is one that is free"
            .formatted(port);
  }

  /// Opens the page as each system does.
  private static boolean open(URI page) {
    String system = System.getProperty("os.name");
    List<String> command =
        system.startsWith("Windows")
            ? List.of("rundll32", "url.dll,FileProtocolHandler")
            : List.of(system.startsWith("Mac") ? "open" : "xdg-open");
    try {
      new ProcessBuilder(Stream.concat(command.stream(), Stream.of(page.toString())).toList())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static int port(Arguments arguments) {
    String text = arguments.last(PORT.name()).orElse("0");
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65535) {
      throw arguments.wrong("`--port` takes a number up to 65535, not `%s`", text);
    }
    return Integer.parseInt(text);
  }

  private static Project project(ScriptOptions options, Console console) {
    return new Project(
        options.file().path(),
        options.setup(),
        () -> options.file().read(console.in()),
        script -> subject(script, options.arguments()),
        options.arguments().has(WRITE.name()));
  }

  /// What the picture is of. A script that computes no scalar has none; that `--of` names nothing is
  /// a mistake, but one that the next version of the script may mend.
  private static Optional<Node> subject(Script script, Arguments arguments) {
    try {
      return Optional.of(new Subject(script, arguments).node());
    } catch (UsageError e) {
      if (!arguments.has(OF.name())) {
        return Optional.empty();
      }
      throw new AdjointException(
          Diagnostic.error(LangCode.UNKNOWN_NAME.code(), e.getMessage()).help(e.help()));
    }
  }
}
