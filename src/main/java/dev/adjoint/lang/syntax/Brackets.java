package dev.adjoint.lang.syntax;

import dev.adjoint.lang.syntax.antlr.AdjointParser;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.SourceText;
import dev.adjoint.source.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/// Which brackets of a program belong together, and which are alone.
final class Brackets {
  private static final int NONE = -1;

  /// How far down the open brackets the partner of a `)` is looked for: what is further away was
  /// hardly meant, and the search stays linear.
  private static final int REACH = 32;

  private final SourceText source;
  private final List<Token> tokens;
  private final int[] partners;
  private final BitSet wrong = new BitSet();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final List<Integer> open = new ArrayList<>();

  private Brackets(SourceText source, List<Token> tokens) {
    this.source = source;
    this.tokens = tokens;
    this.partners = new int[tokens.size()];
    Arrays.fill(partners, NONE);
  }

  static Brackets match(SourceText source, List<Token> tokens) {
    var brackets = new Brackets(source, tokens);
    for (int i = 0; i < tokens.size(); i++) {
      switch (tokens.get(i).getType()) {
        case AdjointParser.LEFT_PAREN, AdjointParser.LEFT_BRACKET, AdjointParser.LEFT_BRACE ->
            brackets.open.add(i);
        case AdjointParser.RIGHT_PAREN, AdjointParser.RIGHT_BRACKET, AdjointParser.RIGHT_BRACE ->
            brackets.close(i);
        case AdjointParser.UNTERMINATED -> brackets.forgetLine(i);
        default -> {}
      }
    }
    if (!brackets.open.isEmpty()) {
      brackets.unclosed(0, tokens.getLast());
    }
    return brackets;
  }

  /// The index of the token that closes the bracket at `index`, or opens it; -1 if there is none.
  int partner(int index) {
    return partners[index];
  }

  /// Whether a diagnostic speaks of the bracket at `index`.
  boolean isWrong(int index) {
    return wrong.get(index);
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  private void close(int closer) {
    int depth = depthOfPartner(closer);
    if (depth >= 0) {
      if (depth + 1 < open.size()) {
        unclosed(depth + 1, tokens.get(closer));
      }
      pair(open.removeLast(), closer);
    } else if (isBrace(closer) || open.isEmpty() || isBrace(open.getLast())) {
      wrong.set(closer);
      String sign = tokens.get(closer).getText();
      diagnostics.add(
          SyntaxCode.STRAY_BRACKET
              .at(span(closer), "this `" + sign + "` closes nothing")
              .help("take it away, or open its `" + partnerSign(sign) + "` before it"));
    } else {
      int opener = open.removeLast();
      mismatched(opener, closer);
      pair(opener, closer);
    }
  }

  /// Where among the open brackets the one is that `closer` closes, or -1. A `)` or `]` does not
  /// reach out of its block.
  private int depthOfPartner(int closer) {
    String sign = partnerSign(tokens.get(closer).getText());
    for (int depth = open.size() - 1; depth >= Math.max(0, open.size() - REACH); depth--) {
      int opener = open.get(depth);
      if (tokens.get(opener).getText().equals(sign)) {
        return depth;
      }
      if (isBrace(opener)) {
        return NONE;
      }
    }
    return NONE;
  }

  private void pair(int opener, int closer) {
    partners[opener] = closer;
    partners[closer] = opener;
  }

  /// Nothing closes the brackets opened from `depth` on: one diagnostic, for the innermost.
  private void unclosed(int depth, Token where) {
    int innermost = open.getLast();
    int outermost = open.get(depth);
    while (open.size() > depth) {
      wrong.set(open.removeLast());
    }
    String sign = tokens.get(innermost).getText();
    String partner = partnerSign(sign);
    Diagnostic unclosed =
        SyntaxCode.UNCLOSED_BRACKET.at(span(innermost), "this `" + sign + "` is never closed");
    if (outermost != innermost) {
      unclosed =
          unclosed.label(span(outermost), "nor is this `" + tokens.get(outermost).getText() + "`");
    }
    if (where.getType() != Token.EOF) {
      unclosed =
          unclosed.label(
              Tokens.span(source, where),
              "`" + partner + "` should come before this `" + where.getText() + "`");
    }
    Optional<Token> next = isBrace(outermost) ? Optional.empty() : nextStatement(outermost);
    if (next.isPresent() && next.get().getStartIndex() < where.getStartIndex()) {
      unclosed =
          unclosed.label(Tokens.span(source, next.get()), "a new statement seems to start here");
    }
    diagnostics.add(
        isBrace(innermost)
            ? unclosed.help("end the block with a `}` on a line of its own")
            : unclosed.help("add the `" + partner + "` where what it holds ends"));
  }

  /// The first line behind a bracket that looks like a statement: a name and `=` where no comma or
  /// operator led to expect an argument, or the word of a declaration.
  private Optional<Token> nextStatement(int opener) {
    for (int i = opener + 1; i + 2 < tokens.size(); i++) {
      if (tokens.get(i).getType() != AdjointParser.NEWLINE) {
        continue;
      }
      Token first = tokens.get(i + 1);
      boolean isNamed =
          first.getType() == AdjointParser.NAME
              && Set.of(AdjointParser.ASSIGN, AdjointParser.UPDATE)
                  .contains(tokens.get(i + 2).getType());
      boolean isWord = Tokens.STATEMENT_WORDS.contains(first.getType());
      if ((isNamed || isWord) && Tokens.ENDS_VALUE.contains(tokens.get(i - 1).getType())) {
        return Optional.of(first);
      }
    }
    return Optional.empty();
  }

  private void mismatched(int opener, int closer) {
    wrong.set(opener);
    wrong.set(closer);
    String left = tokens.get(opener).getText();
    String right = tokens.get(closer).getText();
    diagnostics.add(
        SyntaxCode.STRAY_BRACKET
            .at(span(closer), "a `" + right + "` cannot close a `" + left + "`")
            .label(span(opener), "opened here")
            .help("close it with `" + partnerSign(left) + "`"));
  }

  /// A string without an end has swallowed the rest of its line, and with it the partners of the
  /// brackets opened there: they are not to blame.
  private void forgetLine(int index) {
    int line = source.lineOf(tokens.get(index).getStartIndex());
    while (!open.isEmpty()
        && !isBrace(open.getLast())
        && source.lineOf(tokens.get(open.getLast()).getStartIndex()) == line) {
      open.removeLast();
    }
  }

  private boolean isBrace(int index) {
    int type = tokens.get(index).getType();
    return type == AdjointParser.LEFT_BRACE || type == AdjointParser.RIGHT_BRACE;
  }

  private static String partnerSign(String sign) {
    return switch (sign) {
      case "(" -> ")";
      case ")" -> "(";
      case "[" -> "]";
      case "]" -> "[";
      case "{" -> "}";
      default -> "{";
    };
  }

  private Span span(int index) {
    return Tokens.span(source, tokens.get(index));
  }
}
