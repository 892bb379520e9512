package dev.adjoint.cli;

import dev.adjoint.lang.run.Explanations;
import dev.adjoint.rewrite.StableForm;
import dev.adjoint.source.CodePages;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.DiagnosticRenderer;
import java.util.List;
import java.util.Locale;

/// `adjoint explain FILE` and `adjoint explain CODE`
final class ExplainCommand implements Command {
  private static final Option SUBJECT =
      Option.operand(
          "FILE",
          true,
          "the script; - reads it from standard input;\n"
              + "or a code that a message bears, such as E0203");

  private static final Form FORM =
      new Form(
          "explain",
          "Explains what is done to a script's formulas.",
          "FILE|CODE [OPTIONS]",
          """
          Formulas that are right on paper may leave the range of numbers on the way, as
          log(1 - sigmoid(z)) does for z = 40. They are computed, and differentiated, in
          forms that do not. This lists them by line; `raw(…)` in the script leaves one as
          it is. Of a code, tells what it stands for.
          """,
          SUBJECT,
          ScriptOptions.ALL);

  @Override
  public Form form() {
    return FORM;
  }

  @Override
  public int run(Arguments arguments, Console console) {
    String subject = arguments.operand().orElseThrow();
    if (CodePages.isCode(subject)) {
      console.line(page(subject, arguments));
      return Status.DONE;
    }
    ScriptOptions options = new ScriptOptions(arguments);
    List<Diagnostic> notes = Explanations.of(options.elaborate(console));
    notes.forEach(note -> console.line(DiagnosticRenderer.plain().render(note)));
    if (notes.isEmpty()) {
      console.line(options.file().name() + ": all formulas are computed as they are written");
    }
    return Status.DONE;
  }

  /// What there is to say of a code.
  private static String page(String code, Arguments arguments) {
    return CodePages.text(code)
        .or(() -> StableForm.of(code.toUpperCase(Locale.ROOT)).map(ExplainCommand::page))
        .orElseThrow(() -> arguments.wrong("no message has the code `%s`", code));
  }

  private static String page(StableForm form) {
    return """
    %s: a formula is computed in a stable form

      %s
      becomes
      %s

    Why: %s.
    Both are one function, so that derivatives are the same, too. `raw(…)` around the
    formula computes it as it is written.\
    """
        .formatted(form.code(), form.before(), form.after(), form.reason());
  }
}
