package dev.adjoint.cli;

import dev.adjoint.graph.Node;
import dev.adjoint.lang.check.Script;
import dev.adjoint.play.Play;
import dev.adjoint.play.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/// `adjoint play FILE`
final class PlayCommand implements Command {
  private static final Option OF = Subject.option("what the picture is of");

  private static final Option PORT =
      Option.of("--port", "NUMBER", "where the page is; by itself any port that is free");

  private static final Option OPEN = Option.flag("--open", "opens the page in the browser");

  private static final Form FORM =
      new Form(
          "play",
          "Shows a script in a page that follows what you save.",
          "FILE [OPTIONS]",
          """
          Prints the address of a page, which only this machine's browser can open. The page
          shows the script with its mistakes and its picture, and follows each time that the
          script, or a file that it reads, is saved. Ctrl-C ends it.
          """,
          ScriptOptions.FILE,
          Stream.concat(Stream.of(OF, PORT, OPEN), ScriptOptions.ALL.stream()).toList());

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
    try (Play play = Play.start(project(options, console), port(arguments))) {
      console.line(play.page().toString());
      console.flush();
      new CountDownLatch(1).await(); // until Ctrl-C
    } catch (BindException _) {
      throw arguments.wrong(
          "port %d cannot be had: another program listens there", port(arguments));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return Status.DONE;
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
        false);
  }

  private static Optional<Node> subject(Script script, Arguments arguments) {
    return Optional.of(new Subject(script, arguments).node());
  }
}
