package dev.adjoint.cli;

import java.util.List;

/// The commands, and what the command line says without one.
final class Commands {
  private static final List<Command> ALL =
      List.of(
          new RunCommand(),
          new CheckCommand(),
          new GradCommand(),
          new ExplainCommand(),
          new DrawCommand(),
          new PlayCommand(),
          new FmtCommand(),
          new ReplCommand(),
          new HelpCommand());

  private static final List<String> HELPS = List.of("-h", Option.HELP.name());
  private static final List<String> VERSIONS = List.of("-V", "--version");

  private Commands() {}

  /// Does what the arguments ask for.
  ///
  /// @return the exit status
  /// @throws UsageError if they are wrong
  static int perform(List<String> arguments, Console console) {
    if (arguments.isEmpty()) {
      console.tell(help() + "\n");
      return Status.USAGE;
    }
    String first = arguments.getFirst();
    if (HELPS.contains(first)) {
      console.line(help());
      return Status.DONE;
    }
    if (VERSIONS.contains(first)) {
      console.line(Version.TEXT);
      return Status.DONE;
    }
    Command command = of(first);
    List<String> rest = arguments.subList(1, arguments.size());
    if (Arguments.askForHelp(rest)) {
      console.line(command.form().help());
      return Status.DONE;
    }
    Arguments read = Arguments.read(command.form(), rest);
    ScriptOptions.speak(read, console);
    return Bounds.within(read, console, given -> command.run(given, console));
  }

  /// The command of that name.
  ///
  /// @throws UsageError if there is none
  static Command of(String name) {
    return ALL.stream()
        .filter(command -> command.form().name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  private static UsageError unknown(String word) {
    String help = "`adjoint --help` lists the commands";
    if (Arguments.isOption(word)) {
      List<String> known = List.of(HELPS.getLast(), VERSIONS.getLast());
      return UsageError.unknownOption("adjoint", word, known, help);
    }
    return new UsageError(
        "there is no command `%s`".formatted(word),
        word.endsWith(".adj")
            ? "`adjoint run %s` runs it".formatted(word)
            : UsageError.nearest(
                word, ALL.stream().map(command -> command.form().name()).toList(), help));
  }

  /// The help of the whole.
  static String help() {
    StringBuilder commands = new StringBuilder();
    for (Command command : ALL) {
      Form form = command.form();
      commands.append("  ").append(Option.pad(form.name(), 9)).append(form.header()).append('\n');
    }
    return """
    Adjoint: differentiable mathematics in the notation of your notes.

    Usage: adjoint COMMAND

    Options:
      -h, --help      shows this text
      -V, --version   shows which program this is

    Commands:
    %s
    `adjoint help COMMAND` tells what a command takes.

    Exit status: 0 done; 1 the program is wrong, or an expectation failed; 2 usage;
    3 a file cannot be read or written; 70 a mistake of ours; 124 the time of
    `--max-seconds` is over; 130 ended by Ctrl-C.\
    """
        .formatted(commands);
  }
}
