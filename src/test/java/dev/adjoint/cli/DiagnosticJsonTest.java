package dev.adjoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.SourceText;
import dev.adjoint.source.Span;
import org.junit.jupiter.api.Test;

/// Diagnostics as programs read them.
class DiagnosticJsonTest {
  private static final SourceText SOURCE = new SourceText("a.adj", "x = 1\ny = 2 % \"é\"\n");

  @Test
  void hasAllThatAMessageSays() {
    Diagnostic diagnostic =
        Diagnostic.error("E0120", new Span(SOURCE, 12, 13), "no \"%\" here")
            .label(new Span(SOURCE, 0, 1), "and a \\")
            .note("one")
            .help("two")
            .fix(new Span(SOURCE, 10, 17), "mod(2, 3)", "write it");
    assertThat(DiagnosticJson.of(diagnostic))
        .isEqualTo(
            """
            {"severity":"error","code":"E0120","message":"no \\"%\\" here",\
            "span":{"file":"a.adj","start":{"line":2,"column":7,"offset":12},\
            "end":{"line":2,"column":8,"offset":13}},\
            "labels":[{"span":{"file":"a.adj","start":{"line":1,"column":1,"offset":0},\
            "end":{"line":1,"column":2,"offset":1}},"text":"and a \\\\"}],\
            "notes":["one"],"helps":[{"text":"two"},{"text":"write it",\
            "span":{"file":"a.adj","start":{"line":2,"column":5,"offset":10},\
            "end":{"line":2,"column":12,"offset":17}},"replacement":"mod(2, 3)"}]}\
            """);
  }

  @Test
  void hasNoPlaceWhereThereIsNone() {
    assertThat(DiagnosticJson.of(Diagnostic.error("E0301", "a\nb\tc\u0001é\ud83d\ude00")))
        .isEqualTo(
            """
            {"severity":"error","code":"E0301","message":"a\\nb\\tc\\u0001é\\ud83d\\ude00",\
            "span":null,"labels":[],"notes":[],"helps":[]}\
            """);
  }
}
