package dev.adjoint.cli;

import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// `adjoint`: the options that need no command, and what is said of the whole.
@CommandLine.Command(
    name = "adjoint",
    header = "Adjoint: differentiable mathematics in the notation of your notes.",
    customSynopsis = "adjoint COMMAND",
    footer = {
      "`adjoint help COMMAND` tells what a command takes.",
      "",
      "Exit status: 0 done; 1 the program is wrong, or an expectation failed; 2 usage;",
      "3 a file cannot be read or written; 70 a mistake of ours; 130 ended by Ctrl-C."
    })
final class AdjointCommand {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "shows this text")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "shows which program this is")
  private boolean version;
}
