package dev.adjoint.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.draw.page.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// That the page finds the whole of what a node was written as. In each line a node's own span
/// stands between ‹ and ›, and the whole between « and ».
class ExpressionTest {
  private static final String CASES =
      """
      «u = b ‹*› c»
      J = -mean(Y * log(A) + «(1 - Y) ‹*› log(1 - A)»)
      J = -mean(«Y * log(A) ‹+› (1 - Y) * log(1 - A)»)
      J = -mean(Y * «‹log(A)›» + (1 - Y))
      y = «w.T ‹@› X» + b
      «y = w.T @ X ‹+› b» # with - a comment
      y = «a ‹-› b» + c
      «y = a - b ‹+› c»
      y = a ^ «b ‹^› c» * 2
      y = «a ‹^› b ^ c» * 2
      «y = -a ‹*› b»
      y = «‹-›a ^ 2» + 1
      y = a * «‹-›b» + 1
      «y = a ‹+›¶  b * c»¶z = 2
      «y = (a +¶ b) ‹*›¶ c»¶z = 2
      f(a, «b ‹*› c», d)
      x[1:«n ‹-› 1», :]
      expect «J ‹==› 33»
      y = if «a ‹>› 0» then b else c
      y = not «a ‹==› b»
      y = «a == b ‹and› not c» or d
      «y = X |> hidden ‹|>› output»
      for l in «1‹..›L-1» {
      print("a * b", «c ‹*› "d * e"»)
      «a = ‹5›»
      «y = ‹a›»; b = 3
      «param ‹W›: [units, j] = normal(0, 0.01)»¶x = 1
      layer d(x) { «param ‹b›: [u, 1] = zeros» }
      «data ‹X›: [n, m] = reshape(images,¶ [209, -1]).T / 255»¶param w
      «y = a ‹*›»
      """;

  @Test
  void findsTheWholeExpression() throws IOException {
    List<String> lines = CASES.lines().map(line -> line.replace('¶', '\n')).toList();
    Object found =
        Browser.open()
            .script(
                script()
                    + """
                    return arguments[0].map((line) => {
                      const text = line.replace(/[«»‹›]/g, "");
                      const marked = line.replace(/[«»]/g, "");
                      const own = { start: marked.indexOf("‹"), end: marked.indexOf("›") - 1 };
                      const { start, end } = whole(lexemes(text), own, { name: text.split(" ")[0] });
                      return `${text.slice(0, start)}«${text.slice(start, end)}»${text.slice(end)}`;
                    });
                    """,
                lines);
    assertThat(found).isEqualTo(lines.stream().map(line -> line.replaceAll("[‹›]", "")).toList());
  }

  private static String script() throws IOException {
    try (InputStream in = Page.class.getResourceAsStream("expression.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
