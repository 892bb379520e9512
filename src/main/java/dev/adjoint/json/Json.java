package dev.adjoint.json;

import java.io.StringWriter;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes an object as JSON on one line. Its methods add a field each, in the order of the calls.
///
/// What is written has a form in UTF-8 whatever is in the texts, and ends no line of JavaScript. A
/// number that is not finite, which JSON does not have, is null.
public final class Json {
  private static final JsonFactory PLAIN = Escapes.PLAIN.factory();
  private static final JsonFactory FOR_SCRIPTS = Escapes.FOR_SCRIPTS.factory();

  private final JsonGenerator out;
  private final boolean isSparse; // whether null and empty lists are left out

  private Json(JsonGenerator out, boolean isSparse) {
    this.out = out;
    this.isSparse = isSparse;
  }

  /// An object with all its fields: null and empty lists are written, too.
  ///
  /// @param fields writes its fields
  public static <T> String of(T value, BiConsumer<Json, T> fields) {
    return write(PLAIN, false, value, fields);
  }

  /// An object that may stand within a `<script>` element, as no `<` is in it. A field that is null
  /// or an empty list is left out.
  ///
  /// @param fields writes its fields
  public static <T> String forScript(T value, BiConsumer<Json, T> fields) {
    return write(FOR_SCRIPTS, true, value, fields);
  }

  private static <T> String write(
      JsonFactory factory, boolean isSparse, T value, BiConsumer<Json, T> fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = factory.createGenerator(ObjectWriteContext.empty(), text)) {
      new Json(out, isSparse).braces(value, fields);
    }
    return text.toString();
  }

  public Json text(String name, String value) {
    return field(name, value, out::writeString);
  }

  public Json number(String name, Number value) {
    return field(name, value, this::write);
  }

  public Json truth(String name, boolean value) {
    return field(name, value, out::writeBoolean);
  }

  public <T> Json object(String name, T value, BiConsumer<Json, T> fields) {
    return field(name, value, it -> braces(it, fields));
  }

  public <T> Json objects(String name, List<T> values, BiConsumer<Json, T> fields) {
    return list(name, values, value -> braces(value, fields));
  }

  public Json texts(String name, List<String> values) {
    return list(name, values, out::writeString);
  }

  public Json numbers(String name, List<? extends Number> values) {
    return list(name, values, this::write);
  }

  /// A list of lists of numbers.
  public Json rows(String name, List<? extends List<? extends Number>> rows) {
    return list(name, rows, row -> brackets(row, this::write));
  }

  private <T> Json field(String name, T value, Consumer<T> write) {
    if (value != null) {
      out.writeName(name);
      write.accept(value);
    } else if (!isSparse) {
      out.writeNullProperty(name);
    }
    return this;
  }

  private <T> Json list(String name, List<T> values, Consumer<? super T> write) {
    if (!values.isEmpty() || !isSparse) {
      out.writeName(name);
      brackets(values, write);
    }
    return this;
  }

  private <T> void brackets(List<T> values, Consumer<? super T> write) {
    out.writeStartArray();
    values.forEach(write);
    out.writeEndArray();
  }

  private <T> void braces(T value, BiConsumer<Json, T> fields) {
    out.writeStartObject();
    fields.accept(this, value);
    out.writeEndObject();
  }

  private void write(Number number) {
    switch (number) {
      case Double x when Double.isFinite(x) -> out.writeNumber(x);
      case Double _ -> out.writeNull();
      default -> out.writeNumber(number.longValue());
    }
  }
}
