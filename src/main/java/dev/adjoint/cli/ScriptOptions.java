package dev.adjoint.cli;

import dev.adjoint.lang.check.Elaborator;
import dev.adjoint.lang.check.Partial;
import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.check.Setup;
import dev.adjoint.lang.lint.Lint;
import dev.adjoint.lang.syntax.Parser;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.SourceText;
import dev.adjoint.tensor.DType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A script and what it is given from outside: common to all commands that read one.
record ScriptOptions(Arguments arguments) {
  static final Option FILE =
      Option.operand("FILE", true, "the script; - reads it from standard input");

  private static final Option SET =
      Option.of("--set", "NAME=VALUE", "another value for an `option` of the script");

  private static final Option BIND =
      Option.of("--bind", "NAME=FILE", "a .npy file for `data` that the script leaves open");

  private static final Option PRECISION =
      Option.of("--precision", "f32|f64", "numbers of 32 or 64 bits, whatever the script says");

  private static final Option SEED =
      Option.of("--seed", "NUMBER", "where random numbers start, whatever the script says");

  static final Option ALLOW_FILES =
      Option.flag(
          "--allow-files",
          "lets the script use files anywhere, not only in its\n"
              + "folder, in the current one, and those that --set names");

  private static final Option FORMAT =
      Option.of("--format", "text|json", "how messages look; json is one object a line");

  static final List<Option> ALL =
      List.of(SET, BIND, PRECISION, SEED, FORMAT, Bounds.MEMORY, Bounds.SECONDS, ALLOW_FILES);

  private static final Option ALLOW =
      Option.of("--allow", "CODE", "says nothing of a warning, such as W0103");

  private static final Option DENY =
      Option.of("--deny", "CODE|warnings", "takes a warning, or all, for an error");

  /// What commands take that warn.
  static final List<Option> WITH_WARNINGS =
      Stream.concat(ALL.stream(), Stream.of(ALLOW, DENY)).toList();

  /// Warns of what is seldom meant.
  ///
  /// @throws dev.adjoint.source.AdjointException with the warnings that are denied
  void warn(Script script, Console console) {
    List<String> allowed = arguments.all(ALLOW.name());
    List<String> denied = arguments.all(DENY.name());
    List<Diagnostic> errors = new ArrayList<>();
    for (Diagnostic warning : Lint.of(script)) {
      if (denied.contains("warnings") || denied.contains(warning.code())) {
        errors.add(warning.as(Diagnostic.Severity.ERROR));
      } else if (!allowed.contains(warning.code())) {
        console.report(warning);
      }
    }
    errors.removeIf(error -> allowed.contains(error.code()));
    if (!errors.isEmpty()) {
      throw new AdjointException(errors);
    }
  }

  /// Has the console speak as the arguments want.
  ///
  /// @throws UsageError if they want what there is not
  static void speak(Arguments arguments, Console console) {
    switch (arguments.last(FORMAT.name()).orElse("text")) {
      case "text" -> {}
      case "json" -> console.speakJson();
      case String other ->
          throw arguments.wrong("`%s` is text or json, not `%s`", FORMAT.name(), other);
    }
  }

  /// The script.
  ScriptFile file() {
    return new ScriptFile(arguments.operand().orElseThrow());
  }

  /// Reads the script, and finds it right.
  ///
  /// @throws UsageError if an option is not of its form
  /// @throws dev.adjoint.source.AdjointException with everything that is wrong with the script
  Script elaborate(Console console) {
    return elaborate(console, _ -> {});
  }

  /// The same, and shows the text to somebody first.
  Script elaborate(Console console, Consumer<SourceText> reader) {
    Partial known = partial(console, reader);
    if (!known.diagnostics().isEmpty()) {
      throw new AdjointException(known.diagnostics());
    }
    return known.script();
  }

  /// Reads the script, and says what is known of it even where it is wrong.
  Partial partial(Console console, Consumer<SourceText> reader) {
    Setup setup = setup();
    SourceText text = file().read(console.in());
    reader.accept(text);
    return Elaborator.partial(Parser.parse(text), setup);
  }

  /// What the arguments give the script.
  ///
  /// @throws UsageError if an option is not of its form
  Setup setup() {
    return new Setup(
        file().folder(),
        pairs(SET),
        files(pairs(BIND)),
        arguments.last(PRECISION.name()).map(this::dtype),
        arguments.last(SEED.name()).map(this::seed),
        arguments.has(ALLOW_FILES.name()));
  }

  /// `NAME=VALUE`s by their names; of several for one name, the last.
  private Map<String, String> pairs(Option option) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String text : arguments.all(option.name())) {
      int equals = text.indexOf('=');
      if (equals <= 0) {
        throw arguments.wrong(
            "`%s` takes %s, and `%s` is not of this form", option.name(), option.value(), text);
      }
      pairs.put(text.substring(0, equals).strip(), text.substring(equals + 1));
    }
    return pairs;
  }

  private Map<String, Path> files(Map<String, String> names) {
    Map<String, Path> files = new LinkedHashMap<>();
    names.forEach((name, file) -> files.put(name, arguments.path(file)));
    return files;
  }

  private DType dtype(String text) {
    return switch (text) {
      case "f32" -> DType.F32;
      case "f64" -> DType.F64;
      default -> throw arguments.wrong("`--precision` is f32 or f64, not `%s`", text);
    };
  }

  private long seed(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      throw arguments.wrong("`%s` takes %s, not `%s`", SEED.name(), SEED.value(), text);
    }
  }
}
