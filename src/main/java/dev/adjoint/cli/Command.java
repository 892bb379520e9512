package dev.adjoint.cli;

/// Something that the command line can ask for.
interface Command {
  /// Does it.
  ///
  /// @return the exit status
  int run(Console console);
}
