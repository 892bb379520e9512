package dev.adjoint.cli;

/// Something that the command line can ask for.
interface Command {
  /// What it takes.
  Form form();

  /// Does it.
  ///
  /// @return the exit status
  /// @throws UsageError if it cannot be done with such arguments
  int run(Arguments arguments, Console console);
}
