package dev.adjoint.cli;

import dev.adjoint.bounds.TimeUp;
import dev.adjoint.data.DataError;
import dev.adjoint.draw.sketch.DrawError;
import dev.adjoint.lang.check.LangCode;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What is said when a command ends early, and with which status.
final class Endings {
  /// An environment variable: if it is set, an internal error shows its stack trace.
  private static final String TRACE = "ADJOINT_TRACE";

  private static final int MAX_CAUSES = 20;

  private Endings() {}

  /// Says why a command ended by throwing.
  ///
  /// @return the exit status
  static int of(Throwable thrown, List<String> arguments, Console console) {
    return switch (root(thrown)) {
      case AdjointException e -> {
        console.report(e.diagnostics());
        yield status(e.diagnostics());
      }
      case TimeUp e -> {
        console.report(e.diagnostic());
        yield Status.TIME_UP;
      }
      case Console.OutputLost e -> lost(e.getCause(), console);
      case OutOfMemoryError _ -> {
        console.say(
            "out of memory: this needs more than the %d MB that Java may take"
                .formatted(Runtime.getRuntime().maxMemory() >> 20),
            "JDK_JAVA_OPTIONS=-Xmx8g in the environment lets it take 8 GB");
        yield Status.WRONG;
      }
      case StackOverflowError _ -> {
        console.say(
            "out of stack: something in this program is nested deeper than we can follow",
            "JDK_JAVA_OPTIONS=-Xss512m in the environment gives more stack",
            "give a part of a deep formula a name on a line of its own");
        yield Status.WRONG;
      }
      case Throwable e -> internal(e, arguments, console);
    };
  }

  /// What threw another thread's exception, if it is one that we have words for.
  private static Throwable root(Throwable thrown) {
    Throwable cause = thrown;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
      if (cause instanceof VirtualMachineError
          || cause instanceof AdjointException
          || cause instanceof TimeUp) {
        return cause;
      }
      cause = cause.getCause();
    }
    return thrown;
  }

  /// A program that is wrong is so whatever its files are.
  static int status(List<Diagnostic> diagnostics) {
    boolean files =
        diagnostics.stream()
            .filter(d -> d.severity() == Diagnostic.Severity.ERROR)
            .allMatch(d -> isFileTrouble(d.code()));
    return files ? Status.FILES : Status.WRONG;
  }

  private static boolean isFileTrouble(String code) {
    return DataError.isFileTrouble(code)
        || code.equals(LangCode.BAD_IMPORT.code())
        || DrawError.isFileTrouble(code);
  }

  private static int lost(IOException e, Console console) {
    // The words for EPIPE are the same wherever the system's language is not translated.
    if (String.valueOf(e.getMessage()).contains("roken pipe")) {
      return Status.UNREAD;
    }
    console.say("the results cannot be written: " + e.getMessage());
    return Status.FILES;
  }

  private static int internal(Throwable e, List<String> arguments, Console console) {
    String trace = trace(e, arguments);
    String what = "internal error: " + e;
    String report = "this is a mistake of ours: please report it as an issue of the project";
    if (!System.getenv().getOrDefault(TRACE, "").isEmpty()) {
      console.say(what, report + ", with what follows");
      console.tell(trace);
      return Status.INTERNAL;
    }
    try {
      Path log = Files.createTempFile("adjoint-", ".log");
      Files.writeString(log, trace);
      console.say(what, report + ", with " + log);
    } catch (IOException _) {
      console.say(what, report + ", with what " + TRACE + "=1 in the environment shows");
    }
    return Status.INTERNAL;
  }

  private static String trace(Throwable e, List<String> arguments) {
    StringWriter text = new StringWriter();
    var out = new PrintWriter(text);
    out.println(Version.TEXT + ", " + System.getProperty("os.name") + ": " + arguments);
    e.printStackTrace(out);
    return text.toString();
  }
}
