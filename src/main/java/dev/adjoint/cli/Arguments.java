package dev.adjoint.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a command is given: its operands, and the values of its options.
final class Arguments {
  private final Form form;
  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private final List<String> operands = new ArrayList<>();

  private Arguments(Form form) {
    this.form = form;
  }

  /// Reads the words behind the name of a command. An option's value is the next word, or stands
  /// behind a `=`; after `--` there are no more options.
  ///
  /// @throws UsageError if they are not what the command takes
  static Arguments read(Form form, List<String> words) {
    var arguments = new Arguments(form);
    boolean options = true;
    for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
      String word = rest.next();
      if (options && word.equals("--")) {
        options = false;
      } else if (options && isOption(word)) {
        arguments.option(word, rest);
      } else {
        arguments.operand(word);
      }
    }
    arguments.requireAll();
    return arguments;
  }

  /// Whether help is asked for, whatever else is.
  static boolean askForHelp(List<String> words) {
    return words.stream()
        .takeWhile(word -> !word.equals("--"))
        .anyMatch(word -> word.equals("-h") || word.equals(Option.HELP.name()));
  }

  /// Whether a word is meant as an option: `-` alone is a file.
  static boolean isOption(String word) {
    return word.startsWith("-") && word.length() > 1;
  }

  private void option(String word, Iterator<String> rest) {
    Option option = form.option(word).orElseThrow(() -> unknown(word));
    int equals = word.indexOf('=');
    String value;
    if (!option.takesValue()) {
      if (equals >= 0) {
        throw wrong("`%s` takes no value", option.name());
      }
      value = "";
    } else if (equals >= 0) {
      value = word.substring(equals + 1);
    } else {
      value = rest.hasNext() ? rest.next() : "--";
      if (value.equals("--") || form.option(value).isPresent()) {
        throw wrong("`%s` takes %s, and that is missing", option.name(), option.value());
      }
    }
    values.computeIfAbsent(option.name(), _ -> new ArrayList<>()).add(value);
  }

  private void operand(String word) {
    if (!operands.isEmpty() && !form.operand().takesMany()) {
      throw wrong("`%s` takes nothing more, and there is `%s`", form.name(), word);
    }
    operands.add(word);
  }

  private void requireAll() {
    String missing =
        Stream.concat(
                Stream.of(form.operand())
                    .filter(needed -> needed.required() && operands.isEmpty())
                    .map(needed -> "a " + needed.single()),
                form.options().stream()
                    .filter(needed -> needed.required() && !has(needed.name()))
                    .map(needed -> "`" + needed.form() + "`"))
            .collect(Collectors.joining(" and "));
    if (!missing.isEmpty()) {
      throw wrong("`%s` needs %s", form.name(), missing);
    }
  }

  /// What has no name, if it is there.
  Optional<String> operand() {
    return operands.stream().findFirst();
  }

  /// All that has no name, in its order.
  List<String> operands() {
    return operands;
  }

  /// Whether an option is there.
  boolean has(String name) {
    return values.containsKey(name);
  }

  /// All values of an option, in their order.
  List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /// The value of an option, if it is there; of several, the last.
  Optional<String> last(String name) {
    return has(name) ? Optional.of(all(name).getLast()) : Optional.empty();
  }

  /// The file of that name.
  Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException _) {
      throw wrong("`%s` cannot be the name of a file", name);
    }
  }

  private UsageError unknown(String word) {
    return UsageError.unknownOption(
        form.name(), word, form.options().stream().map(Option::name).toList(), help());
  }

  /// An error in these arguments.
  UsageError wrong(String message, Object... words) {
    return new UsageError(message.formatted(words), help());
  }

  private String help() {
    return "`adjoint help %s` tells what it takes".formatted(form.name());
  }
}
