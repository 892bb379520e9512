package dev.adjoint.lang.lint;

import dev.adjoint.graph.Binary;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Contract;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Operand;
import dev.adjoint.graph.Parameter;
import dev.adjoint.graph.Reshape;
import dev.adjoint.graph.Unary;
import dev.adjoint.lang.check.Definition;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.Span;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Weights that start equal and feed units that can be exchanged.
///
/// The units of `A = f(W @ X + b)` are interchangeable if the rows of W, those of b, and the columns
/// of every weight matrix that takes A start equal: then all units have the same value, and the same
/// gradient, for ever. One unit, or a random matrix on either side, is no such case; so is an output
/// layer, whose units have labels of their own.
final class Symmetry {
  private final Graph graph;
  private final Map<Node, Definition> definitions;

  private Symmetry(Node cost, Map<Node, Definition> definitions) {
    this.graph = Graph.of(cost);
    this.definitions = definitions;
  }

  static List<Diagnostic> of(Node cost, Map<Node, Definition> definitions) {
    Symmetry symmetry = new Symmetry(cost, definitions);
    List<Diagnostic> warnings = new ArrayList<>();
    for (Node node : symmetry.graph.nodes()) {
      if (node.op() instanceof Contract(boolean turned, boolean _)
          && !turned
          && node.operand(0).op() instanceof Parameter
          && node.operand(0).rank() == 2) {
        Node weights = node.operand(0);
        Span place = weights.origin().place().orElse(null);
        if (place != null && symmetry.isStuck(weights, node)) {
          warnings.add(warning(weights, place));
        }
      }
    }
    return warnings;
  }

  private static Diagnostic warning(Node weights, Span place) {
    return LintCode.SYMMETRIC_WEIGHTS
        .at(place, "the rows of `%s` start equal, and stay so".formatted(weights.label()))
        .note(
            "the %s units that they feed have one value and one gradient: they learn as one unit"
                .formatted(weights.type().dim(0)))
        .help("`normal(0, 0.01)`, `he` or `xavier` starts each unit at a place of its own");
  }

  private boolean isStuck(Node weights, Node scores) {
    Dim units = weights.type().dim(0);
    boolean areSeveral =
        !units.isOne() && (units.value().isEmpty() || units.value().getAsInt() > 1);
    return areSeveral && startsEqual(weights) && areExchangeable(scores);
  }

  /// Whether all that the units come to treats them alike.
  private boolean areExchangeable(Node scores) {
    Deque<Node> units = new ArrayDeque<>(List.of(scores));
    Set<Node> seen = new HashSet<>(units);
    boolean isHidden = false;
    while (!units.isEmpty()) {
      Node unit = units.pop();
      for (Operand use : graph.usesOf(unit)) {
        Node consumer = use.consumer();
        switch (consumer.op()) {
          case Unary _ -> push(consumer, units, seen);
          case Binary(BinaryFunction _) -> {
            if (!isAlike(consumer.operand(1 - use.index()), unit)) {
              return false;
            }
            push(consumer, units, seen);
          }
          case Contract(boolean turned, boolean other) -> {
            Node next = consumer.operand(0);
            boolean isLayer =
                use.index() == 1 && !other && !turned && next.op() instanceof Parameter;
            if (!isLayer || !startsEqual(next)) {
              return false;
            }
            isHidden = true;
          }
          case Object _ -> {
            return false; // something that may tell one unit from another
          }
        }
      }
    }
    return isHidden;
  }

  private static void push(Node node, Deque<Node> units, Set<Node> seen) {
    if (seen.add(node)) {
      units.push(node);
    }
  }

  /// Whether the other operand is the same for all units: a number, a bias that starts equal, or the
  /// units themselves in another form.
  private boolean isAlike(Node other, Node unit) {
    Node source = other;
    while (source.op() instanceof Broadcast || source.op() instanceof Reshape) {
      source = source.operand(0);
    }
    return source == unit
        || source.rank() == 0 && !(source.op() instanceof Parameter)
        || source.op() instanceof Parameter && startsEqual(source);
  }

  private boolean startsEqual(Node parameter) {
    return definitions.get(parameter) instanceof Definition.OfGraph(Node start) && isUniform(start);
  }

  /// Whether a value is the same everywhere: made of equal numbers by operations that treat all
  /// elements alike.
  private static boolean isUniform(Node start) {
    return Graph.of(start).nodes().stream()
        .allMatch(
            node ->
                switch (node.op()) {
                  case Constant(Tensor value) -> areEqual(value);
                  case Broadcast _, Reshape _, Unary _, Binary _ -> true;
                  case dev.adjoint.graph.Size _ -> true;
                  case Object _ -> false;
                });
  }

  private static boolean areEqual(Tensor value) {
    for (int i = 1; i < value.shape().count(); i++) {
      if (value.at(i) != value.at(0)) {
        return false;
      }
    }
    return true;
  }
}
