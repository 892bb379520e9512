package dev.adjoint.cli;

import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.run.Runner;

/// `adjoint run FILE`
final class RunCommand implements Command {
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
          ScriptOptions.ALL);

  @Override
  public Form form() {
    return FORM;
  }

  @Override
  public int run(Arguments arguments, Console console) {
    ScriptOptions options = new ScriptOptions(arguments);
    Script script = options.elaborate(console);
    return Runner.run(script, options.file().folder(), console) ? Status.DONE : Status.WRONG;
  }
}
