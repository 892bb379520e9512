package dev.adjoint.json;

import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/// What JSON allows in a text and we do not write as it is.
final class Escapes extends CharacterEscapes {
  private static final long serialVersionUID = 1;
  private static final int DELETE = 0x7f;

  static final Escapes PLAIN = new Escapes(new int[0]);

  /// With `<`, so that no text ends the element that it stands in.
  static final Escapes FOR_SCRIPTS = new Escapes(new int[] {'<'});

  private final int[] ascii = standardAsciiEscapesForJSON();

  private Escapes(int[] others) {
    ascii[DELETE] = ESCAPE_STANDARD;
    for (int c : others) {
      ascii[c] = ESCAPE_STANDARD;
    }
  }

  JsonFactory factory() {
    return JsonFactory.builder()
        .characterEscapes(this)
        .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
        .build();
  }

  @Override
  public int[] getEscapeCodesForAscii() {
    return ascii.clone();
  }

  /// Half of a pair of surrogates has no form in UTF-8; the writer asks for each by itself. Two
  /// characters end a line of JavaScript.
  @Override
  public SerializableString getEscapeSequence(int c) {
    boolean isWritten = !Character.isSurrogate((char) c) && c != 0x2028 && c != 0x2029;
    return isWritten ? null : new SerializedString("\\u%04x".formatted(c));
  }
}
