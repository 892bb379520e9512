package dev.adjoint.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// The program `adjoint`.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    var interruption = new Interruption();
    var console = new Console(Streams.ofProcess(), interruption);
    interruption.watch(console::flushOrLose);
    int status = run(List.of(arguments), console);
    // First this: an interruption waits for it, and `exit` waits for the interruption.
    interruption.ended();
    System.exit(status);
  }

  /// Does what the arguments ask for. Throws nothing.
  ///
  /// @return the exit status
  static int run(List<String> arguments, Console console) {
    try {
      int status = perform(arguments, console);
      console.flush();
      return status;
    } catch (Throwable e) {
      return Endings.of(e, arguments, console);
    }
  }

  private static int perform(List<String> arguments, Console console) {
    CommandLine adjoint = commandLine();
    if (arguments.isEmpty()) {
      console.tell(Help.of(adjoint) + "\n");
      return Status.USAGE;
    }
    try {
      ParseResult parsed = adjoint.parseArgs(arguments.toArray(String[]::new));
      if (parsed.isVersionHelpRequested()) {
        console.line(Version.TEXT);
        return Status.DONE;
      }
      boolean general = parsed.isUsageHelpRequested() || !parsed.hasSubcommand();
      ParseResult asked = general ? parsed : parsed.subcommand();
      if (asked.isUsageHelpRequested()) {
        console.line(Help.of(asked.commandSpec().commandLine()));
        return Status.DONE;
      }
      return ((Command) asked.commandSpec().userObject()).run(console);
    } catch (ParameterException e) {
      return Usage.report(e, console);
    }
  }

  private static CommandLine commandLine() {
    return new CommandLine(new AdjointCommand())
        .addSubcommand(new RunCommand())
        .addSubcommand(new CheckCommand())
        .addSubcommand(new DrawCommand())
        .addSubcommand(new HelpCommand())
        .setExpandAtFiles(false)
        .setInterpolateVariables(false)
        .setOverwrittenOptionsAllowed(true);
  }
}
