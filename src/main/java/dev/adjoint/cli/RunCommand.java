package dev.adjoint.cli;

import dev.adjoint.exec.Profile;
import dev.adjoint.exec.blas.Blas;
import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.run.Runner;
import dev.adjoint.source.SourceText;
import java.nio.file.Path;
import java.util.stream.Stream;

/// `adjoint run FILE`
final class RunCommand implements Command {
  private static final Option PROFILE =
      Option.flag("--profile", "tells at the end where the time went");

  private static final Form FORM =
      new Form(
          "run",
          "Runs a script.",
          "FILE [OPTIONS]",
          """
          Reads the whole script and proves that its shapes fit, then carries out its
          actions. Ctrl-C ends a loop after its current step; the rest of the script still
          prints what was learnt.
          """,
          ScriptOptions.FILE,
          Stream.concat(ScriptOptions.WITH_WARNINGS.stream(), Stream.of(PROFILE)).toList());

  @Override
  public Form form() {
    return FORM;
  }

  @Override
  public int run(Arguments arguments, Console console) {
    ScriptOptions options = new ScriptOptions(arguments);
    Script script = options.elaborate(console, RunCommand::prepare);
    options.warn(script, console);
    boolean isDone =
        arguments.has(PROFILE.name())
            ? profiled(script, options.file().folder(), console)
            : Runner.run(script, options.file().folder(), console);
    return isDone ? Status.DONE : Status.WRONG;
  }

  /// While the script is elaborated, the other core may link what it will multiply with.
  private static void prepare(SourceText text) {
    if (text.text().contains("@")) {
      Blas.prepare();
    }
  }

  private static boolean profiled(Script script, Path folder, Console console) {
    Profile profile = new Profile();
    try {
      return profile.watch(() -> Runner.run(script, folder, console));
    } finally {
      console.tell(ProfileTable.of(profile.rows()));
    }
  }
}
