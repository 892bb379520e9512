package dev.adjoint.draw.step;

import dev.adjoint.draw.sketch.Numbers;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Node;
import dev.adjoint.notation.Formula;
import dev.adjoint.notation.Phrase;
import dev.adjoint.notation.Strength;
import java.util.Optional;
import java.util.function.Function;

/// Writes formulas in which some nodes are written in a way of their own: by a name, or by a number.
final class Writer {
  private static final int LARGEST = 200; // nodes; beyond, nobody reads it

  private final Function<Node, Optional<Phrase>> atoms;
  private int written;

  private Writer(Function<Node, Optional<Phrase>> atoms) {
    this.atoms = atoms;
  }

  /// @param atoms how a node is written that is not written as a formula
  static Phrase write(Node node, Function<Node, Optional<Phrase>> atoms) {
    return new Writer(atoms).write(node);
  }

  private Phrase write(Node node) {
    Optional<Phrase> atom = atoms.apply(node);
    if (atom.isPresent()) {
      return atom.get();
    }
    if (++written > LARGEST) {
      return Phrase.atom("…");
    }
    if (node.op() instanceof Broadcast) {
      return write(node.operand(0));
    }
    if (node.op() instanceof Constant(var value)) {
      return value.shape().rank() == 0
          ? number(Numbers.print(value.item()))
          : Phrase.atom("constant");
    }
    return Formula.of(node, this::write).orElseGet(() -> Phrase.atom(node.label()));
  }

  /// A negative number stands in parentheses, but for the start of a sum.
  static Phrase number(String number) {
    return new Phrase(number, number.startsWith("-") ? Strength.SUM : Strength.ATOM);
  }
}
