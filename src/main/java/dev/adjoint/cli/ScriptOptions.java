package dev.adjoint.cli;

import dev.adjoint.lang.check.Elaborator;
import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.check.Setup;
import dev.adjoint.lang.syntax.Parser;
import dev.adjoint.tensor.DType;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// A script and what it is given from outside: common to all commands that read one.
final class ScriptOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Parameters(paramLabel = "FILE", description = "the script; - reads it from standard input")
  private String file;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "another value for an `option` of the script")
  private List<String> settings = List.of();

  @Option(
      names = "--bind",
      paramLabel = "NAME=FILE",
      description = "a .npy file for `data` that the script leaves open")
  private List<String> bindings = List.of();

  @Option(
      names = "--precision",
      paramLabel = "f32|f64",
      description = "numbers of 32 or 64 bits, whatever the script says")
  private String precision;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "where random numbers start, whatever the script says")
  private Long seed;

  /// The script.
  ScriptFile file() {
    return new ScriptFile(file);
  }

  /// Reads the script, and finds it right.
  ///
  /// @throws ParameterException if an option is not of its form
  /// @throws dev.adjoint.source.AdjointException with everything that is wrong with the script
  Script elaborate(Console console) {
    Setup setup =
        new Setup(
            file().folder(),
            pairs("--set", "VALUE", settings),
            files(pairs("--bind", "FILE", bindings)),
            Optional.ofNullable(precision).map(this::dtype),
            Optional.ofNullable(seed));
    return Elaborator.elaborate(Parser.parse(file().read(console.in())), setup);
  }

  /// `NAME=VALUE`s by their names; of several for one name, the last.
  private Map<String, String> pairs(String option, String kind, List<String> texts) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String text : texts) {
      int equals = text.indexOf('=');
      if (equals <= 0) {
        throw wrong("`%s` takes NAME=%s, and `%s` is not of this form", option, kind, text);
      }
      pairs.put(text.substring(0, equals).strip(), text.substring(equals + 1));
    }
    return pairs;
  }

  private Map<String, Path> files(Map<String, String> names) {
    Map<String, Path> files = new LinkedHashMap<>();
    names.forEach(
        (name, file) -> {
          try {
            files.put(name, Path.of(file));
          } catch (InvalidPathException _) {
            throw wrong("`%s` cannot be the name of a file", file);
          }
        });
    return files;
  }

  private DType dtype(String text) {
    return switch (text) {
      case "f32" -> DType.F32;
      case "f64" -> DType.F64;
      default -> throw wrong("`--precision` is f32 or f64, not `%s`", text);
    };
  }

  private ParameterException wrong(String message, Object... words) {
    return new ParameterException(command.commandLine(), message.formatted(words));
  }
}
