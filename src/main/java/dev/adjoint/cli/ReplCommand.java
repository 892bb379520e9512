package dev.adjoint.cli;

import java.util.List;

/// `adjoint repl`
final class ReplCommand implements Command {
  private static final Form FORM =
      new Form(
          "repl",
          "Runs what you enter, piece by piece.",
          "[FILE] [OPTIONS]",
          """
          Each piece is read with all that was declared before it; an expression alone shows
          its value. A name that is declared again has its new meaning in all formulas, and
          parameters keep what they have learnt. `:help` tells more. Ctrl-C ends a loop, or
          forgets the line; Ctrl-D or `:quit` ends the program. From a pipe it reads to the
          end of its input, and its status says whether all went well.
          """,
          Option.operand("FILE", false, "a script to run first, in whose folder paths start"),
          List.of(ScriptOptions.ALLOW_FILES));

  @Override
  public Form form() {
    return FORM;
  }

  @Override
  public int run(Arguments arguments, Console console) {
    Repl repl = new Repl(console, arguments.has(ScriptOptions.ALLOW_FILES.name()));
    arguments.operand().ifPresent(repl::start);
    try (Lines lines = Lines.of(repl)) {
      return repl.run(lines);
    }
  }
}
