package dev.adjoint.cli;

import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.run.Runner;
import picocli.CommandLine;

/// `adjoint run FILE`
@CommandLine.Command(
    name = "run",
    header = "Runs a script.",
    customSynopsis = "adjoint run FILE [OPTIONS]",
    description =
        "Reads the whole script and proves that its shapes fit, then carries out its actions."
            + " Ctrl-C ends a loop after its current step; the rest of the script still prints"
            + " what was learnt.")
final class RunCommand implements Command {
  @CommandLine.Mixin private ScriptOptions options;

  @Override
  public int run(Console console) {
    Script script = options.elaborate(console);
    return Runner.run(script, options.file().folder(), console) ? Status.DONE : Status.WRONG;
  }
}
