package dev.adjoint.lang.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.source.AdjointException;
import dev.adjoint.source.SourceText;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {
  private static Program parse(String text) {
    return Parser.parse(new SourceText("test.adj", text));
  }

  private static void assertReads(String text, String expected) {
    assertThat(SExpression.of(parse(text))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"computation-graph", "logistic-regression", "layers", "families", "trust"})
  void theProgramsOfTheDesign(String name) throws IOException {
    Path folder = Path.of("src/test/resources/programs");
    String text = Files.readString(folder.resolve(name + ".adj"));
    String expected = Files.readString(folder.resolve(name + ".txt"));
    assertThat(SExpression.of(parse(text)) + "\n").isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"θ", "été", "Ñ", "Ж", "名前", "ǅ", "ʰ", "𝛼", "x̂", "w\u0303_2", "k₁₂", "n٣", "x𝟙"})
  void namesAreOfAllLettersMarksAndDigits(String name) {
    assertReads(name + " = -" + name + "λ", "(= %s (- %sλ))".formatted(name, name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00a0", "\u2003", "\u3000"})
  void spacesAreOfAllWidths(String space) {
    assertReads("a" + space + "=" + space + "b", "(= a b)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0302x", "٣", "x²", "½", "€", "a\u2028b"})
  void otherCharactersAreInNoName(String name) {
    assertThatThrownBy(() -> parse(name + " = 1")).isInstanceOf(AdjointException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "a + b * c                 ~ (+ a (* b c))",
        "a - b - c                 ~ (- (- a b) c)",
        "a / b * c                 ~ (* (/ a b) c)",
        "a * X @ Y                 ~ (* a (@ X Y))",
        "X @ Y @ Z                 ~ (@ (@ X Y) Z)",
        "-X @ Y                    ~ (@ (- X) Y)",
        "-x^2                      ~ (- (^ x 2))",
        "2^-1                      ~ (^ 2 (- 1))",
        "2^-x^2                    ~ (^ 2 (- (^ x 2)))",
        "2^3^2                     ~ (^ 2 (^ 3 2))",
        "2**3                      ~ (^ 2 3)",
        "--x                       ~ (- (- x))",
        "a - -b                    ~ (- a (- b))",
        "x.T^2                     ~ (^ (T x) 2)",
        "w.T @ X + b               ~ (+ (@ (T w) X) b)",
        "a + b < c * d             ~ (< (+ a b) (* c d))",
        "not a == b                ~ (not (== a b))",
        "not not a and b           ~ (and (not (not a)) b)",
        "a or b and c              ~ (or a (and b c))",
        "a or b or c               ~ (or (or a b) c)",
        "X |> f |> g               ~ (|> (|> X f) g)",
        "a + b |> f                ~ (|> (+ a b) f)",
        "(a + b) * c               ~ (* (group (+ a b)) c)",
        "1..n-1                    ~ (.. 1 (- n 1))",
        "1 .. 5                    ~ (.. 1 5)",
        "if a then b else c        ~ (choose a b c)",
        "if a then b else if c then d else e ~ (choose a b (choose c d e))",
        "if a then b else c |> f   ~ (choose a b (|> c f))",
        "f(x, k = 2)               ~ (call f x k:2)",
        "f()                       ~ (call f)",
        "f(x,)                     ~ (call f x)",
        "f(a)(b).c[0]              ~ (at (. (call (call f a) b) c) 0)",
        "A.T()                     ~ (call (T A))",
        "X[0:5, :]                 ~ (at X (slice 0 5 _) (slice _ _ _))",
        "X[::2, 1:, :-1, a:b:c]    ~ (at X (slice _ _ 2) (slice 1 _ _) (slice _ (- 1) _) (slice a b"
            + " c))",
        "X[-1, [0, 2]]             ~ (at X (- 1) (list 0 2))",
        "[]                        ~ (list)",
        "[[1, 2], [3, 4],]         ~ (list (list 1 2) (list 3 4))",
        "[i^2 for i in 1..3]       ~ (each (^ i 2) i (.. 1 3))",
        "[i for i in xs if i > 0]  ~ (each i i xs (if (> i 0)))",
        "[n in 1..6, m in [1, 2]]  ~ (list (in n (.. 1 6)) (in m (list 1 2)))",
        "1_000 + .5 + 1e-3 + 2.5E6 ~ (+ (+ (+ 1_000 .5) 1e-3) 2.5E6)",
        "θ₁ + W₀                   ~ (+ θ₁ W₀)",
      })
  void expressions(String text, String expected) {
    assertReads("y = " + text, "(= y " + expected + ")");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "d(J)/d(w)                ~ (d J w)",
        "d(J) / d(W[1])           ~ (d J (at W 1))",
        "d(J)/d(hidden.W)         ~ (d J (. hidden W))",
        "∂J/∂w                    ~ (d J w)",
        "∂J/∂hidden.W             ~ (d J (. hidden W))",
        "∂(a + b)/∂(w)            ~ (d (+ a b) w)",
        "2 * d(J)/d(w)            ~ (* 2 (d J w))",
        "a / d(J)/d(w)            ~ (/ a (d J w))",
        "d(J)/d(w).T              ~ (T (d J w))",
        "∂J/∂w^2                  ~ (^ (d J w) 2)",
        "d(d(J)/d(w))/d(w)        ~ (d (d J w) w)",
        "d(J)/d(w) / d(b)         ~ (/ (d J w) (call d b))",
        "d(x) + d                 ~ (+ (call d x) d)",
        "d(x) / 2                 ~ (/ (call d x) 2)",
        "m.d(x) / d(y)            ~ (/ (call (. m d) x) (call d y))",
      })
  void derivatives(String text, String expected) {
    assertReads("y = " + text, "(= y " + expected + ")");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '`',
      value = {
        "precision f32                   → (precision f32)",
        "seed 42                         → (seed 42)",
        "same h = 4                      → (same h 4)",
        "option train = 'x.h5'           → (option train (string 'x.h5'))",
        "import 'a.adj'                  → (import 'a.adj')",
        "data X: [2 * n + 1, m]          → (data X [(+ (* 2 n) 1) m])",
        "param b: scalar                 → (param b [])",
        "fn f(x: [j, m], k = 2) -> [j, 1] { return x } → (fn f (x:[j m] k=2) -> [j 1] {(return"
            + " x)})",
        "fn f() = 3                      → (fn f () {(return 3)})",
        "if a { x = 1 } else if b { x = 2 } else { } → (if (a {(= x 1)}) (b {(= x 2)}) {})",
        "repeat n { w := 2; b := 3; }    → (repeat n {(:= w 2); (:= b 3)})",
        "repeat 10 { hidden.W := a; W[1] := b } → (repeat 10 {(:= (. hidden W) a); (:= (at W 1)"
            + " b)})",
        "expect a ~= b within 1e-6       → (expect ~= a b (within 1e-6))",
        "expect a >= 0.9                 → (expect >= a 0.9)",
        "check a == b + c                → (check a (+ b c))",
        "A[0, l+1] = X                   → (= (at A 0 (+ l 1)) X)",
        "a = 1; b = 2                    → `(= a 1)\n(= b 2)`",
      })
  void statements(String text, String expected) {
    assertReads(text, expected);
  }

  /// The words of statements are names wherever no statement starts with them.
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "data = 3                        ~ (= data 3)",
        "seed := 3                       ~ (:= seed 3)",
        "f(data, check = every, step = same) ~ (call f data check:every step:same)",
        "layer.param + dim               ~ (+ (. layer param) dim)",
        "option option = repeat          ~ (option option repeat)",
        "param as: [within, 1]           ~ (param as [within 1])",
        "d = T + i                       ~ (= d (+ T i))",
        "repeat as as as { }             ~ (repeat as as {})",
        "print(data)                     ~ (call print data)",
        "data X: [n] = data              ~ (data X [n] data)",
      })
  void softKeywords(String text, String expected) {
    assertReads(text, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "\"\"                    ~ (string)",
        "\"a\"                   ~ (string 'a')",
        "'say \"a\"'             ~ (string 'say \"a\"')",
        "\"{a}\"                 ~ (string (show a))",
        "\"{a:.6f} {b}\"         ~ (string (show a .6f) ' ' (show b))",
        "\"{{a}} \\n\\t\"        ~ (string '{a} \\n\\t')",
        "\"{X[0:5, 1]:.2f}\"     ~ (string (show (at X (slice 0 5 _) 1) .2f))",
        "\"{f('a:}}')}\"          ~ (string (show (call f (string 'a:}'))))",
        "\"{ 100 * x } %\"       ~ (string (show (* 100 x)) ' %')",
        "\"{d(J)/d(w)}\"         ~ (string (show (d J w)))",
        "\"{data}\"              ~ (string (show data))",
        "\"∂ = {x}\"             ~ (string '∂ = ' (show x))",
      })
  void strings(String text, String expected) {
    assertReads("y = " + text, "(= y " + expected + ")");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "y = a +\n  b\n",
        "y =\n\n  a + b",
        "y = (a\n  + b\n)",
        "# first\ny = a + # then\n  # more\n  b # end",
        "y = a + b;\n;\n",
        "\uFEFFy = a + b\r\n",
        "\ty\t=\ta\t+\tb",
      })
  void linesThatGoOn(String text) {
    String expected = text.contains("(") ? "(= y (group (+ a b)))" : "(= y (+ a b))";
    assertReads(text, expected);
  }

  @Test
  void theNextLineMayStartWithAPipeOrElseOrABrace() {
    assertReads("A = X\n  |> f\n  # then\n  |> g", "(= A (|> (|> X f) g))");
    assertReads("y = if a\n  then b\n  else c", "(= y (choose a b c))");
    assertReads("if a\n{\n  x = 1\n}\nelse\n{\n}\n", "(if (a {(= x 1)}) {})");
  }

  @Test
  void spansCoverWhatWasRead() {
    Program program = parse("x = 1\nparam w: [n, 1] = zeros  # start\ny = \"{ab + w.T}\"");
    assertThat(program.statements())
        .extracting(s -> s.span().text())
        .containsExactly("x = 1", "param w: [n, 1] = zeros", "y = \"{ab + w.T}\"");
    var string = (Expr.StringLiteral) ((Statement.Assign) program.statements().get(2)).value();
    var shown = (Expr.Interpolation) string.parts().getFirst();
    var sum = (Expr.Binary) shown.value();
    assertThat(sum.span()).hasToString("test.adj:3:7");
    assertThat(sum.operatorSpan().text()).isEqualTo("+");
    assertThat(sum.right().span().text()).isEqualTo("w.T");
  }

  @Test
  void aChainIsReadWithoutDepth() {
    int terms = 100_000;
    Program program = parse("y = a" + " + a".repeat(terms));
    var sum = (Expr.Binary) ((Statement.Assign) program.statements().getFirst()).value();
    assertThat(sum.chain()).hasSize(terms);
    assertThat(sum.chain().getFirst().span().text()).isEqualTo("a + a");
    assertThat(sum.chain().getLast()).isSameAs(sum);
  }

  @Test
  void aMistakeDoesNotHideTheNext() {
    assertThatThrownBy(() -> parse("a = 1 +\nrepeat 3 {\n  x := f(1 2)\n  y := )\n}\nb = * 2\n"))
        .isInstanceOfSatisfying(
            AdjointException.class,
            e ->
                assertThat(e.diagnostics())
                    .extracting(d -> d.primary().orElseThrow().line())
                    .isSorted()
                    .hasSizeGreaterThan(1));
  }

  @Test
  void tenThousandLinesAreReadWellWithinTwoSeconds() {
    String line = "J = -mean(Y * log(A) + (1 - Y) * log(1 - A))  # the cost {i}\n";
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    long start = clock.getCurrentThreadCpuTime();
    assertThat(parse(line.repeat(10_000)).statements()).hasSize(10_000);
    assertThat(clock.getCurrentThreadCpuTime() - start).isLessThan(2_000_000_000L);
  }
}
