package dev.adjoint.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// What is written, as it stands and as another reader of JSON takes it.
class JsonTest {
  private static final String LINE_SEPARATOR = "\u2028";

  private static Map<String, Object> read(String json) {
    return new org.openqa.selenium.json.Json().toType(json, org.openqa.selenium.json.Json.MAP_TYPE);
  }

  /// Any characters, with many of those that need care.
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
            Arbitraries.chars().all(),
            Arbitraries.chars().range('\0', '\u007f'),
            Arbitraries.chars().range('\ud7f0', '\ue010'),
            Arbitraries.of('"', '\\', '/', '<', '>', '&', '\n', '\u2028', '\u2029', '\ufeff'))
        .list()
        .ofMaxSize(40)
        .map(chars -> String.join("", chars.stream().map(String::valueOf).toList()));
  }

  @Property
  void anyTextIsReadAsItWas(@ForAll("texts") String text) {
    for (String json :
        List.of(
            Json.of(text, (to, it) -> to.text("text", it)),
            Json.forScript(text, (to, it) -> to.text("text", it)))) {
      assertThat(read(json)).isEqualTo(Map.of("text", text));
      assertThat(new String(json.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
          .isEqualTo(json);
      assertThat(json.chars().filter(c -> c < ' ' || c == 0x7f || c == 0x2028 || c == 0x2029))
          .isEmpty();
    }
  }

  @Property
  void noTextEndsAScript(@ForAll("texts") String text) {
    assertThat(Json.forScript(text + "</script>", (to, it) -> to.text("text", it)))
        .doesNotContain("<");
  }

  @Test
  void escapesWhatMustBe() {
    String text = "</script>\t\u0001\u007f\"\\é" + LINE_SEPARATOR + "\ud83d\ude00 \ud800";
    assertThat(Json.forScript(text, (to, it) -> to.text("text", it)))
        .isEqualTo(
            """
            {"text":"\\u003c/script>\\t\\u0001\\u007f\\"\\\\é\\u2028\\ud83d\\ude00 \\ud800"}\
            """);
    assertThat(Json.of("a < b", (to, it) -> to.text("text", it))).isEqualTo("{\"text\":\"a < b\"}");
  }

  @Property
  void anyNumberIsReadAsItWas(@ForAll double x, @ForAll long n) {
    Map<String, Object> read =
        read(Json.of(x, (to, it) -> to.number("x", it).number("n", n).numbers("xs", List.of(x))));
    assertThat(((Number) read.get("x")).doubleValue()).isEqualTo(x);
    assertThat(((Number) read.get("n")).longValue()).isEqualTo(n);
    assertThat(read.get("xs")).isEqualTo(List.of(read.get("x")));
  }

  @Test
  void numbersLookAsInJava() {
    List<Double> numbers = List.of(1.0, -0.0, 1e-3, 1e21, 0.1, Double.MIN_VALUE);
    assertThat(Json.of(numbers, (to, it) -> to.numbers("x", it)))
        .isEqualTo("{\"x\":[1.0,-0.0,0.001,1.0E21,0.1,4.9E-324]}");
    List<Double> others = List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    assertThat(Json.of(others, (to, it) -> to.rows("x", List.of(it, List.of(1, 2L)))))
        .isEqualTo("{\"x\":[[null,null,null],[1,2]]}");
  }

  private static void fields(Json json, String text) {
    json.text("text", text)
        .number("number", null)
        .truth("truth", false)
        .object("object", text, (to, it) -> to.text("inner", it))
        .texts("texts", List.of())
        .objects("objects", Arrays.asList("a", "b"), (to, it) -> to.text("name", it).number("n", 1))
        .numbers("numbers", List.of());
  }

  @Test
  void writesAllFieldsOrThoseThatSaySomething() {
    assertThat(Json.of((String) null, JsonTest::fields))
        .isEqualTo(
            """
            {"text":null,"number":null,"truth":false,"object":null,"texts":[],\
            "objects":[{"name":"a","n":1},{"name":"b","n":1}],"numbers":[]}\
            """);
    assertThat(Json.forScript((String) null, JsonTest::fields))
        .isEqualTo(
            """
            {"truth":false,"objects":[{"name":"a","n":1},{"name":"b","n":1}]}\
            """);
    assertThat(Json.forScript("", JsonTest::fields)).startsWith("{\"text\":\"\",\"truth\":false,");
  }
}
