package dev.adjoint.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosticRendererTest {
  private static final SourceText LOGREG =
      new SourceText(
          "logreg.adj",
          """
          dim n, m
          data X: [n, m]
          param w: [n, 1] = zeros
          param b: scalar = 0

          Z = w @ X + b
          """);

  /// The `occurrence`-th place, from 1, of `part` in the text.
  private static Span span(SourceText source, String part, int occurrence) {
    int at = -1;
    for (int i = 0; i < occurrence; i++) {
      at = source.text().indexOf(part, at + 1);
    }
    return new Span(source, at, at + part.length());
  }

  private static Span span(SourceText source, String part) {
    return span(source, part, 1);
  }

  private static void assertRendered(Diagnostic diagnostic, String expected) {
    assertThat(DiagnosticRenderer.plain().render(diagnostic)).isEqualTo(expected.stripTrailing());
  }

  @Test
  void placesReasonsAndHelp() {
    assertRendered(
        Diagnostic.error("E0203", span(LOGREG, "@"), "`@` needs the inner dimensions to agree")
            .label(span(LOGREG, "w", 2), "w: [n, 1], declared at 3:7")
            .label(span(LOGREG, "X", 2), "X: [n, m], declared at 2:6")
            .note("inner dimensions are 1 (columns of w) and n (rows of X)")
            .help("`w.T @ X` fits, and gives [1, m]"),
        """
        error[E0203]: `@` needs the inner dimensions to agree
          --> logreg.adj:6:7
           |
         6 | Z = w @ X + b
           |     - ^ - X: [n, m], declared at 2:6
           |     |
           |     w: [n, 1], declared at 3:7
           = inner dimensions are 1 (columns of w) and n (rows of X)
           = help: `w.T @ X` fits, and gives [1, m]
        """);
  }

  @Test
  void withoutAPlace() {
    assertRendered(
        Diagnostic.error("E0211", "this would stretch [1, m] and [m, 1] to [m, m]")
            .note("named dimensions do not stretch")
            .help("`Yc.T`, or `outer(Yc, A)` if you mean it"),
        """
        error[E0211]: this would stretch [1, m] and [m, 1] to [m, m]
           = named dimensions do not stretch
           = help: `Yc.T`, or `outer(Yc, A)` if you mean it
        """);
  }

  @Test
  void aNoteTakesOneLine() {
    var note =
        new Diagnostic(
            Diagnostic.Severity.NOTE,
            "R0104",
            "stabilised `log(1 - A)` to `-softplus(Z)`",
            java.util.Optional.of(span(LOGREG, "w @ X")),
            List.of(),
            List.of(),
            List.of());
    assertRendered(note, "note[R0104]: stabilised `log(1 - A)` to `-softplus(Z)`   logreg.adj:6:5");
  }

  @Test
  void labelsOnOtherLinesStandWithTheirLines() {
    assertRendered(
        Diagnostic.error("E0301", span(LOGREG, "w", 2), "`w` is no number")
            .label(span(LOGREG, "w", 2), "a parameter")
            .label(span(LOGREG, "w"), "declared here")
            .label(span(LOGREG, "X"), "so is this"),
        """
        error[E0301]: `w` is no number
          --> logreg.adj:6:5
           |
         2 | data X: [n, m]
           |      - so is this
         3 | param w: [n, 1] = zeros
           |       - declared here
        ...
         6 | Z = w @ X + b
           |     ^ a parameter
        """);
  }

  @Test
  void aSpanOfSeveralLinesIsMarkedAtBothEnds() {
    var source = new SourceText("f.adj", "y = f(\n  1,\n  2)\nz = 3\n");
    assertRendered(
        Diagnostic.error("E0302", span(source, "f(\n  1,\n  2)"), "`f` takes one argument")
            .label(span(source, "f(\n  1,\n  2)"), "two are given"),
        """
        error[E0302]: `f` takes one argument
          --> f.adj:1:5
           |
         1 | y = f(
           |     ^^
        ...
         3 |   2)
           |   ^^ two are given
        """);
  }

  @Test
  void tabsAndSignsKeepTheirColumns() {
    var source = new SourceText("t.adj", "\tx\t= ∂J/∂w + 𝑤 + θ\n");
    assertRendered(
        Diagnostic.error("E0303", span(source, "θ"), "no such name")
            .label(span(source, "∂J/∂w"), "in this")
            .label(span(source, "x"), "of this"),
        """
        error[E0303]: no such name
          --> t.adj:1:19
           |
         1 |     x   = ∂J/∂w + 𝑤 + θ
           |     -     -----       ^
           |     |     |
           |     |     in this
           |     of this
        """);
  }

  @Test
  void charactersThatATerminalObeysAreNotSent() {
    var source = new SourceText("t.adj", "x = \u001b[31m1 \u202e2\n");
    assertRendered(
        Diagnostic.error("E0304", span(source, "2"), "two\u001b[2J"),
        """
        error[E0304]: two\ufffd[2J
          --> t.adj:1:13
           |
         1 | x = \ufffd[31m1 \ufffd2
           |             ^
        """);
  }

  @Test
  void aLongLineIsCutAroundEachPlace() {
    var source =
        new SourceText("long.adj", "y = " + "a + ".repeat(100) + "b + " + "a + ".repeat(100));
    assertRendered(
        Diagnostic.error("E0305", span(source, "b"), "no `b`").label(span(source, "y"), "of this"),
        """
        error[E0305]: no `b`
          --> long.adj:1:405
           |
         1 | y = a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + ...
           | - of this
         1 | ...+ a + a + a + a + a + a + a + b + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a ...
           |                                  ^
        """);
  }

  @Test
  void theEndOfTheTextHasAPlace() {
    var source = new SourceText("e.adj", "x =");
    assertRendered(
        Diagnostic.error("E0306", new Span(source, 3, 3), "the line ends"),
        """
        error[E0306]: the line ends
          --> e.adj:1:4
           |
         1 | x =
           |    ^
        """);
  }

  @Test
  void anotherFileIsShownApart() {
    var other = new SourceText("other.adj", "\n".repeat(10) + "h = 3\n");
    assertRendered(
        Diagnostic.error("E0307", span(LOGREG, "b", 2), "`b` is declared twice")
            .label(span(other, "h"), "first here"),
        """
        error[E0307]: `b` is declared twice
           --> logreg.adj:6:13
            |
          6 | Z = w @ X + b
            |             ^
           ::: other.adj:11:1
            |
         11 | h = 3
            | - first here
        """);
  }

  @Test
  void overlappingMarksHang() {
    assertRendered(
        Diagnostic.error("E0308", span(LOGREG, "@"), "not this")
            .label(span(LOGREG, "w @ X + b"), "the sum")
            .label(span(LOGREG, "@"), "the product"),
        """
        error[E0308]: not this
          --> logreg.adj:6:7
           |
         6 | Z = w @ X + b
           |     --^------
           |     | |
           |     | the product
           |     the sum
        """);
  }

  @Test
  void coloursEndWhereTheyStop() {
    assertThat(DiagnosticRenderer.coloured().render(Diagnostic.error("E0309", "no").help("yes")))
        .isEqualTo(
            "\u001b[1;31merror[E0309]\u001b[0m\u001b[1m: no\u001b[0m\n"
                + "\u001b[1;34m   = \u001b[0m\u001b[1;36mhelp: \u001b[0myes");
  }

  @Test
  void severalStandApart() {
    var two = List.of(Diagnostic.error("E1", "one"), Diagnostic.error("E2", "two"));
    assertThat(DiagnosticRenderer.plain().render(two))
        .isEqualTo("error[E1]: one\n\nerror[E2]: two");
  }
}
