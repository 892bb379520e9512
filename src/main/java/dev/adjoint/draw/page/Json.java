package dev.adjoint.draw.page;

import java.util.List;
import java.util.function.BiConsumer;

/// Writes JSON that may stand within a `<script>` element: no `<` is in it, and nothing that ends a
/// line of JavaScript. A field that is null or an empty list is left out.
final class Json {
  private final StringBuilder out = new StringBuilder();
  private boolean isFirst = true; // in the brackets that are open

  private Json() {}

  /// An object.
  ///
  /// @param fields writes its fields
  static <T> String of(T value, BiConsumer<Json, T> fields) {
    Json json = new Json();
    json.braces(value, fields);
    return json.out.toString();
  }

  Json text(String name, String value) {
    if (value != null) {
      name(name);
      quote(value);
    }
    return this;
  }

  Json number(String name, Integer value) {
    if (value != null) {
      name(name);
      out.append(value);
    }
    return this;
  }

  <T> Json object(String name, T value, BiConsumer<Json, T> fields) {
    if (value != null) {
      name(name);
      braces(value, fields);
    }
    return this;
  }

  <T> Json objects(String name, List<T> values, BiConsumer<Json, T> fields) {
    return list(name, values, value -> braces(value, fields));
  }

  Json texts(String name, List<String> values) {
    return list(name, values, this::quote);
  }

  Json numbers(String name, List<Integer> values) {
    return list(name, values, out::append);
  }

  private <T> Json list(String name, List<T> values, java.util.function.Consumer<T> write) {
    if (values.isEmpty()) {
      return this;
    }
    name(name);
    out.append('[');
    isFirst = true;
    for (T value : values) {
      comma();
      write.accept(value);
    }
    out.append(']');
    isFirst = false;
    return this;
  }

  private <T> void braces(T value, BiConsumer<Json, T> fields) {
    out.append('{');
    isFirst = true;
    fields.accept(this, value);
    out.append('}');
    isFirst = false;
  }

  private void name(String name) {
    comma();
    quote(name);
    out.append(':');
  }

  private void comma() {
    if (!isFirst) {
      out.append(',');
    }
    isFirst = false;
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        default -> {
          if (isPlain(c) || isPaired(text, i)) {
            out.append(c);
          } else {
            out.append("\\u%04x".formatted((int) c));
          }
        }
      }
    }
    out.append('"');
  }

  private static boolean isPlain(char c) {
    return c >= ' '
        && c != '<'
        && c != 0x7f
        && c != 0x2028
        && c != 0x2029
        && !Character.isSurrogate(c);
  }

  /// Whether the surrogate at `i` is half of a character; one alone cannot be written in UTF-8.
  private static boolean isPaired(String text, int i) {
    char c = text.charAt(i);
    return Character.isHighSurrogate(c)
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : Character.isLowSurrogate(c) && i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }
}
