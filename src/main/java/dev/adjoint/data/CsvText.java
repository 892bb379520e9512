package dev.adjoint.data;

import dev.adjoint.source.AdjointException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/// The text of a CSV file, in UTF-8 or, with a mark that says so, in UTF-16; packed by gzip or not,
/// which its first bytes tell.
final class CsvText {
  private static final int BUFFER = 1 << 16;
  private static final int SNIFFED = 512;

  private CsvText() {}

  /// The characters, without a mark before them. Reading them fails where bytes are no characters.
  ///
  /// @throws AdjointException if there is no such file, or it does not look like text
  static Reader open(DataPath file) throws IOException {
    InputStream bytes = bytes(file);
    try {
      bytes.mark(SNIFFED);
      byte[] start = bytes.readNBytes(SNIFFED);
      bytes.reset();
      Charset charset = charset(file, start);
      if (charset == StandardCharsets.UTF_8 && startsWith(start, 0xEF, 0xBB, 0xBF)) {
        bytes.skipNBytes(3);
      }
      return new InputStreamReader(
          bytes, charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT));
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  private static InputStream bytes(DataPath file) throws IOException {
    InputStream in = new BufferedInputStream(file.open(), BUFFER);
    try {
      in.mark(2);
      boolean gzip = startsWith(in.readNBytes(2), 0x1F, 0x8B);
      in.reset();
      return gzip ? new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER) : in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static Charset charset(DataPath file, byte[] start) {
    if (startsWith(start, 0xFE, 0xFF) || startsWith(start, 0xFF, 0xFE)) {
      return StandardCharsets.UTF_16;
    }
    for (byte b : start) {
      if (b == 0) {
        throw DataError.WRONG_FORMAT.because(
            file.quoted() + " is not a text file: it holds zero bytes");
      }
    }
    return StandardCharsets.UTF_8;
  }

  private static boolean startsWith(byte[] bytes, int... start) {
    for (int i = 0; i < start.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != start[i]) {
        return false;
      }
    }
    return true;
  }

  /// What to throw where bytes were no characters. The decoder reads far ahead of the rows and does
  /// not say where it failed, so the file is looked through once more.
  static AdjointException notUtf8(DataPath file, IOException cause) {
    var says = DataError.WRONG_FORMAT.says(file.quoted() + " is not text in UTF-8");
    long line = firstLineNotUtf8(file);
    return new AdjointException(
        (line > 0 ? says.note("line " + line + " holds a byte that UTF-8 has no place for") : says)
            .help("save the file as UTF-8; Excel calls it \"CSV UTF-8\""),
        cause);
  }

  /// The first line that is not UTF-8, from 1; 0 if there is none.
  private static long firstLineNotUtf8(DataPath file) {
    var line = new ByteArrayOutputStream();
    try (InputStream in = bytes(file)) {
      for (long number = 1; ; number++) {
        int b = in.read();
        for (; b >= 0 && b != '\n'; b = in.read()) {
          line.write(b);
        }
        if (!isUtf8(line.toByteArray())) {
          return number;
        }
        if (b < 0) {
          return 0;
        }
        line.reset();
      }
    } catch (IOException e) {
      return 0;
    }
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
