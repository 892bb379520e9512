package dev.adjoint.lang.run;

import dev.adjoint.draw.Picture;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.lang.check.Partial;
import dev.adjoint.lang.check.Script;
import dev.adjoint.lang.syntax.Statement;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Span;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.trace.Trace;
import dev.adjoint.trace.Unknown;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Draws what is known of a program that is wrong: what its wrong statements would have been computed
/// from, and these as boxes that say what is wrong.
public final class PartialDrawing {
  private static final int MOST = 60; // unknown boxes; who has more begins at the first
  private static final Pattern REFERENCE =
      Pattern.compile("(?<![\\p{L}\\p{N}_.])[\\p{L}_][\\p{L}\\p{N}_₀-₉]*(?:\\[-?\\d+])?");
  private static final Pattern NO_CODE = Pattern.compile("#[^\\n]*|\"[^\"\\n]*\"");

  private PartialDrawing() {}

  /// The picture; nothing if no value is known that it could show.
  ///
  /// @param of what is asked for, or null: it is drawn too if it is known
  public static Optional<Picture> of(Partial partial, String of) {
    Script script = partial.script();
    return of(
        partial,
        Optional.ofNullable(of).map(script.tensors()::get),
        new Values(script.definitions()));
  }

  /// The same with the values of some moment.
  ///
  /// @param of what is asked for, if it is known: it is drawn too
  public static Optional<Picture> of(Partial partial, Optional<Node> of, Values values) {
    Map<String, Node> tensors = partial.script().tensors();
    List<Unknown> unknowns = unknowns(partial, tensors);
    Set<Node> outputs = new LinkedHashSet<>();
    unknowns.forEach(unknown -> outputs.addAll(unknown.operands()));
    of.ifPresent(outputs::add);
    if (outputs.isEmpty()) {
      outputs.addAll(tensors.values());
    }
    if (outputs.isEmpty()) {
      return Optional.empty();
    }
    Graph graph = Graph.of(List.copyOf(outputs));
    Picture picture = Picture.of(graph).values(values(graph, values));
    return Optional.of(new Picture(picture.scene().wrong(unknowns, partial.diagnostics())));
  }

  /// The values of what is known; none where data cannot be read, which is not what is asked here.
  private static Map<Node, Tensor> values(Graph graph, Values values) {
    try {
      return Trace.values(graph.nodes(), values::has, values::of);
    } catch (AdjointException _) {
      return Map.of();
    }
  }

  private static List<Unknown> unknowns(Partial partial, Map<String, Node> tensors) {
    List<Unknown> unknowns = new ArrayList<>();
    Set<String> lost = new HashSet<>();
    for (Partial.Failure failure : partial.failures()) {
      String name = failure.names().isEmpty() ? "" : failure.names().getFirst();
      if (name.isEmpty() && failure.problem() == null || unknowns.size() == MOST) {
        continue; // an action that cannot be carried out is no value
      }
      unknowns.add(unknown(failure, name, tensors, lost));
      lost.addAll(failure.names());
    }
    return unknowns;
  }

  private static Unknown unknown(
      Partial.Failure failure, String name, Map<String, Node> tensors, Set<String> lost) {
    Span span =
        failure.statement() instanceof Statement.Assign(_, var value, _)
            ? value.span()
            : failure.statement().span();
    Set<Node> operands = new LinkedHashSet<>();
    Set<String> missing = new LinkedHashSet<>();
    REFERENCE
        .matcher(NO_CODE.matcher(span.text()).replaceAll(" "))
        .results()
        .map(match -> match.group())
        .forEach(
            word -> {
              String base = word.replaceAll("\\[.*", "");
              if (tensors.containsKey(word)) {
                operands.add(tensors.get(word));
              } else if (tensors.containsKey(base)) {
                operands.add(tensors.get(base));
              } else if (lost.contains(word)) {
                missing.add(word);
              } else if (lost.contains(base)) {
                missing.add(base);
              }
            });
    String formula = span.text().strip().replaceAll("\\s+", " ");
    return new Unknown(
        name, formula, span, failure.problem(), List.copyOf(operands), List.copyOf(missing));
  }
}
