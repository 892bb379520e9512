package dev.adjoint.lang.syntax;

import dev.adjoint.lang.syntax.antlr.AdjointParser;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/// Gives programs their normal layout: two blanks for each block, one around operators, and lines of
/// up to 100 letters where brackets let them go on below. What a line break says is left to the
/// author: statements and lists stay on one line or on several as they are, one empty line may stand
/// between lines, and a comment behind a line keeps its column if it can.
///
/// The formatted program is the same to the parser, and formatting it again changes nothing.
public final class Formatter {
  private static final int INDENT = 2;

  /// What a bracket that is open says of the lines inside it.
  ///
  /// @param inner where they begin
  /// @param outer where a line begins that closes it
  private record Frame(int inner, int outer) {}

  private final FormatText text;
  private final LineBreaks breaks;
  private final StringBuilder out = new StringBuilder();
  private final List<Frame> frames = new ArrayList<>(List.of(new Frame(0, 0)));
  private int column;
  private int indent;

  private Formatter(SourceText source) {
    this.text = FormatText.of(source);
    this.breaks = new LineBreaks(text, new Spacing(text));
  }

  /// The program in its normal layout. Its lines end as its first one does; a byte order mark is left
  /// out.
  ///
  /// @throws AdjointException if it cannot be read
  public static String format(SourceText source) {
    Parser.parse(source);
    String program = source.text();
    boolean isMarked = program.startsWith("\uFEFF");
    SourceText plain = isMarked ? new SourceText(source.name(), program.substring(1)) : source;
    String formatted = new Formatter(plain).run();
    SourceText result = new SourceText(source.name(), formatted);
    if (!statements(plain).equals(statements(result))) {
      throw new IllegalStateException("formatting has changed the program " + source);
    }
    int end = program.indexOf('\n');
    return end > 0 && program.charAt(end - 1) == '\r' ? formatted.replace("\n", "\r\n") : formatted;
  }

  /// What the parser sees, without the commas that mean nothing.
  private static List<List<String>> statements(SourceText source) {
    List<List<String>> all = new ArrayList<>();
    for (List<Token> statement :
        Layout.statements(source, Tokens.of(source, 0, source.text().length())).statements()) {
      List<String> words = new ArrayList<>();
      for (Token token : statement) {
        if (FormatText.isCloser(token.getType()) && words.getLast().endsWith(":,")) {
          words.removeLast();
        }
        words.add(token.getType() + ":" + token.getText());
      }
      all.add(words);
    }
    return all;
  }

  private String run() {
    for (int i = 0; i < text.size(); i++) {
      if (breaks.isBefore(i)) {
        endLine(i);
        beginLine(i);
      } else {
        write(breaks.between(i));
      }
      token(i);
    }
    endLine(text.size());
    return out.isEmpty() ? "" : out + "\n";
  }

  private void token(int i) {
    int start = column;
    write(breaks.text(i));
    int type = text.type(i);
    if (FormatText.isOpener(type)) {
      boolean isHanging = breaks.isBefore(i + 1);
      frames.add(isHanging ? new Frame(indent + INDENT, indent) : new Frame(start + 1, start));
    } else if (type == AdjointParser.LEFT_BRACE) {
      int outer = frames.getLast().inner();
      frames.add(new Frame(outer + INDENT, outer));
    } else if (isCloser(i)) {
      frames.removeLast();
    }
  }

  private boolean isCloser(int i) {
    return FormatText.isCloser(text.type(i)) || text.type(i) == AdjointParser.RIGHT_BRACE;
  }

  /// Writes the comments between two lines: the one behind the line above, with what goes on with it
  /// in the same column below, and those on lines of their own.
  private void endLine(int next) {
    FormatText.Gap gap = text.before(next);
    int writtenAt = -1;
    int shownAt = -1;
    if (gap.trailing().isPresent()) {
      FormatText.Comment comment = gap.trailing().get();
      writtenAt = comment.column();
      shownAt = writtenAt > LineBreaks.WIDTH ? column + 2 : Math.max(column + 2, writtenAt);
      write(" ".repeat(shownAt - column) + comment.text());
    }
    boolean mayBeBlank = !isFirst(next);
    for (FormatText.Comment comment : gap.own()) {
      boolean goesOn = comment.column() == writtenAt && !comment.isBelowBlank();
      writtenAt = goesOn ? writtenAt : -1;
      newline(comment.isBelowBlank() && mayBeBlank);
      write(" ".repeat(goesOn ? shownAt : indentOfComment(next)) + comment.text());
      mayBeBlank = true;
    }
  }

  private void beginLine(int i) {
    FormatText.Gap gap = text.before(i);
    boolean isLast = text.type(i) == AdjointParser.RIGHT_BRACE;
    newline(gap.blank() && !isLast && (!gap.own().isEmpty() || !isFirst(i)));
    indent = indent(i);
    write(" ".repeat(indent));
    breaks.fit(i, indent);
  }

  private int indent(int i) {
    Frame frame = frames.getLast();
    if (isCloser(i)) {
      return frame.outer();
    }
    boolean isContinuation =
        text.isInBlock(i)
            && !text.starts(i)
            && text.type(i) != AdjointParser.LEFT_BRACE
            && !(text.type(i) == AdjointParser.ELSE
                && text.type(i - 1) == AdjointParser.RIGHT_BRACE);
    return isContinuation ? frame.inner() + INDENT : frame.inner();
  }

  private int indentOfComment(int next) {
    return next == text.size() || isCloser(next) ? frames.getLast().inner() : indent(next);
  }

  /// Whether a token is the first of the program or of a block.
  private boolean isFirst(int i) {
    return i == 0 || text.type(i - 1) == AdjointParser.LEFT_BRACE;
  }

  private void newline(boolean blank) {
    if (!out.isEmpty()) {
      out.append(blank ? "\n\n" : "\n");
    }
    column = 0;
  }

  private void write(String word) {
    out.append(word);
    column += word.codePointCount(0, word.length());
  }
}
