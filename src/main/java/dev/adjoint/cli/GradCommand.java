package dev.adjoint.cli;

import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.derive.GradientProgram;
import java.util.stream.Stream;

/// `adjoint grad FILE`
final class GradCommand implements Command {
  private static final Option OF = Subject.option("what to differentiate");

  private static final Option WRT =
      Option.of(
          "--wrt", "NAMES", "by what, with commas: by itself all parameters that it\ndepends on");

  private static final Option LINES =
      Option.flag("--lines", "the lines of the gradient alone, without the model's");

  private static final Form FORM =
      new Form(
          "grad",
          "Prints the gradient of a value of a script as a program.",
          "FILE [OPTIONS]",
          """
          The program has the lines of the script that the value follows from, then one for
          each derivative, simplified as by hand: dZ = (A - Y) / m, dw = X @ dZ.T. It runs as
          it is; paths in it start in the script's folder. Nothing is computed.
          """,
          ScriptOptions.FILE,
          Stream.concat(Stream.of(OF, WRT, LINES), ScriptOptions.ALL.stream()).toList());

  @Override
  public Form form() {
    return FORM;
  }

  @Override
  public int run(Arguments arguments, Console console) {
    Script script = new ScriptOptions(arguments).elaborate(console);
    Subject subject = new Subject(script, arguments);
    String of = subject.name();
    GradientProgram program = GradientProgram.of(script, of, subject.names(WRT.name()));
    String text = arguments.has(LINES.name()) ? program.gradient() : program.text();
    console.line(text.stripTrailing());
    return Status.DONE;
  }
}
