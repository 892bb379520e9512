import com.google.common.collect.Range;
import com.google.common.collect.TreeRangeSet;
import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import com.google.googlejavaformat.java.StringWrapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The formatter of the build: google-java-format over every Java file under some folders.
///
/// `Format check FOLDER...` lists the files that are not formatted and exits with 1 if there are
/// any; `Format write FOLDER...` formats them. Documentation comments stay as their authors wrote
/// them. So does what stands between the lines `// @formatter:off` and `// @formatter:on`, for
/// tables whose columns carry meaning.
///
/// The build runs this file from source, because google-java-format parses with the compiler of
/// the JVM it runs on: it has to be the JDK of the toolchain, not the one that Maven runs on.
final class Format {
  private static final Pattern OFF =
      Pattern.compile(
          "^ *// @formatter:off$.*?^ *// @formatter:on$", Pattern.MULTILINE | Pattern.DOTALL);

  private static final Formatter FORMATTER =
      new Formatter(
          JavaFormatterOptions.builder().style(Style.GOOGLE).formatJavadoc(false).build());

  public static void main(String[] args) throws IOException {
    boolean write = args[0].equals("write");
    int failures = 0;
    for (Path file : sources(List.of(args).subList(1, args.length))) {
      String before = Files.readString(file);
      try {
        String after = format(before);
        if (after.equals(before)) {
          continue;
        }
        if (write) {
          Files.writeString(file, after);
          System.out.println("formatted " + file);
        } else {
          System.err.println("not formatted: " + file);
          failures++;
        }
      } catch (FormatterException e) {
        System.err.println("cannot format: " + file + ":" + e.getMessage());
        failures++;
      }
    }
    if (failures > 0) {
      System.err.println("to format the sources: mvn -q -P format validate");
      System.exit(1);
    }
  }

  private static List<Path> sources(List<String> folders) throws IOException {
    var files = new ArrayList<Path>();
    for (String folder : folders) {
      try (var walk = Files.walk(Path.of(folder))) {
        walk.filter(file -> file.toString().endsWith(".java")).sorted().forEach(files::add);
      }
    }
    return files;
  }

  private static String format(String source) throws FormatterException {
    String imports =
        ImportOrderer.reorderImports(RemoveUnusedImports.removeUnusedImports(source), Style.GOOGLE);
    var formatted = TreeRangeSet.<Integer>create();
    formatted.add(Range.closedOpen(0, imports.length()));
    OFF.matcher(imports)
        .results()
        .forEach(kept -> formatted.remove(Range.closedOpen(kept.start(), kept.end())));
    return StringWrapper.wrap(FORMATTER.formatSource(imports, formatted.asRanges()), FORMATTER);
  }
}
