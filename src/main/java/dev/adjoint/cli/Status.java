package dev.adjoint.cli;

/// What a process says with its exit status. One that Ctrl-C ended says 130, by the JVM.
final class Status {
  /// All was done, and found right.
  static final int DONE = 0;

  /// The program is wrong, an expectation failed, or a check was refuted.
  static final int WRONG = 1;

  /// The command line is wrong.
  static final int USAGE = 2;

  /// A file cannot be read or written.
  static final int FILES = 3;

  /// The time of `--max-seconds` is over: as timeout(1) says it.
  static final int TIME_UP = 124;

  /// The fault is ours.
  static final int INTERNAL = 70;

  /// Ended by Ctrl-C, where the JVM does not say so.
  static final int INTERRUPTED = 130;

  /// Nobody reads the results any more: as a shell says it of a process that SIGPIPE ended.
  static final int UNREAD = 141;

  private Status() {}
}
