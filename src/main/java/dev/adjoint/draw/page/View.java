package dev.adjoint.draw.page;

import dev.adjoint.draw.sketch.Sketch.Role;
import dev.adjoint.draw.step.Step;
import dev.adjoint.graph.Node;
import dev.adjoint.source.Span;
import java.util.List;
import java.util.Map;

/// One graph of a page, as its boxes.
///
/// @param id how the page's address names it
/// @param caption one sentence for someone who sees such a picture for the first time
/// @param boxes each behind those whose values it takes; a box's place is its number
/// @param places the numbers of the boxes of the graph's nodes
/// @param said what else there is to say of each box; empty if the view is the only one
record View(
    String id,
    String title,
    String caption,
    List<Box> boxes,
    Map<Node, Integer> places,
    List<Edge> edges,
    List<Group> groups,
    List<Run> runs,
    List<Said> said) {
  /// Of no graph.
  static final View EMPTY =
      new View("forward", "", "", List.of(), Map.of(), List.of(), List.of(), List.of(), List.of());

  /// What is said of a box as one of several views.
  ///
  /// @param change what happened to it on the way from the view before, or null
  /// @param note which rule did what, or null
  /// @param twins the boxes of other views that belong to it, the nearest first, by the views' names
  record Said(String change, String note, Map<String, List<Integer>> twins) {
    static final Said NOTHING = new Said(null, null, Map.of());
  }

  /// This view with what is said of its boxes besides.
  View said(List<Said> said) {
    return new View(id, title, caption, boxes, places, edges, groups, runs, said);
  }

  /// A value of the graph.
  ///
  /// @param name the author's, or null
  /// @param op what the language calls the operation
  /// @param title the same in a word for people
  /// @param formula null for what is not computed
  /// @param shape with the names of its dimensions
  /// @param sizes the same in numbers; null where that says nothing new, or they are not known
  /// @param group the innermost it lies in, or null
  /// @param spans where its text is, and then that of all that is told in its formula
  /// @param value null if not known
  /// @param gradient the derivative by this value; null if not known
  /// @param gradientOf `∂J/∂u`; null where there is no gradient at all
  /// @param noValue why there is no value, or null
  /// @param noGradient why there is no gradient, or null
  /// @param problem the place among the document's problems of what is wrong with it, or null
  /// @param forward what the forward pass says of it
  /// @param backward what the backward pass says of it, or null
  record Box(
      String name,
      String op,
      String title,
      Role role,
      String formula,
      String shape,
      String sizes,
      Integer group,
      List<Span> spans,
      Digest value,
      Digest gradient,
      String gradientOf,
      String noValue,
      String noGradient,
      Integer problem,
      Step.Forward forward,
      Step.Backward backward) {}

  /// A use of a value.
  ///
  /// @param operand which operand of `to` it is, or is a part of
  /// @param hint the same in a word, where the formula does not tell, or empty
  record Edge(int from, int to, int operand, String hint) {}

  /// A layer or function, with all that was made in it.
  ///
  /// @param parent the group around it, or null
  /// @param spans where its text is, if it has one
  record Group(Integer parent, String name, String kind, String label, List<Span> spans) {}

  /// Like groups side by side.
  record Run(Integer parent, String label, List<Integer> groups) {}
}
