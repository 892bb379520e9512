package dev.adjoint.lang.derive;

import dev.adjoint.graph.Along;
import dev.adjoint.graph.Binary;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Contract;
import dev.adjoint.graph.Gather;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.Scatter;
import dev.adjoint.graph.Unary;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.notation.Formula;
import dev.adjoint.notation.Phrase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes nodes as lines of a program, operands before what is made of them.
///
/// What the program has a name for is referred to by it. What is asked for as a line is one; so is
/// what several formulas share, and what would make a formula too long to read.
final class Writer {
  private static final int LONGEST_PART = 56;
  private static final int LONGEST_REPEATED = 14;

  private final Names names;
  private final Set<String> known;
  private final Map<Node, String> labels = new HashMap<>();
  private final Map<Node, Set<String>> asked = new LinkedHashMap<>();
  private final Map<Node, Phrase> phrases = new HashMap<>();
  private final Map<Node, Integer> uses = new HashMap<>();
  private final Map<Node, String> wholes = new HashMap<>(); // what a part is first a part of
  private final List<String> lines = new ArrayList<>();
  private final Set<String> used = new LinkedHashSet<>();

  /// @param known how formulas refer to the values of the program: the names of their nodes
  Writer(Names names, Set<String> known) {
    this.names = names;
    this.known = known;
  }

  /// What to call a node if it gets a line of its own.
  void label(Node node, String label) {
    labels.putIfAbsent(node, label);
  }

  /// Asks for a line that gives a node this name.
  void line(String name, Node node) {
    asked.computeIfAbsent(node, _ -> new LinkedHashSet<>()).add(name);
  }

  List<String> lines() {
    List<Node> needed = needed(Graph.of(List.copyOf(asked.keySet())));
    for (Node node : needed) {
      write(node);
    }
    return lines;
  }

  /// The program's own names in the lines.
  Set<String> used() {
    return used;
  }

  /// What the lines consist of, operands first; with how often each is written.
  private List<Node> needed(Graph graph) {
    Set<Node> needed = new HashSet<>(asked.keySet());
    for (Node node : graph.nodes().reversed()) {
      if (needed.contains(node) && !isKnown(node)) {
        String whole =
            asked.containsKey(node) ? asked.get(node).iterator().next() : wholes.get(node);
        for (Node operand : node.operands()) {
          needed.add(operand);
          wholes.putIfAbsent(operand, whole);
          if (!isSpread(node)) {
            uses.merge(narrow(operand), 1, Integer::sum);
          }
        }
      }
    }
    return graph.nodes().stream().filter(needed::contains).toList();
  }

  private boolean isKnown(Node node) {
    return node.origin().name() != null && known.contains(node.origin().name());
  }

  private static boolean isSpread(Node node) {
    return node.op() instanceof Broadcast && node.origin().name() == null;
  }

  private static Node narrow(Node node) {
    Node narrow = node;
    while (isSpread(narrow)) {
      narrow = narrow.operand(0);
    }
    return narrow;
  }

  private void write(Node node) {
    if (isKnown(node)) {
      used.add(node.origin().name());
    }
    Phrase phrase =
        isKnown(node)
            ? Phrase.atom(node.origin().name())
            : Formula.of(node, phrases::get).orElseThrow(() -> DeriveError.nameless(node));
    for (String name : asked.getOrDefault(node, Set.of())) {
      phrase = line(name, phrase);
    }
    boolean isPart =
        !isKnown(node)
            && !asked.containsKey(node)
            && !isSpread(node)
            && !(node.op() instanceof Leaf);
    if (isPart && isWorthALine(node, phrase)) {
      phrase = line(name(node), phrase);
    }
    phrases.put(node, phrase);
  }

  /// What is so short that a name would say no more stands for itself in other formulas.
  private Phrase line(String name, Phrase phrase) {
    lines.add(name + " = " + phrase.text());
    boolean isShort = phrase.text().matches("-?[\\p{L}\\p{N}_.]+");
    return isShort ? phrase : Phrase.atom(name);
  }

  private String name(Node node) {
    if (labels.containsKey(node)) {
      return names.value(labels.get(node));
    }
    return isCondition(node) ? names.value("mask") : names.part(wholes.get(node));
  }

  private static boolean isCondition(Node node) {
    return switch (node.op()) {
      case Binary(var function) -> function.isCondition();
      case Unary(var function) -> function == UnaryFunction.NOT;
      default -> false;
    };
  }

  private boolean isWorthALine(Node node, Phrase phrase) {
    int length = phrase.text().length();
    boolean isShared =
        uses.getOrDefault(node, 0) > 1 && (length > LONGEST_REPEATED || isCostly(node));
    return isShared || length > LONGEST_PART;
  }

  private static boolean isCostly(Node node) {
    return switch (node.op()) {
      case Contract _, Reduce _, Along _, Gather _, Scatter _ -> true;
      case Unary(var function) -> function != UnaryFunction.NEG && function != UnaryFunction.NOT;
      default -> false;
    };
  }
}
