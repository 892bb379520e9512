package dev.adjoint.cli;

import java.util.List;

/// `adjoint help COMMAND`
final class HelpCommand implements Command {
  private static final Form FORM =
      new Form(
          "help",
          "Tells what a command takes.",
          "[COMMAND]",
          "",
          Option.operand("COMMAND", false, "such as run"),
          List.of());

  @Override
  public Form form() {
    return FORM;
  }

  @Override
  public int run(Arguments arguments, Console console) {
    console.line(
        arguments.operand().map(name -> Commands.of(name).form().help()).orElseGet(Commands::help));
    return Status.DONE;
  }
}
