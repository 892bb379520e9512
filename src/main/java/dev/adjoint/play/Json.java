package dev.adjoint.play;

import java.util.Map;

/// Values as JSON: maps, lists, texts, numbers, truths and null. A number that is not finite, which
/// JSON does not have, is null.
final class Json {
  private Json() {}

  static String of(Object value) {
    StringBuilder json = new StringBuilder();
    write(value, json);
    return json.toString();
  }

  private static void write(Object value, StringBuilder json) {
    switch (value) {
      case null -> json.append("null");
      case Map<?, ?> map -> {
        String before = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          json.append(before);
          write(entry.getKey().toString(), json);
          json.append(':');
          write(entry.getValue(), json);
          before = ",";
        }
        json.append(map.isEmpty() ? "{}" : "}");
      }
      case Iterable<?> items -> {
        json.append('[');
        String before = "";
        for (Object item : items) {
          json.append(before);
          write(item, json);
          before = ",";
        }
        json.append(']');
      }
      case Double number when !Double.isFinite(number) -> json.append("null");
      case Number number -> json.append(number);
      case Boolean truth -> json.append(truth);
      default -> text(value.toString(), json);
    }
  }

  private static void text(String text, StringBuilder json) {
    json.append('"');
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ' || c == '<' || Character.isSurrogate(c) || c == 0x2028 || c == 0x2029) {
        json.append("\\u%04x".formatted((int) c)); // also what would end a script of a page
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }
}
