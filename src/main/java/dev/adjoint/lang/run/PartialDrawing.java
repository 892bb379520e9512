package dev.adjoint.lang.run;

import dev.adjoint.draw.Picture;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;
import dev.adjoint.graph.Random;
import dev.adjoint.lang.check.Definition;
import dev.adjoint.lang.check.Partial;
import dev.adjoint.lang.check.Script;
import dev.adjoint.source.AdjointException;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.trace.Trace;
import dev.adjoint.trace.Unknown;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Draws what is known of a program that is wrong: its data, its parameters and all values that are
/// proved, and its wrong statements as boxes that say what is wrong.
public final class PartialDrawing {
  private static final int MANY =
      20_000; // nodes; of more only what a wrong statement needs is drawn

  private PartialDrawing() {}

  /// The picture; nothing if it could show no value, known or not.
  ///
  /// @param about what the picture is of, if that is known: a scalar has its derivatives
  public static Optional<Picture> of(Partial partial, Optional<Node> about) {
    return of(partial, about, new Values(partial.script().definitions()));
  }

  /// The same with the values of some moment.
  public static Optional<Picture> of(Partial partial, Optional<Node> about, Values values) {
    List<Unknown> unknowns = Losses.of(partial);
    Set<Node> outputs = new LinkedHashSet<>();
    about.ifPresent(outputs::add);
    unknowns.forEach(unknown -> outputs.addAll(unknown.operands()));
    Set<Node> all = new LinkedHashSet<>(outputs);
    all.addAll(known(partial.script()));
    boolean isReadable = Graph.of(List.copyOf(all)).nodes().size() <= MANY;
    List<Node> drawn = List.copyOf(isReadable ? all : outputs);
    if (drawn.isEmpty() && unknowns.isEmpty()) {
      return Optional.empty();
    }
    Trace trace = trace(Graph.of(drawn), about, values);
    return Optional.of(
        new Picture(Picture.of(trace).scene().wrong(unknowns, partial.diagnostics())));
  }

  /// All that a script declares and names, but for numbers that it only names; these too, if there is
  /// nothing else.
  private static Set<Node> known(Script script) {
    Set<Node> named = new LinkedHashSet<>();
    script.definitions().entrySet().stream()
        .filter(entry -> !(entry.getValue() instanceof Definition.OfAction))
        .forEach(entry -> named.add(entry.getKey()));
    named.addAll(script.tensors().values());
    Set<Node> numbers = numbers(Graph.of(List.copyOf(named)));
    Set<Node> known = new LinkedHashSet<>(named);
    known.removeAll(numbers);
    return known.isEmpty() ? named : known;
  }

  /// The nodes that are made of nothing that has a name.
  private static Set<Node> numbers(Graph graph) {
    Set<Node> numbers = new HashSet<>();
    for (Node node : graph.nodes()) {
      boolean isLeaf =
          node.op() instanceof Input
              || node.op() instanceof Parameter
              || node.op() instanceof Random;
      if (!isLeaf
          && node.operands().stream()
              .allMatch(one -> numbers.contains(one) && one.origin().name() == null)) {
        numbers.add(node);
      }
    }
    return numbers;
  }

  /// What is known in numbers; nothing where data cannot be read, which is not what is asked here.
  private static Trace trace(Graph graph, Optional<Node> about, Values values) {
    try {
      Map<Node, Tensor> known = Trace.values(graph.nodes(), values::has, values::of);
      Trace trace = Trace.of(graph).values(known);
      if (about.isEmpty() || about.get().rank() != 0) {
        return trace;
      }
      Trace back = Trace.of(about.get(), values::has, values::of);
      return trace.gradients(back.gradients(), about.get().label());
    } catch (AdjointException _) {
      return Trace.of(graph);
    }
  }
}
