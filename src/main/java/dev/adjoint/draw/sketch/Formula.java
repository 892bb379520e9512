package dev.adjoint.draw.sketch;

import dev.adjoint.graph.Along;
import dev.adjoint.graph.Binary;
import dev.adjoint.graph.Broadcast;
import dev.adjoint.graph.Concat;
import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Contract;
import dev.adjoint.graph.Fragment;
import dev.adjoint.graph.Gather;
import dev.adjoint.graph.Input;
import dev.adjoint.graph.Iota;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Pad;
import dev.adjoint.graph.Parameter;
import dev.adjoint.graph.Permute;
import dev.adjoint.graph.Random;
import dev.adjoint.graph.Reduce;
import dev.adjoint.graph.Reshape;
import dev.adjoint.graph.Scatter;
import dev.adjoint.graph.Select;
import dev.adjoint.graph.Size;
import dev.adjoint.graph.Slice;
import dev.adjoint.graph.Unary;
import dev.adjoint.notation.Phrase;
import dev.adjoint.notation.Strength;
import dev.adjoint.tensor.Tensor;

/// What a box computes, as the language writes it: `w.T @ X + b`. Values that come from other boxes
/// stand by their names, or by a bullet where they have none; numbers are short, and what only
/// repeats a value is not mentioned.
public final class Formula {
  /// A value of another box that has no name.
  public static final String UNNAMED = "•";

  private final Folding folding;
  private final Fragment fragment;

  private Formula(Folding folding, Fragment fragment) {
    this.folding = folding;
    this.fragment = fragment;
  }

  public static String of(Node node, Folding folding) {
    return new Formula(folding, node.origin().fragment()).apply(node).text();
  }

  /// The user's name for a node, or null. Within a layer its parameters go without its name.
  public static String name(Node node, Fragment within) {
    String name = node.origin().name();
    for (Fragment at = within; name != null && at != null; at = at.parent()) {
      if (name.startsWith(at + ".")) {
        return name.substring(at.toString().length() + 1);
      }
    }
    return name;
  }

  private Phrase refer(Node node) {
    if (!folding.isShown(node)) {
      return apply(node);
    }
    String name = name(node, fragment);
    return name != null && name.startsWith("∂")
        ? new Phrase(name, Strength.PRODUCT) // it is written as a quotient
        : Phrase.atom(name == null ? UNNAMED : name);
  }

  private Phrase apply(Node node) {
    return switch (node.op()) {
      case Input _ -> Phrase.atom("data");
      case Parameter _ -> Phrase.atom("parameter");
      case Random random -> Phrase.atom(random.name());
      case Iota iota -> Phrase.atom(iota.name());
      case Constant(Tensor value) -> constant(value);
      case Broadcast _ -> refer(node.operand(0));
      case Size _,
          Unary _,
          Binary _,
          Select _,
          Reduce _,
          Along _,
          Reshape _,
          Permute _,
          Slice _,
          Pad _,
          Concat _,
          Gather _,
          Scatter _,
          Contract _ ->
          dev.adjoint.notation.Formula.of(node, this::refer).orElseThrow();
    };
  }

  private static Phrase constant(Tensor value) {
    if (value.shape().rank() > 0) {
      return Phrase.atom("constant");
    }
    String number = Numbers.print(value.item());
    return new Phrase(number, number.startsWith("-") ? Strength.SIGN : Strength.ATOM);
  }
}
