package dev.adjoint.cli;

import java.util.List;

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
      int status = Commands.perform(arguments, console);
      console.flush();
      return status;
    } catch (UsageError e) {
      console.say(e.getMessage(), e.help());
      return Status.USAGE;
    } catch (Throwable e) {
      return Endings.of(e, arguments, console);
    }
  }
}
