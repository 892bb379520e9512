package dev.adjoint.rewrite;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import java.util.List;
import java.util.Set;

/// A graph in stable forms, and how it came to be.
public final class Stabilised {
  private final Graph old;
  private final Rewriting rewriting;
  private final Set<Node> seen;
  private final List<Change> changes;

  Stabilised(Graph old, Rewriting rewriting, Set<Node> seen, List<Change> changes) {
    this.old = old;
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
