package dev.adjoint.lang.check;

import dev.adjoint.graph.Node;
import java.util.List;

/// The arguments that charts have in common.
final class ChartArguments {
  private ChartArguments() {}

  /// The name of the file to draw to.
  static String file(Invocation i) {
    return ActionBuiltins.file(i, ".svg", ".png");
  }

  /// A heading, in which values are filled in when it is drawn.
  static Value.Text title(Invocation i) {
    return i.has("title") ? text(i, "title", i.value("title")) : Value.Text.of("");
  }

  /// The texts of a list, or the one text; none if they are not given.
  static List<Value.Text> texts(Invocation i, String name) {
    return i.has(name)
        ? i.list(name).stream().map(value -> text(i, name, value)).toList()
        : List.of();
  }

  private static Value.Text text(Invocation i, String name, Value value) {
    return switch (value) {
      case Value.Text text -> text;
      case Value.Unknown _ -> throw new Elaboration.Poisoned();
      default -> throw Expressions.wrongKind(i.span(name), "a text", value);
    };
  }

  /// Labels or predictions: a number for each example, or a row for each class.
  static Node classes(Invocation i, String name) {
    Node node = i.node(name);
    if (node.rank() == 0 || node.rank() > 2) {
      throw LangCode.WRONG_KIND.thrown(
          i.span(name),
          "classes are [1, m], a number for each example, or [k, m], and this is " + node.type());
    }
    return node;
  }
}
