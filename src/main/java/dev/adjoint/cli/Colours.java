package dev.adjoint.cli;

import dev.adjoint.lang.syntax.Lexeme;
import dev.adjoint.source.SourceText;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/// A program in colours, as it is being entered.
final class Colours {
  private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;

  private Colours() {}

  static AttributedString of(String piece) {
    if (piece.stripLeading().startsWith(":")) {
      return new AttributedString(piece);
    }
    var coloured = new AttributedStringBuilder();
    int at = 0;
    for (Lexeme lexeme : Lexeme.of(new SourceText("", piece))) {
      coloured.append(piece.substring(at, lexeme.start()));
      coloured.append(piece.substring(lexeme.start(), lexeme.end()), style(lexeme.kind()));
      at = lexeme.end();
    }
    return coloured.append(piece.substring(at)).toAttributedString();
  }

  private static AttributedStyle style(Lexeme.Kind kind) {
    return switch (kind) {
      case KEYWORD -> PLAIN.bold();
      case NUMBER -> PLAIN.foreground(AttributedStyle.CYAN);
      case TEXT -> PLAIN.foreground(AttributedStyle.GREEN);
      case COMMENT -> PLAIN.foreground(AttributedStyle.BRIGHT | AttributedStyle.BLACK);
      case WRONG -> PLAIN.foreground(AttributedStyle.RED);
      case NAME, SIGN -> PLAIN;
    };
  }
}
