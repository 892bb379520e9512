package dev.adjoint.lang.syntax;

import dev.adjoint.lang.syntax.antlr.AdjointParser;
import dev.adjoint.source.Diagnostic;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Says which part of a statement that starts with a keyword is missing or written in another way.
final class Declarations {
  /// The statements' keywords, with an example of each.
  static final Map<String, String> EXAMPLES =
      Map.ofEntries(
          Map.entry("precision", "precision f32"),
          Map.entry("seed", "seed 42"),
          Map.entry("dim", "dim n, m"),
          Map.entry("same", "same h = 4"),
          Map.entry("option", "option rate = 0.005"),
          Map.entry("import", "import \"other.adj\""),
          Map.entry("data", "data X: [n, m] = …"),
          Map.entry("param", "param w: [n, 1] = zeros"),
          Map.entry("fn", "fn f(x) = …"),
          Map.entry("layer", "layer dense(units)(x: [j, m]) { … }"),
          Map.entry("return", "return x"),
          Map.entry("repeat", "repeat 100 { … }"),
          Map.entry("every", "every 100 { … }"),
          Map.entry("expect", "expect a == b"),
          Map.entry("check", "check a == b"),
          Map.entry("for", "for l in 1..3 { … }"),
          Map.entry("if", "if n > 1 { … }"));

  private Declarations() {}

  static Optional<Diagnostic> explain(Slip slip) {
    if (slip.isAtHead()) {
      return Optional.empty();
    }
    return Optional.ofNullable(
        switch (slip.head().getType()) {
          case AdjointParser.DIM -> dim(slip);
          case AdjointParser.SAME, AdjointParser.OPTION -> valued(slip);
          case AdjointParser.DATA, AdjointParser.PARAM -> shaped(slip);
          case AdjointParser.FN -> fn(slip);
          case AdjointParser.LAYER -> layer(slip);
          case AdjointParser.FOR -> forLoop(slip);
          case AdjointParser.REPEAT -> repeat(slip);
          case AdjointParser.EXPECT, AdjointParser.CHECK -> sides(slip);
          case AdjointParser.NAME -> shapeWithoutKeyword(slip);
          default -> null;
        });
  }

  /// A part is missing before the token that does not fit.
  private static Diagnostic incomplete(Slip slip, String message) {
    return SyntaxCode.INCOMPLETE.at(slip.span(), message);
  }

  private static String example(Slip slip) {
    return "as in `" + EXAMPLES.get(slip.head().getText()) + "`";
  }

  private static Diagnostic dim(Slip slip) {
    return switch (slip.foundType()) {
      case AdjointParser.ASSIGN ->
          incomplete(slip, "a dimension is declared without a number")
              .note("data bind it; `same` says what it is, or that it equals another")
              .help(
                  "write `dim "
                      + slip.before().getText()
                      + "`, and `same "
                      + slip.before().getText()
                      + " = …` on the next line");
      case AdjointParser.NAME ->
          incomplete(slip, "a comma is missing between two dimensions").help(example(slip));
      case AdjointParser.COLON ->
          incomplete(slip, "a dimension has no shape: it is a part of shapes")
              .help("write `dim " + slip.before().getText() + "`; `same` says how large it is");
      case AdjointParser.NUMBER ->
          incomplete(slip, "a dimension has a name; a number in a shape needs no `dim`")
              .help(example(slip));
      default -> null;
    };
  }

  private static Diagnostic valued(Slip slip) {
    if (slip.index() != slip.headIndex() + 2) {
      return null;
    }
    String head = slip.head().getText();
    String name = slip.before().getText();
    Diagnostic error = incomplete(slip, "`=` and a value must follow `" + head + " " + name + "`");
    return head.equals("option")
        ? error.note("the value holds unless the command line sets another").help(example(slip))
        : error.help(example(slip));
  }

  private static Diagnostic shaped(Slip slip) {
    String head = slip.head().getText();
    String name = slip.at(slip.headIndex() + 1 - slip.index()).getText();
    if (slip.index() == slip.headIndex() + 2) {
      String shape = slip.head().getType() == AdjointParser.DATA ? "[n, m]" : "[n, 1]";
      return incomplete(slip, "`" + name + "` has no shape")
          .note("by its shape, mistakes are found before any number is computed")
          .help(
              "write `" + head + " " + name + ": " + shape + " = …`, or `: scalar` for one number");
    }
    if (slip.beforeType() == AdjointParser.COLON && slip.opener() == null) {
      return SyntaxCode.BAD_SHAPE
          .at(slip.span(), "a shape stands in square brackets")
          .help("as in `" + name + ": [n, 1]`, or `" + name + ": scalar`");
    }
    boolean isFamily = slip.opener() == slip.at(slip.headIndex() + 2 - slip.index());
    if (isFamily && !slip.isAtEnd()) {
      return incomplete(slip, "the index of a family has a name and a range")
          .help("as in `" + head + " " + name + "[l in 1..L]: …`");
    }
    if (slip.opener() != null || slip.hasBefore(Set.of(AdjointParser.ASSIGN)) || slip.isAtEnd()) {
      return null;
    }
    if (!slip.hasBefore(Set.of(AdjointParser.COLON))) {
      return incomplete(slip, "a `:` and a shape must follow the name and its index");
    }
    return slip.foundType() == AdjointParser.UPDATE
        ? incomplete(slip, "the first value is given by `=`").help(example(slip))
        : Tokens.STARTS_VALUE.contains(slip.foundType())
            ? incomplete(slip, "`=` is missing before the value").help(example(slip))
            : null;
  }

