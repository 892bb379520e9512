package dev.adjoint.draw.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openqa.selenium.json.Json;

/// What the scripts of a page rely on in its document, read from the page by another JSON reader.
public final class Contract {
  private static final Pattern DOCUMENT =
      Pattern.compile(
          "<script type=\"application/json\" id=\"document\">(.*?)</script>", Pattern.DOTALL);

  private final Map<String, Object> document;

  private Contract(Map<String, Object> document) {
    this.document = document;
  }

  /// The document of a page.
  public static Map<String, Object> read(String html) {
    Matcher matcher = DOCUMENT.matcher(html);
    assertThat(matcher.find()).isTrue();
    return new Json().toType(matcher.group(1), Json.MAP_TYPE);
  }

  /// Holds a page to it, and gives the document.
  public static Map<String, Object> check(String html) {
    Map<String, Object> document = read(html);
    assertThat(document)
        .containsEntry("format", "adjoint-picture-1")
        .containsKeys("title", "of", "direction", "views");
    Contract contract = new Contract(document);
    list(document, "views").forEach(contract::view);
    list(document, "problems").forEach(contract::problem);
    return document;
  }

  /// The objects of a list; none where it is left out.
  @SuppressWarnings("unchecked")
  public static List<Map<String, Object>> list(Map<String, Object> object, String name) {
    return (List<Map<String, Object>>) object.getOrDefault(name, List.of());
  }

  /// An object of an object, or null.
  @SuppressWarnings("unchecked")
  public static Map<String, Object> object(Map<String, Object> object, String name) {
    return (Map<String, Object>) object.get(name);
  }

  private static int number(Map<String, Object> object, String name) {
    return ((Number) object.getOrDefault(name, 0)).intValue();
  }

  private void view(Map<String, Object> view) {
    assertThat(view).containsKeys("id", "title", "caption", "nodes");
    int nodes = list(view, "nodes").size();
    int groups = list(view, "groups").size();
    Set<Object> inhabited = new HashSet<>();
    for (Map<String, Object> edge : list(view, "edges")) {
      assertThat(number(edge, "from")).isBetween(0, number(edge, "to") - 1);
      assertThat(number(edge, "to")).isLessThan(nodes);
    }
    for (int id = 0; id < nodes; id++) {
      Map<String, Object> node = list(view, "nodes").get(id);
      node(node, id);
      if (node.containsKey("group")) {
        assertThat(number(node, "group")).isBetween(0, groups - 1);
        inhabited.add(node.get("group"));
      }
    }
    for (int id = groups - 1; id >= 0; id--) {
      Map<String, Object> group = list(view, "groups").get(id);
      assertThat(number(group, "id")).isEqualTo(id);
      assertThat(inhabited).contains((long) id);
      list(group, "spans").forEach(this::span);
      if (group.containsKey("parent")) {
        assertThat(number(group, "parent")).isLessThan(id);
        inhabited.add(group.get("parent"));
      }
    }
    for (Map<String, Object> run : list(view, "runs")) {
      List<?> members = (List<?>) run.get("groups");
      assertThat(members).hasSizeGreaterThan(1);
      for (Object member : members) {
        Map<String, Object> group = list(view, "groups").get(((Number) member).intValue());
        assertThat(group.get("parent")).isEqualTo(run.get("parent"));
      }
    }
  }

  private void node(Map<String, Object> node, int id) {
    assertThat(node).containsKeys("title", "shape", "forward");
    assertThat(node.containsKey("op") || node.containsKey("name")).isTrue();
    assertThat(node.getOrDefault("role", "operation"))
        .isIn("data", "parameter", "constant", "operation", "output");
    list(node, "spans").forEach(this::span);
    if (node.containsKey("problem")) {
      assertThat(number(node, "problem")).isBetween(0, list(document, "problems").size() - 1);
    }
    assertThat(node.containsKey("value")).isNotEqualTo(node.containsKey("noValue"));
    assertThat(node.containsKey("gradient")).isEqualTo(node.containsKey("backward"));
    numbers(node, "value");
    numbers(node, "gradient");
    Map<String, Object> backward = object(node, "backward");
    if (backward != null) {
      Map<String, Object> arrives = object(backward, "arrives");
      assertThat(arrives).containsKey("text");
      list(arrives, "terms").forEach(term -> assertThat(number(term, "from")).isGreaterThan(id));
      for (Map<String, Object> local : list(backward, "locals")) {
        assertThat(local).containsKey("line");
        assertThat(number(local, "operand")).isBetween(0, id - 1);
      }
    }
  }

  private void problem(Map<String, Object> problem) {
    assertThat(problem).containsKeys("severity", "code", "message", "text");
    if (problem.containsKey("source")) {
      span(problem);
    }
    if (problem.containsKey("node")) {
      Map<String, Object> node =
          list(list(document, "views").getFirst(), "nodes").get(number(problem, "node"));
      assertThat(list(document, "problems").get(number(node, "problem"))).isSameAs(problem);
    }
  }

  private void span(Map<String, Object> span) {
    Map<String, Object> source = list(document, "sources").get(number(span, "source"));
    String text = (String) source.get("text");
    assertThat(number(span, "start")).isBetween(0, number(span, "end"));
    assertThat(number(span, "end")).isLessThanOrEqualTo(text.length());
  }

  /// A value or gradient, whose sizes are those of its node.
  private static void numbers(Map<String, Object> node, String name) {
    Map<String, Object> numbers = object(node, name);
    if (numbers == null) {
      return;
    }
    String shape = (String) node.getOrDefault("sizes", node.get("shape"));
    int count =
        Pattern.compile("\\d+")
            .matcher(shape)
            .results()
            .mapToInt(size -> Integer.parseInt(size.group()))
            .reduce(1, (a, b) -> a * b);
    int finite = count - number(numbers, "nan") - number(numbers, "infinite");
    assertThat(numbers).containsKey("short");
    assertThat(numbers.containsKey("text")).isEqualTo(count <= 24);
    assertThat(numbers.containsKey("mean")).isEqualTo(finite > 0);
    List<?> counts = (List<?>) numbers.get("histogram");
    if (counts != null) {
      assertThat(counts).hasSize(24);
      assertThat(counts.stream().mapToInt(bin -> ((Number) bin).intValue()).sum())
          .isEqualTo(finite);
    }
    Map<String, Object> heat = object(numbers, "heat");
    if (heat != null) {
      assertThat(Base64.getDecoder().decode((String) heat.get("cells")))
          .hasSize(number(heat, "rows") * number(heat, "columns"));
    }
  }
}
