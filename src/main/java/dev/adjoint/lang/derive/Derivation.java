package dev.adjoint.lang.derive;

import dev.adjoint.autodiff.Gradient;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Origin;
import dev.adjoint.rewrite.Renaming;
import dev.adjoint.rewrite.Rewriting;
import dev.adjoint.rewrite.algebra.Simplify;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// From a scalar to the lines of its derivatives.
///
/// 1. What the program has names for gets these names, and nothing else has any: to the simplifier a
///    name is the end of what it looks into.
/// 2. Every value between the scalar and what it is differentiated by has a cotangent. Those that
///    several others are made of become lines: `dZ`, which both `dw` and `db` need. Which ones, a
///    first simplification tells: what comes out as a number needs no line.
/// 3. With these named, the rest is simplified, and written.
final class Derivation {
  // The cotangent of a value without a name gets a line of its own if there is more to it than to
  // `(A - Y) / m`.
  private static final int SHORT = 5;

  private final List<Node> by;
  private final Map<Node, String> references;
  private final Names names;
  private final Forward forward;
  private final Map<Node, Node> cotangents = new LinkedHashMap<>(); // of renamed forward nodes
  private final Map<Node, String> lines = new LinkedHashMap<>(); // cotangents with a line: names
  private final List<String> derivatives = new ArrayList<>();
  private Map<Node, Node> named; // the cotangents where lines have their names
  private Rewriting simple; // of these, and of the forward nodes
  private Writer writer;

  Derivation(Forward forward, List<Node> by, Map<Node, String> references, Names names) {
    this.by = by;
    this.references = references;
    this.names = names;
    this.forward = forward;
  }

  /// How lines refer to the derivatives asked for.
  List<String> derivatives() {
    return derivatives;
  }

  /// The references of the program's own values that the lines contain.
  Set<String> used() {
    return writer.used();
  }

  /// The derivatives as nodes, simplified.
  Derivation simplified() {
    differentiate();
    chooseLines();
    named = Renaming.of(Graph.of(List.copyOf(cotangents.values())), this::named, forward::contains);
    List<Node> all = new ArrayList<>(forward.values());
    cotangents.values().forEach(node -> all.add(named.get(node)));
    simple = new Simplify().apply(Graph.of(all));
    return this;
  }

  /// What a node of the forward graph has become.
  Node image(Node x) {
    return simple.image(x);
  }

  /// The simplified cotangents of all values between the scalar and what it is differentiated by, in
  /// the order of the forward graph.
  Map<Node, Node> cotangents() {
    Map<Node, Node> images = new LinkedHashMap<>();
    cotangents.forEach((x, ct) -> images.put(x, simple.image(named.get(ct))));
    return images;
  }

  /// The derivatives as lines.
  List<String> lines() {
    simplified();
    writer = new Writer(names, Set.copyOf(forward.references()));
    forward.unnamed().forEach(node -> writer.label(simple.image(node), forward.label(node)));
    cotangents.forEach(
        (x, ct) -> {
          if (x.origin().name() == null) {
            writer.label(simple.image(named.get(ct)), "d" + forward.label(x));
          }
        });
    for (Line line : ordered()) {
      Node image = simple.image(named.get(line.cotangent()));
      if (line.isAsked() || line.name().equals(image.origin().name())) {
        writer.line(line.name(), image);
      }
    }
    return writer.lines();
  }

  private record Line(String name, Node cotangent, boolean isAsked) {}

  private String named(Node node) {
    return lines.get(node);
  }

  /// Of the formulas as they are written: behind them, and simplified, theirs is the derivative that
  /// notes have.
  private void differentiate() {
    List<Node> active = forward.active(by);
    List<Node> derivatives =
        Origin.current().asWritten().within(() -> Gradient.of(forward.scalar()).wrt(active));
    for (int i = 0; i < active.size(); i++) {
      cotangents.put(active.get(i), derivatives.get(i));
    }
  }

  private void chooseLines() {
    List<Node> all = new ArrayList<>(forward.values());
    all.addAll(cotangents.values());
    Rewriting simple = new Simplify().apply(Graph.of(all));
    Weights weights = new Weights();
    weights.of(simple.graph());
    Map<Node, Integer> uses = uses();
    for (Map.Entry<Node, Node> entry : cotangents.entrySet()) {
      Node x = entry.getKey();
      Node ct = entry.getValue();
      int weight = weights.of(simple.image(ct));
      boolean hasName = x.origin().name() != null;
      boolean isWorth = weight > (hasName ? 1 : SHORT) && uses.getOrDefault(ct, 0) > 1;
      if (isWorth && !(lines.containsKey(ct) && !hasName)) {
        lines.put(ct, hasName ? names.derivative(x.origin().name()) : null);
      }
    }
    for (Map.Entry<Node, Node> entry : List.copyOf(cotangents.entrySet()).reversed()) {
      if (lines.containsKey(entry.getValue()) && lines.get(entry.getValue()) == null) {
        lines.put(entry.getValue(), names.value("d" + forward.label(entry.getKey())));
      }
    }
  }

  /// How many other cotangents each cotangent is a direct part of.
  private Map<Node, Integer> uses() {
    Set<Node> all = new HashSet<>(cotangents.values());
    Map<Node, Integer> uses = new HashMap<>();
    for (Node ct : all) {
      for (Node part : Parts.of(ct, node -> all.contains(node) || forward.contains(node))) {
        uses.merge(part, 1, Integer::sum);
      }
    }
    return uses;
  }

  /// The lines in the order of the backward pass: each derivative that is asked for as soon as what
  /// it is made of stands there.
  private List<Line> ordered() {
    List<Line> ordered = new ArrayList<>();
    Set<Node> done = new HashSet<>();
    List<Node> waiting = new ArrayList<>();
    for (Node x : by) {
      waiting.add(forward.image(x));
      derivatives.add(names.derivative(references.get(x)));
    }
    List<Node> steps = new ArrayList<>(cotangents.values());
    take(ordered, waiting, done);
    for (Node ct : steps.reversed()) {
      if (lines.containsKey(ct) && done.add(ct)) {
        ordered.add(new Line(lines.get(ct), ct, false));
        take(ordered, waiting, done);
      }
    }
    return ordered;
  }

  private void take(List<Line> ordered, List<Node> waiting, Set<Node> done) {
    for (Node x : List.copyOf(waiting)) {
      Node ct = cotangents.get(x);
      boolean isReady =
          done.contains(ct)
              || !lines.containsKey(ct)
                  && done.containsAll(
                      Parts.of(ct, n -> lines.containsKey(n) || forward.contains(n)).stream()
                          .filter(lines::containsKey)
                          .toList());
      if (isReady) {
        ordered.add(new Line(names.derivative(x.origin().name()), ct, true));
        waiting.remove(x);
      }
    }
  }
}
