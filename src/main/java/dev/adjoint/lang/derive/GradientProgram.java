package dev.adjoint.lang.derive;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;
import dev.adjoint.lang.check.Definition;
import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.syntax.Statement;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The derivatives of a scalar as a program of the language, simplified as far as one does by hand.
///
/// ```
/// dZ = (A - Y) / m
/// dw = X @ dZ.T
/// db = sum(dZ)
/// ```
///
/// @param model the lines of the program that the scalar follows from, as they stand there
/// @param gradient the lines of its derivatives, which refer to the names of the model
/// @param by what the derivatives are by, as the program refers to it, in the order asked
/// @param derivatives how the gradient's lines refer to the derivatives, in the same order
public record GradientProgram(
    String model, String gradient, List<String> by, List<String> derivatives) {
  public GradientProgram {
    by = List.copyOf(by);
    derivatives = List.copyOf(derivatives);
  }

  /// The derivatives of a scalar of a script.
  ///
  /// @param of how the script refers to the scalar: a key of [Script#tensors]
  /// @param wrt how it refers to what it is differentiated by; none for all parameters that it
  ///     depends on, or all its named values where there are no parameters
  /// @throws dev.adjoint.source.AdjointException if `of` is not a scalar, does not depend on one of
  ///     `wrt`, or depends on a value that no formula can refer to
  public static GradientProgram of(Script script, String of, List<String> wrt) {
    Node scalar = script.tensors().get(of);
    Map<Node, String> references = script.references();
    Graph graph = Graph.of(scalar);
    List<Node> by =
        wrt.isEmpty()
            ? byDefault(script, graph, references)
            : wrt.stream().map(script.tensors()::get).toList();
    by.forEach(x -> requireDependence(of, x, graph, references));
    requireValues(script, graph);
    Forward forward = new Forward(scalar, references);
    Set<String> roots = Excerpt.words(of).collect(Collectors.toCollection(LinkedHashSet::new));
    by.forEach(x -> Excerpt.words(references.get(x)).forEach(roots::add));
    graph.nodes().forEach(node -> node.type().dims().forEach(dim -> roots.addAll(dim.names())));
    Names names = new Names(taken(script, roots, forward), of);
    Derivation derivation = new Derivation(forward, by, references, names);
    List<String> lines = derivation.lines();
    derivation.used().forEach(reference -> Excerpt.words(reference).forEach(roots::add));
    String header = "# gradient of " + of + "\n";
    return new GradientProgram(
        Excerpt.of(script, roots).text(),
        header + lines.stream().map(line -> line + "\n").collect(Collectors.joining()),
        by.stream().map(references::get).toList(),
        derivation.derivatives());
  }

  /// The names that may stand in the lines before the gradient's. Which ones an import brings, its
  /// text does not say.
  private static Set<String> taken(Script script, Set<String> roots, Forward forward) {
    Set<String> needed = new HashSet<>(roots);
    forward.references().forEach(reference -> Excerpt.words(reference).forEach(needed::add));
    Set<String> taken = new HashSet<>(Excerpt.of(script, needed).names());
    if (script.program().statements().stream().anyMatch(Statement.Import.class::isInstance)) {
      taken.addAll(script.names().keySet());
    }
    return taken;
  }

  static List<Node> byDefault(Script script, Graph graph, Map<Node, String> references) {
    List<Node> parameters =
        script.definitions().keySet().stream()
            .filter(node -> node.op() instanceof Parameter && graph.contains(node))
            .filter(node -> !(script.definitions().get(node) instanceof Definition.OfAction))
            .toList();
    if (!parameters.isEmpty()) {
      return parameters;
    }
    Node scalar = graph.outputs().getFirst();
    Set<Node> data = new HashSet<>(script.definitions().keySet());
    List<Node> leaves =
        references.keySet().stream()
            .filter(node -> graph.contains(node) && node != scalar)
            .filter(node -> !data.contains(node) && node.operands().isEmpty())
            .toList();
    List<Node> values =
        references.keySet().stream()
            .filter(node -> graph.contains(node) && node != scalar && !node.operands().isEmpty())
            .sorted((a, b) -> graph.place(b) - graph.place(a))
            .toList();
    return java.util.stream.Stream.concat(values.stream(), leaves.stream()).toList();
  }

  static void requireDependence(String of, Node x, Graph graph, Map<Node, String> references) {
    if (!references.containsKey(x)) {
      throw DeriveError.nameless(x);
    }
    if (!graph.contains(x)) {
      String name = references.get(x);
      throw DeriveError.NOT_DEPENDENT.thrown(
          "`%s` does not depend on `%s`: its derivative is 0".formatted(of, name),
          references.entrySet().stream()
              .filter(entry -> graph.contains(entry.getKey()))
              .map(Map.Entry::getValue)
              .filter(known -> !known.equals(of))
              .collect(Collectors.joining(", ", "it depends on ", "")));
    }
  }

  private static void requireValues(Script script, Graph graph) {
    for (Node node : graph.nodes()) {
      if (script.definitions().get(node) instanceof Definition.OfAction) {
        throw DeriveError.NO_NAME.thrown(
            "the derivative needs `%s`, which an action finds".formatted(node.label()),
            "a program of formulas alone has no actions; differentiate what does not follow from"
                + " one");
      }
    }
  }

  /// The whole program.
  public String text() {
    return model + "\n" + gradient;
  }
}
