package dev.adjoint.draw.step;

import dev.adjoint.draw.sketch.Folding;
import dev.adjoint.draw.sketch.Formula;
import dev.adjoint.draw.sketch.Glyphs;
import dev.adjoint.graph.Fragment;
import dev.adjoint.graph.Node;
import dev.adjoint.notation.Phrase;
import dev.adjoint.notation.Strength;
import java.util.Optional;

/// How the text refers to boxes and to the derivatives by them.
///
/// A box without a name is called by its formula, if that is short.
final class Names {
  private static final int LONGEST = 40; // of a name
  private static final int SHORT = 20; // of a formula in the place of a name

  private final Folding folding;
  private final String of;

  /// @param of what the derivatives are of
  Names(Folding folding, String of) {
    this.folding = folding;
    this.of = Glyphs.cut(of, LONGEST);
  }

  /// What to call a box in a formula of the layer `within`.
  Phrase box(Node node, Fragment within) {
    String name = Formula.name(node, within);
    return name != null ? Phrase.atom(Glyphs.cut(name, LONGEST)) : unnamed(node, within);
  }

  private Phrase unnamed(Node node, Fragment within) {
    Phrase formula = formula(node, within);
    return formula.text().length() <= SHORT ? formula : Phrase.atom(Formula.UNNAMED);
  }

  /// What a box computes.
  Phrase formula(Node node, Fragment within) {
    return Writer.write(node, at -> at == node ? Optional.empty() : operand(at, within));
  }

  private Optional<Phrase> operand(Node node, Fragment within) {
    if (!folding.isShown(node)) {
      return Optional.empty();
    }
    String name = Formula.name(node, within);
    return Optional.of(Phrase.atom(name == null ? Formula.UNNAMED : Glyphs.cut(name, LONGEST)));
  }

  /// `∂J/∂u`: tight enough for a product, and not for what binds tighter.
  Phrase derivative(Node node, Fragment within) {
    return new Phrase("∂" + of + "/∂" + below(node, within), Strength.PRODUCT);
  }

  /// `∂u/∂b`
  String local(Node box, Node operand, Fragment within) {
    return "∂" + below(box, within) + "/∂" + below(operand, within);
  }

  private String below(Node node, Fragment within) {
    return box(node, within).at(Strength.ATOM);
  }
}
