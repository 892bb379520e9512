package dev.adjoint.notation;

import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Node;
import java.util.function.Predicate;

/// The formula of one node for a message: `log(1 - A)`. Values that have a name stand by it, and what
/// would make the text long is left out.
public final class Gist {
  private static final int DEPTH = 10;
  private static final int LENGTH = 48;
  private static final Phrase LEFT_OUT = Phrase.atom("…");

  private final Predicate<Node> whole;

  private Gist(Predicate<Node> whole) {
    this.whole = whole;
  }

  /// The formula of a node, whatever its own name.
  public static String of(Node node) {
    return of(node, _ -> false);
  }

  /// The formula of a node, whatever its own name.
  ///
  /// @param whole what is not left out, however long it is
  public static String of(Node node, Predicate<Node> whole) {
    return new Gist(whole).formula(node, 0).text();
  }

  private Phrase formula(Node node, int depth) {
    if (node.op() instanceof Broadcast) {
      return operand(node.operand(0), depth);
    }
    return Formula.of(node, operand -> operand(operand, depth + 1))
        .orElseGet(() -> Phrase.atom(node.label()));
  }

  private Phrase operand(Node node, int depth) {
    if (node.origin().name() != null) {
      return Phrase.atom(node.origin().name());
    }
    if (depth >= DEPTH) {
      return LEFT_OUT;
    }
    Phrase phrase = formula(node, depth);
    return phrase.text().length() > LENGTH && !whole.test(node) ? LEFT_OUT : phrase;
  }
}
