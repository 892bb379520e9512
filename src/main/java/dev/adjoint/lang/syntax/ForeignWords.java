package dev.adjoint.lang.syntax;

import dev.adjoint.lang.syntax.antlr.AdjointParser;
import dev.adjoint.source.Diagnostic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/// Answers words that start statements of other languages, and `lambda`.
final class ForeignWords {
  /// What is written for those that start statements.
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("def", "a function is `fn f(x) = …`, or `fn f(x) { … }`"),
          Map.entry("function", "a function is `fn f(x) = …`, or `fn f(x) { … }`"),
          Map.entry("func", "a function is `fn f(x) = …`, or `fn f(x) { … }`"),
          Map.entry("class", "what owns parameters is a `layer`; what does not is a `fn`"),
          Map.entry("from", "`import \"other.adj\"` brings in all that another file declares"),
          Map.entry("elif", "write `else if`, behind the `}` of the block before it"),
          Map.entry("elseif", "write `else if`, behind the `}` of the block before it"),
          Map.entry("while", "a training loop is `repeat 100 { … }`; `for l in 1..3 { … }` builds"),
          Map.entry("assert", "a value is tested by `expect a == b`, a derivation by `check`"),
          Map.entry("let", "a name is given its value by `x = …` alone"),
          Map.entry("var", "a name is given its value by `x = …` alone"),
          Map.entry("const", "a name is given its value by `x = …` alone"),
          Map.entry("int", "a name is given its value by `x = …` alone"),
          Map.entry(
              "float", "a name is given its value by `x = …` alone; see also `precision f32`"),
          Map.entry("double", "a name is given its value by `x = …` alone; see also `precision`"),
          Map.entry(
              "with",
              "files are opened by the readers, `csv`, `npy`; gradients stand where `d(…)/d(…)`"
                  + " does"),
          Map.entry("raise", "what must hold is stated by `expect a == b`"),
          Map.entry("throw", "what must hold is stated by `expect a == b`"),
          Map.entry("yield", "a function gives one value, by `return`"),
          Map.entry("global", "a function sees the names above it, and changes none"),
          Map.entry("nonlocal", "a function sees the names above it, and changes none"),
          Map.entry("except", "there is nothing to catch: what is wrong ends the program"),
          Map.entry("finally", "there is nothing to catch: what is wrong ends the program"),
          Map.entry("switch", "write `if … { … } else if … { … } else { … }`"),
          Map.entry("match", "write `if … { … } else if … { … } else { … }`"),
          Map.entry("foreach", "write `for x in xs { … }`"),
          Map.entry("do", "a training loop is `repeat 100 { … }`"),
          Map.entry("del", "nothing needs to be deleted"),
          Map.entry(
              "try", "there is nothing to catch: what is wrong ends the program, and says so"),
          Map.entry("using", "nothing needs to be loaded: `exp`, `log`, … are there"),
          Map.entry("library", "nothing needs to be loaded: `exp`, `log`, … are there"));

  private ForeignWords() {}

  static Optional<Diagnostic> explain(Slip slip) {
    for (Token token : List.of(slip.before(), slip.found())) {
      if (token.getType() == AdjointParser.NAME && token.getText().equals("lambda")) {
        return Optional.of(
            Habit.error(slip, token, "Adjoint has no `lambda`: functions have names")
                .help(
                    Rewrites.lambda(slip)
                        .map(line -> "write `" + line + "`")
                        .orElse("declare `fn f(x) = …` on a line of its own, and write `f` here")));
      }
    }
    boolean isBehindBlock = slip.beforeType() == AdjointParser.RIGHT_BRACE;
    boolean isStart =
        slip.index() == slip.headIndex() + 1
            || slip.foundType() == AdjointParser.LEFT_BRACE
            || slip.foundType() == AdjointParser.COLON;
    if (!isBehindBlock && !isStart) {
      return Optional.empty();
    }
    Token word = isBehindBlock ? slip.found() : slip.head();
    return Optional.ofNullable(WORDS.get(word.getText()))
        .map(
            help ->
                Habit.write(
                    Habit.error(slip, word, "Adjoint has no `" + word.getText() + "`"),
                    isBehindBlock ? Optional.empty() : Rewrites.word(slip),
                    help))
        .map(
            error ->
                error.helps().getFirst().endsWith("{`")
                    ? error.help("the block ends with a `}` on a line of its own")
                    : error);
  }
}
