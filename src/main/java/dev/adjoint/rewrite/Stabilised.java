package dev.adjoint.rewrite;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.notation.Gist;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.Span;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A graph in stable forms, and how it came to be.
public final class Stabilised {
  private final Graph old;
  private final Rewriting walked;
  private final Rewriting rewriting;
  private final Set<Node> seen;
  private final List<Change> changes;

  /// @param walked the first walk alone
  /// @param rewriting both
  Stabilised(
      Graph old, Rewriting walked, Rewriting rewriting, Set<Node> seen, List<Change> changes) {
    this.old = old;
    this.walked = walked;
    this.rewriting = rewriting;
    this.seen = seen;
    this.changes = List.copyOf(changes);
  }

  /// One formula that got its stable form.
  ///
  /// @param old the formula
  /// @param image its stable form
  /// @param seen the nodes that the rule looked into
  record Change(StableForm form, Node old, Node image, Set<Node> seen) {}

  public Rewriting rewriting() {
    return rewriting;
  }

  /// The new graph.
  public Graph graph() {
    return rewriting.graph();
  }

  /// The forms that were found, in the order of the graph.
  List<StableForm> forms() {
    return changes.stream().map(Change::form).toList();
  }

  /// What was changed and is still there, a note for each, by its place in the text. What is changed
  /// in a derivative was written by nobody, and is passed over.
  public List<Diagnostic> notes() {
    return notes(_ -> true);
  }

  /// Those of the [#notes] on formulas that are computed without a node that they are written with.
  public List<Diagnostic> notesPast(Node node) {
    return notes(change -> change.seen.contains(node) || change.old == node);
  }

  private List<Diagnostic> notes(Predicate<Change> which) {
    return remaining()
        .filter(which)
        .map(this::note)
        .distinct()
        .sorted(
            Comparator.comparing((Diagnostic note) -> note.primary().isEmpty())
                .thenComparing(note -> note.primary().map(at -> at.source().name()).orElse(""))
                .thenComparing(note -> note.primary().map(Span::start).orElse(0))
                .thenComparing(Diagnostic::code)
                .thenComparing(Diagnostic::message))
        .toList();
  }

  /// The same notes by the nodes of the new graph that they are about.
  public Map<Node, Diagnostic> notesByNode() {
    Map<Node, Diagnostic> notes = new HashMap<>();
    remaining().forEach(change -> notes.put(image(change), note(change)));
    return notes;
  }

  private Stream<Change> remaining() {
    return changes.stream()
        .filter(change -> !change.old.origin().derivative() && graph().contains(image(change)));
  }

  /// What a change has become by the end.
  private Node image(Change change) {
    return old.contains(change.old) ? rewriting.image(change.old) : change.image;
  }

  private Node walked(Node node) {
    return old.contains(node) ? walked.image(node) : node;
  }

  private Diagnostic note(Change change) {
    return new Diagnostic(
        Diagnostic.Severity.NOTE,
        change.form.code(),
        "stabilised `%s`%s, to `%s`"
            .formatted(
                Gist.of(change.old, _ -> true), meanings(change), Gist.of(change.image, _ -> true)),
        change.old.origin().place(),
        List.of(),
        List.of(),
        List.of());
  }

  /// What the names in a formula stand for that its rule has looked behind: ` where A = sigmoid(Z)`.
  private String meanings(Change change) {
    Map<String, String> meanings = new LinkedHashMap<>();
    Deque<Node> open = new ArrayDeque<>(change.old.operands());
    Set<Node> met = new HashSet<>();
    while (!open.isEmpty()) {
      Node node = open.poll();
      boolean isBehind = change.seen.contains(node) || change.seen.contains(walked(node));
      if (isBehind && !node.operands().isEmpty() && met.add(node)) {
        if (node.origin().name() != null) {
          meanings.put(node.origin().name(), Gist.of(node));
        }
        open.addAll(node.operands());
      }
    }
    return meanings.isEmpty()
        ? ""
        : meanings.entrySet().stream()
            .map(meaning -> meaning.getKey() + " = " + meaning.getValue())
            .collect(Collectors.joining(" and ", " where ", ""));
  }

  /// Whether nothing was changed.
  public boolean isSame() {
    return changes.isEmpty();
  }

  /// Whether all that the old graph computes from a node the new one computes from this very node,
  /// so that a derivative by it can be taken of either.
  public boolean keeps(Node node) {
    return !old.contains(node) || rewriting.image(node) == node && !seen.contains(node);
  }
}
