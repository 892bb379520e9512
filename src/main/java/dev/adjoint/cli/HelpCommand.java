package dev.adjoint.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// `adjoint help COMMAND`
@CommandLine.Command(
    name = "help",
    header = "Tells what a command takes.",
    customSynopsis = "adjoint help [COMMAND]")
final class HelpCommand implements Command {
  @Spec private CommandSpec self;

  @Parameters(paramLabel = "COMMAND", arity = "0..1", description = "such as run")
  private String command;

  @Override
  public int run(Console console) {
    CommandLine adjoint = self.parent().commandLine();
    CommandLine asked = command == null ? adjoint : adjoint.getSubcommands().get(command);
    if (asked == null) {
      throw new UnmatchedArgumentException(adjoint, List.of(command));
    }
    console.line(Help.of(asked));
    return Status.DONE;
  }
}
