package dev.adjoint.cli;

import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;
import dev.adjoint.lang.check.Action;
import dev.adjoint.lang.check.Script;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The value of a script that a command is about: `--of NAME`, or what the script is most likely
/// about.
record Subject(Script script, Arguments arguments) {
  static Option option(String what) {
    return Option.of(
        "--of", "NAME", what + ": by itself the cost that is trained,\nor the last scalar");
  }

  /// How the script refers to it.
  String name() {
    Map<String, Node> tensors = script.tensors();
    Optional<String> of = arguments.last("--of");
    if (of.isPresent()) {
      return known(of.get());
    }
    Node likely =
        likely()
            .orElseThrow(
                () ->
                    arguments.wrong(
                        "`%s` computes no scalar, and `--of NAME` is not given; %s",
                        file(), names()));
    return tensors.entrySet().stream()
        .filter(entry -> entry.getValue() == likely)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  /// What is asked for, else the cost, of a script that is wrong; nothing if it has no such value.
  Optional<Node> known() {
    return arguments
        .last("--of")
        .map(name -> Optional.ofNullable(script.tensors().get(name)))
        .orElseGet(this::cost);
  }

  /// A name that the script has a value for.
  ///
  /// @throws UsageError with the nearest that it has, if there is none
  String known(String name) {
    if (!script.tensors().containsKey(name)) {
      throw arguments.wrong(
          "`%s` has no value `%s`; %s",
          file(), name, UsageError.nearest(name, script.tensors().keySet(), names()));
    }
    return name;
  }

  /// The names of an option that takes several, with commas, each one that the script has a value for.
  List<String> names(String option) {
    return arguments.all(option).stream()
        .flatMap(names -> Arrays.stream(names.split(",")))
        .map(String::strip)
        .map(this::known)
        .toList();
  }

  Node node() {
    return script.tensors().get(name());
  }

  private String file() {
    return new ScriptOptions(arguments).file().name();
  }

  private Optional<Node> likely() {
    return cost()
        .or(
            () ->
                script.tensors().values().stream()
                    .filter(Subject::isResult)
                    .reduce((_, last) -> last));
  }

  private Optional<Node> cost() {
    Map<String, Node> tensors = script.tensors();
    return script.actions().stream()
        .filter(Action.Train.class::isInstance)
        .map(action -> ((Action.Train) action).cost())
        .filter(tensors::containsValue)
        .findFirst()
        .or(() -> Optional.ofNullable(tensors.get("J")).filter(Subject::isResult)); // as in notes
  }

  private static boolean isResult(Node node) {
    return node.rank() == 0 && !(node.op() instanceof Input) && !(node.op() instanceof Parameter);
  }

  private String names() {
    Map<String, Node> tensors = script.tensors();
    return tensors.isEmpty()
        ? "it names no values"
        : "its values are " + String.join(", ", tensors.keySet());
  }
}
