package dev.adjoint.trace;

import dev.adjoint.graph.Node;
import dev.adjoint.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// One of several graphs of the same computation, which a picture shows side by side: as it is
/// written, with its gradient, after a pass.
///
/// @param id a word for it, unlike those of other versions: `gradient`
/// @param title what a reader chooses it by
/// @param caption a sentence or two for someone who sees it for the first time
/// @param trace the graph and its numbers
/// @param marks what else there is to say of nodes; nothing of many
public record Version(String id, String title, String caption, Trace trace, Map<Node, Mark> marks) {
  public Version {
    Objects.requireNonNull(id);
    Objects.requireNonNull(title);
    Objects.requireNonNull(caption);
    Objects.requireNonNull(trace);
    marks = Map.copyOf(marks);
  }

  /// This version with the values of its nodes.
  ///
  /// @param values may hold those of others
  public Version values(Map<Node, Tensor> values) {
    Map<Node, Tensor> own = new HashMap<>(values);
    own.keySet().removeIf(node -> !trace.graph().contains(node));
    return new Version(id, title, caption, trace.values(own), marks);
  }

  /// What is to be said of a node.
  public Mark mark(Node node) {
    Mark mark = marks.get(node);
    return mark != null ? mark : Mark.of(node);
  }

  /// What happened to a node.
  public enum Change {
    /// It is as it was, though perhaps on other operands.
    KEPT,
    /// It has come in the place of another formula.
    CHANGED,
    /// It was not there before.
    ADDED,
    /// The next version is without it.
    REMOVED
  }

  /// How a node belongs to a value of the graph as it is written.
  public enum Bond {
    /// It has that value.
    VALUE,
    /// It is the derivative by that value.
    DERIVATIVE,
    /// It is a part of what that value, or the derivative by it, is computed from.
    PART
  }

  /// That a node belongs to a value.
  ///
  /// @param of a node of the graph as it is written, or one that has come in on the way
  public record Kin(Bond bond, Node of) {}

  /// What is said of one node.
  ///
  /// @param change what happened to it, or null where versions are not stages of each other
  /// @param note which rule did what, or empty
  /// @param kin what it belongs to, the nearest first; by that it is found in other versions
  public record Mark(Change change, String note, List<Kin> kin) {
    public Mark {
      Objects.requireNonNull(note);
      kin = List.copyOf(kin);
    }

    /// Nothing but that a node is itself.
    public static Mark of(Node node) {
      return new Mark(null, "", List.of(new Kin(Bond.VALUE, node)));
    }
  }
}
