package dev.adjoint.play;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.json.Json;

/// Reads JSON, for tests: objects are maps, arrays lists, numbers doubles.
final class JsonText {
  private JsonText() {}

  static Object read(String text) {
    return inDoubles(new Json().toType(text, Object.class));
  }

  private static Object inDoubles(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<Object, Object> all = new LinkedHashMap<>();
        map.forEach((name, field) -> all.put(name, inDoubles(field)));
        yield all;
      }
      case List<?> list -> list.stream().map(JsonText::inDoubles).toList();
      case Number number -> number.doubleValue();
      case null, default -> value;
    };
  }
}
