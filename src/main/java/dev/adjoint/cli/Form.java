package dev.adjoint.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a command takes, and what is said of it.
///
/// @param header what it does, in a sentence
/// @param usage what stands behind its name
/// @param description more of what it does, in lines of up to eighty letters; may be empty
/// @param operand what it takes without a name
/// @param options all but `--help`, which every command has
record Form(
    String name,
    String header,
    String usage,
    String description,
    Option operand,
    List<Option> options) {

  Form {
    options = Stream.concat(options.stream(), Stream.of(Option.HELP)).toList();
  }

  /// The option that a word names.
  Optional<Option> option(String word) {
    return options.stream().filter(option -> option.isIn(word)).findFirst();
  }

  /// The help of the command.
  String help() {
    StringBuilder text = new StringBuilder();
    text.append(header).append("\n\nUsage: adjoint ").append(name).append(' ').append(usage);
    if (!description.isEmpty()) {
      text.append("\n\n").append(description.strip());
    }
    text.append("\n\n").append(operand.help()).append("\nOptions:\n");
    options.forEach(option -> text.append(option.help()));
    return text.toString().stripTrailing();
  }
}
