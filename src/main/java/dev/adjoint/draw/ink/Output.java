package dev.adjoint.draw.ink;

import dev.adjoint.draw.sketch.DrawError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Writes drawings to files.
public final class Output {
  private Output() {}

  /// Writes what the extension of the file's name asks for. The folder must be there; the file
  /// appears at once and whole.
  public static void write(Path file, Map<String, Supplier<byte[]>> formats) {
    String name = file.getFileName() == null ? "" : file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String extension = dot < 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
    Supplier<byte[]> format = formats.get(extension);
    if (format == null) {
      throw DrawError.UNKNOWN_FORMAT.thrown(
          extension.isEmpty()
              ? "`%s` does not say which format to draw".formatted(file)
              : "`%s` is no format that we draw".formatted(extension),
          "end the name in "
              + formats.keySet().stream().sorted().collect(Collectors.joining(", ")));
    }
    Path folder = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      throw DrawError.NO_FOLDER.thrown(
          "there is no folder `%s` to write `%s` to".formatted(folder, name),
          "make the folder first");
    }
    if (Files.isDirectory(file)) {
      throw DrawError.NOT_WRITTEN.thrown("`%s` is a folder".formatted(file));
    }
    put(file, folder, format.get());
  }

  private static void put(Path file, Path folder, byte[] bytes) {
    Path temporary =
        folder.resolve("." + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".tmp");
    try {
      try {
        Files.write(temporary, bytes, StandardOpenOption.CREATE_NEW);
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (AccessDeniedException e) {
      throw DrawError.NOT_WRITTEN.thrown(e, "`%s` may not be written".formatted(file));
    } catch (IOException e) {
      throw DrawError.NOT_WRITTEN.thrown(
          e, "`%s` could not be written: %s".formatted(file, e.getMessage()));
    }
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
