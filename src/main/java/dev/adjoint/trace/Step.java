package dev.adjoint.trace;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Operand;
import dev.adjoint.notation.Gist;
import dev.adjoint.rewrite.Rewriting;
import dev.adjoint.trace.Version.Bond;
import dev.adjoint.trace.Version.Change;
import dev.adjoint.trace.Version.Kin;
import dev.adjoint.trace.Version.Mark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// From one stage to the next: what a pass did to each node.
final class Step {
  private static final int MOST_KIN = 16; // of the 1 that a hundred formulas share

  private final String title;
  private final Version before;
  private final Graph graph;
  private final Rewriting rewriting;
  private final Map<Node, String> notes;
  private final Map<Node, List<Node>> sources = new HashMap<>(); // of new nodes, the nearest first
  private final Map<Node, Mark> marks = new HashMap<>();

  private Step(String title, Version before, Rewriting rewriting, Map<Node, String> notes) {
    this.title = title;
    this.before = before;
    this.graph = rewriting.graph();
    this.rewriting = rewriting;
    this.notes = notes;
  }

  /// @param notes on nodes of the new graph, where the pass itself has something to say
  static Step of(String title, Version before, Rewriting rewriting, Map<Node, String> notes) {
    Step step = new Step(title, before, rewriting, notes);
    step.trace();
    return step;
  }

  private void trace() {
    for (Node node : before.trace().graph().nodes()) {
      Node image = rewriting.image(node);
      if (graph.contains(image)) {
        List<Node> all = sources.computeIfAbsent(image, _ -> new ArrayList<>());
        all.add(
            isKept(node, image) && !all.isEmpty() && !isKept(all.getFirst(), image)
                ? 0
                : all.size(),
            node);
      }
    }
    for (Node node : graph.nodes().reversed()) {
      marks.put(node, mark(node));
    }
  }

  /// Whether a node is the same operation on what has become of its operands.
  private boolean isKept(Node node, Node image) {
    boolean isSame =
        node == image
            || node.op().equals(image.op()) && node.operands().size() == image.operands().size();
    for (int i = 0; isSame && node != image && i < node.operands().size(); i++) {
      isSame = rewriting.image(node.operand(i)) == image.operand(i);
    }
    return isSame;
  }

  private Mark mark(Node node) {
    List<Node> from = sources.getOrDefault(node, List.of());
    if (from.isEmpty()) {
      return added(node);
    }
    Node first = from.getFirst();
    boolean isKept = isKept(first, node) && !notes.containsKey(node);
    Set<Kin> kin = new LinkedHashSet<>();
    from.forEach(source -> kin.addAll(before.mark(source).kin()));
    return new Mark(
        isKept ? Change.KEPT : Change.CHANGED,
        notes.getOrDefault(node, isKept ? merged(from) : became(first, node)),
        kin.stream().limit(MOST_KIN).toList());
  }

  private String merged(List<Node> from) {
    List<String> others =
        from.stream().skip(1).filter(node -> !(node.op() instanceof Leaf)).map(Step::gist).toList();
    return others.isEmpty()
        ? ""
        : "%s: stands for %s too"
            .formatted(
                title,
                others.stream().distinct().limit(3).collect(Collectors.joining(", "))
                    + (others.stream().distinct().count() > 3 ? ", …" : ""));
  }

  private String became(Node old, Node node) {
    String from = gist(old);
    String to = gist(node);
    return from.equals(to) ? title : "%s: %s became %s".formatted(title, from, to);
  }

  private static String gist(Node node) {
    return "`" + Gist.of(node) + "`";
  }

  /// What is new belongs to what has come to be made of it.
  private Mark added(Node node) {
    Node user =
        graph.usesOf(node).stream()
            .map(Operand::consumer)
            .filter(marks::containsKey)
            .findFirst()
            .orElse(null);
    List<Kin> kin = new ArrayList<>(Mark.of(node).kin());
    if (user == null) {
      return new Mark(Change.ADDED, title, kin);
    }
    Mark whole = marks.get(user);
    whole.kin().stream()
        .map(value -> new Kin(Bond.PART, value.of()))
        .filter(value -> value.of() != user || sources.containsKey(user))
        .distinct()
        .limit(MOST_KIN)
        .forEach(kin::add);
    boolean isFound = whole.change() == Change.CHANGED && sources.containsKey(user);
    return new Mark(
        Change.ADDED,
        isFound
            ? "%s: a part of what %s became".formatted(title, gist(sources.get(user).getFirst()))
            : whole.note(),
        kin);
  }

  /// The version before, whose nodes know now which of them will go.
  Version before() {
    Map<Node, Mark> all = new HashMap<>(before.marks());
    for (Node node : before.trace().graph().nodes()) {
      Node image = rewriting.image(node);
      boolean goes = !graph.contains(image) || sources.get(image).getFirst() != node;
      Mark mark = before.mark(node);
      if (goes) {
        String next =
            graph.contains(image) && !image.equals(node)
                ? "the next stage, %s, has %s for it".formatted(name(), gist(image))
                : "the next stage, %s, is without it".formatted(name());
        all.put(node, new Mark(gone(mark.change()), joined(mark.note(), next), mark.kin()));
      } else if (mark.change() == null) {
        all.put(node, new Mark(Change.KEPT, mark.note(), mark.kin()));
      }
    }
    return new Version(before.id(), before.title(), before.caption(), before.trace(), all);
  }

  private String name() {
    return title.toLowerCase(Locale.ROOT);
  }

  /// What has just come is shown as such, though it will go.
  private static Change gone(Change change) {
    return change == null || change == Change.KEPT ? Change.REMOVED : change;
  }

  private static String joined(String note, String next) {
    return note.isEmpty() ? next : note + "; " + next;
  }

  Version after(String summary) {
    int from = before.trace().graph().nodes().size();
    int to = graph.nodes().size();
    String counts =
        from == to
            ? " It has %d nodes, constants counted, as before.".formatted(to)
            : " %d nodes, constants counted, become %d.".formatted(from, to);
    Set<Node> backward = new HashSet<>();
    for (Node node : graph.nodes().reversed()) {
      boolean isBackward =
          sources.containsKey(node)
              ? before.trace().backward().containsAll(sources.get(node))
              : graph.usesOf(node).stream().map(Operand::consumer).allMatch(backward::contains);
      if (isBackward) {
        backward.add(node);
      }
    }
    return new Version(
        name().replace(' ', '-'),
        title,
        summary + counts,
        Trace.of(graph).backward(backward),
        marks);
  }
}