  private static Diagnostic fn(Slip slip) {
    if (slip.index() == slip.headIndex() + 2) {
      return incomplete(slip, "parameters stand in parentheses, also when there are none")
          .help("as in `fn f(x, y) = …`");
    }
    if (isInParameters(slip)) {
      return parameters(slip);
    }
    if (slip.opener() != null || slip.hasBefore(Set.of(AdjointParser.ASSIGN))) {
      return null;
    }
    String name = slip.at(slip.headIndex() + 1 - slip.index()).getText();
    return incomplete(slip, "`=` or a block must follow the head of `" + name + "`")
        .help("as in `fn f(x) = 2 * x`, or `fn f(x) { … }` with a `return`");
  }

  private static Diagnostic layer(Slip slip) {
    if (isInParameters(slip)) {
      return parameters(slip);
    }
    if (slip.opener() != null) {
      return null;
    }
    long lists =
        slip.tokens().subList(slip.headIndex(), slip.index()).stream()
            .filter(token -> token.getType() == AdjointParser.RIGHT_PAREN)
            .count();
    return lists < 2
        ? incomplete(slip, "a layer has two lists of parameters")
            .note("the first constructs it, the second applies it")
            .help(example(slip))
        : incomplete(slip, "a layer has a block, with its parameters and a `return`")
            .help(example(slip));
  }

  private static boolean isInParameters(Slip slip) {
    return slip.opener() != null
        && slip.opener().getText().equals("(")
        && !slip.hasBefore(Set.of(AdjointParser.ASSIGN, AdjointParser.COLON));
  }

  private static Diagnostic parameters(Slip slip) {
    if (slip.beforeType() == AdjointParser.NAME && slip.foundType() == AdjointParser.NAME) {
      return incomplete(slip, "a comma is missing between two parameters")
          .help("write `" + slip.before().getText() + ", " + slip.found().getText() + "`");
    }
    if (Set.of(AdjointParser.TIMES, AdjointParser.STARS).contains(slip.foundType())) {
      return SyntaxCode.OTHER_LANGUAGE
          .at(slip.span(), "a function takes as many values as it has names for")
          .help("a list is one value: `fn f(xs) = sum(xs)`, called as `f([1, 2, 3])`");
    }
    return SyntaxCode.UNEXPECTED
        .at(slip.span(), "a declaration's parameters are names")
        .note("a name may have a shape, `x: [j, m]`, or a value for calls without one, `k = 3`");
  }

  private static Diagnostic forLoop(Slip slip) {
    if (slip.index() == slip.headIndex() + 1) {
      return slip.foundType() == AdjointParser.LEFT_PAREN
          ? SyntaxCode.OTHER_LANGUAGE
              .at(slip.span(), "`for` has no parentheses")
              .help(example(slip))
          : incomplete(slip, "`for` gives a name the values of a range or a list")
              .help(example(slip));
    }
    return slip.index() == slip.headIndex() + 2
        ? incomplete(slip, "`in` must follow the name of a `for`").help(example(slip))
        : null;
  }

  private static Diagnostic repeat(Slip slip) {
    boolean isCounter =
        slip.opener() == null
            && (slip.foundType() == AdjointParser.NAME || slip.foundType() == AdjointParser.IN);
    return isCounter
        ? incomplete(slip, "`repeat` takes how many times, and a name after `as`")
            .help("as in `repeat 100 as i { … }`, where i counts from 0")
        : null;
  }

  private static Diagnostic sides(Slip slip) {
    String head = slip.head().getText();
    if (slip.opener() != null) {
      return null;
    }
    if (slip.foundType() == AdjointParser.AND || slip.foundType() == AdjointParser.OR) {
      return SyntaxCode.UNEXPECTED
          .at(slip.span(), "`" + head + "` makes one comparison")
          .help("write one `" + head + "` for each, on lines of their own");
    }
    boolean lacksRight =
        slip.isAtEnd()
            && Tokens.ENDS_VALUE.contains(slip.beforeType())
            && !slip.hasBefore(Tokens.COMPARISONS);
    return lacksRight
        ? incomplete(slip, "`" + head + "` compares two sides, and there is one")
            .help(example(slip))
        : null;
  }

  private static Diagnostic shapeWithoutKeyword(Slip slip) {
    if (slip.index() != slip.headIndex() + 1 || slip.foundType() != AdjointParser.COLON) {
      return null;
    }
    String name = slip.head().getText();
    Optional<String> bare = Rewrites.withoutType(slip);
    if (bare.isPresent()) {
      return SyntaxCode.OTHER_LANGUAGE
          .at(slip.span(slip.at(1)), "values have no types: each has the shape that follows")
          .help("write `" + bare.get() + "`");
    }
    return SyntaxCode.INCOMPLETE
        .at(slip.span(slip.head()), "what has a shape is declared by `data` or `param`")
        .help("write `data " + name + ": …` for given numbers")
        .help("write `param " + name + ": …` for numbers to be learnt");
  }
}
