package dev.adjoint.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The page on each code of a diagnostic: what it means, an example that is wrong, the same mended,
/// and why the language has the rule. A page is the Markdown file of that name in `codes`.
public final class CodePages {
  private static final Pattern CODE = Pattern.compile("[EWR]\\d{4}");

  private CodePages() {}

  /// Whether a word has the form of a code, in letters of either case.
  public static boolean isCode(String word) {
    return CODE.matcher(word.toUpperCase(Locale.ROOT)).matches();
  }

  /// The page on a code in Markdown, if there is such a code.
  public static Optional<String> markdown(String code) {
    if (!isCode(code)) {
      return Optional.empty();
    }
    String file = "codes/" + code.toUpperCase(Locale.ROOT) + ".md";
    try (InputStream in = CodePages.class.getResourceAsStream(file)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The page on a code as a terminal shows it, without an end of line after it: programs are
  /// indented instead of fenced.
  public static Optional<String> text(String code) {
    return markdown(code).map(CodePages::plain);
  }

  private static String plain(String markdown) {
    StringBuilder text = new StringBuilder();
    boolean isProgram = false;
    for (String line : markdown.lines().toList()) {
      if (line.startsWith("```")) {
        isProgram = !isProgram;
      } else if (isProgram && !line.isEmpty()) {
        text.append("    ").append(line).append('\n');
      } else {
        text.append(line.startsWith("# ") ? line.substring(2) : line).append('\n');
      }
    }
    return text.toString().stripTrailing();
  }
}
