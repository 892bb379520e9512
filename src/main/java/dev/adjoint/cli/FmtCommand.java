package dev.adjoint.cli;

import dev.adjoint.data.AtomicFile;
import dev.adjoint.lang.syntax.Formatter;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.SourceText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// `adjoint fmt FILE…`
final class FmtCommand implements Command {
  private static final Option CHECK =
      Option.flag("--check", "writes nothing, and tells which files would change");

  private static final Form FORM =
      new Form(
          "fmt",
          "Gives scripts their normal layout.",
          "FILE… [--check]",
          """
          Sets blanks, indentation and the ends of long lines. Comments, empty lines and the
          meaning stay as they are, and so does a file that cannot be read as a program.
          """,
          Option.operand("FILE…", true, "the scripts; - is standard input, to standard output"),
          List.of(CHECK));

  @Override
  public Form form() {
    return FORM;
  }

  @Override
  public int run(Arguments arguments, Console console) {
    Set<Integer> statuses = new TreeSet<>();
    for (String written : arguments.operands()) {
      try {
        statuses.add(format(new ScriptFile(written), arguments.has(CHECK.name()), console));
      } catch (AdjointException e) {
        console.report(e.diagnostics());
        statuses.add(Endings.status(e.diagnostics()));
      }
    }
    statuses.remove(Status.DONE);
    return statuses.isEmpty() ? Status.DONE : statuses.iterator().next();
  }

  private static int format(ScriptFile file, boolean isCheck, Console console) {
    SourceText source = file.read(console.in());
    String formatted = Formatter.format(source);
    boolean isFormatted = formatted.equals(source.text());
    if (isCheck) {
      if (!isFormatted) {
        console.line(file.name());
      }
      return isFormatted ? Status.DONE : Status.WRONG;
    }
    if (file.isStandardInput()) {
      console.write(formatted);
    } else if (!isFormatted) {
      AtomicFile.write(file.target(), out -> out.write(formatted.getBytes(StandardCharsets.UTF_8)));
      console.line("formatted " + file.name());
    }
    return Status.DONE;
  }
}
