package dev.adjoint.cli;

import dev.adjoint.lang.check.Action;
import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.run.Runner;

/// `adjoint check FILE`
final class CheckCommand implements Command {
  private static final Form FORM =
      new Form(
          "check",
          "Checks a script without running it.",
          "FILE [OPTIONS]",
          """
          Reads the whole script: its names, its shapes, its derivatives, the arguments of
          its actions and the headers of its data files. Proves its `check`s, or tests them
          for random values.
          """,
          ScriptOptions.FILE,
          ScriptOptions.WITH_WARNINGS);

  @Override
  public Form form() {
    return FORM;
  }

  @Override
  public int run(Arguments arguments, Console console) {
    ScriptOptions options = new ScriptOptions(arguments);
    Script script = options.elaborate(console);
    options.warn(script, console);
    if (!Runner.checks(script, console)) {
      return Status.WRONG;
    }
    long checks = script.actions().stream().filter(Action.Check.class::isInstance).count();
    console.line(options.file().name() + ": no mistakes" + held(checks));
    return Status.DONE;
  }

  private static String held(long checks) {
    return checks == 0
        ? ""
        : "; %d %s".formatted(checks, checks == 1 ? "check holds" : "checks hold");
  }
}
