package dev.adjoint.cli;

import dev.adjoint.source.Spelling;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What is said of a command line that is wrong.
final class Usage {
  private Usage() {}

  /// Says it.
  ///
  /// @return the exit status
  static int report(ParameterException e, Console console) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    switch (e) {
      case UnmatchedArgumentException unmatched ->
          unmatched(
              unmatched.getUnmatched().getFirst(), unmatched.isUnknownOption(), command, console);
      case MissingParameterException missing ->
          console.say(missing(missing.getMissing(), command), help(command));
      case ParameterException other ->
          console.say(isMisread(other) ? misread(other) : other.getMessage(), help(command));
    }
    return Status.USAGE;
  }

  private static void unmatched(String word, boolean option, CommandSpec command, Console console) {
    if (option) {
      String name = word.replaceFirst("=.*", "");
      String what = "`%s` has no option `%s`".formatted(command.name(), name);
      console.say(what, nearest(name, command.optionsMap().keySet(), command));
    } else if (command.subcommands().isEmpty()) {
      String what = "`%s` takes nothing more, and there is `%s`".formatted(command.name(), word);
      console.say(what, help(command));
    } else {
      console.say(
          "there is no command `%s`".formatted(word),
          word.endsWith(".adj")
              ? "`adjoint run %s` runs it".formatted(word)
              : nearest(word, command.subcommands().keySet(), command));
    }
  }

  private static String nearest(String word, Collection<String> known, CommandSpec command) {
    return Spelling.nearest(word, known)
        .map("did you mean `%s`?"::formatted)
        .orElseGet(() -> help(command));
  }

  private static String missing(List<ArgSpec> missing, CommandSpec command) {
    if (missing.getFirst() instanceof OptionSpec option && !option.required()) {
      return "`%s` takes %s, and that is missing"
          .formatted(option.longestName(), option.paramLabel());
    }
    String all = missing.stream().map(Usage::form).collect(Collectors.joining(" and "));
    return "`%s` needs %s".formatted(command.name(), all);
  }

  private static String form(ArgSpec spec) {
    return spec instanceof OptionSpec option
        ? "`%s %s`".formatted(option.longestName(), option.paramLabel())
        : "a " + spec.paramLabel();
  }

  private static boolean isMisread(ParameterException e) {
    return e.getArgSpec() instanceof OptionSpec && e.getValue() != null;
  }

  private static String misread(ParameterException e) {
    OptionSpec option = (OptionSpec) e.getArgSpec();
    return "`%s` takes %s, not `%s`"
        .formatted(option.longestName(), option.paramLabel(), e.getValue());
  }

  private static String help(CommandSpec command) {
    return command.parent() == null
        ? "`adjoint --help` lists the commands"
        : "`adjoint help %s` tells what it takes".formatted(command.name());
  }
}
