package dev.adjoint.draw.step;

import dev.adjoint.draw.sketch.Folding;
import dev.adjoint.draw.sketch.Formula;
import dev.adjoint.draw.sketch.Glyphs;
import dev.adjoint.graph.Fragment;
import dev.adjoint.graph.Node;
import dev.adjoint.notation.Phrase;
import dev.adjoint.notation.Strength;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// How the text refers to boxes and to the derivatives by them.
///
/// A box without a name is called by its formula, if that is short, and else by a bullet, as in the
/// picture.
final class Names {
  private static final int LONGEST = 40; // of a name
  private static final int SHORT = 24; // of a formula in the place of a name
  private static final int DEPTH = 4; // of such a formula, in boxes
  private static final Phrase UNNAMED = Phrase.atom(Formula.UNNAMED);

  private final Folding folding;
  private final String of;
  private final Map<Place, Phrase> formulas = new HashMap<>();

  private record Place(Node node, Fragment within, int depth) {}

  /// @param of what the derivatives are of
  Names(Folding folding, String of) {
    this.folding = folding;
    this.of = Glyphs.cut(of, LONGEST);
  }

  /// What to call a box in a formula of the layer `within`.
  Phrase box(Node node, Fragment within) {
    return box(node, within, DEPTH).orElseGet(() -> plain(node, within));
  }

  /// The name, or the whole formula if it is short; nothing else.
  private Optional<Phrase> box(Node node, Fragment within, int depth) {
    String name = Formula.name(node, within);
    if (name != null) {
      return Optional.of(Phrase.atom(Glyphs.cut(name, LONGEST)));
    }
    return depth == 0 || node.operands().isEmpty()
        ? Optional.empty()
        : Optional.of(formula(node, within, depth - 1))
            .filter(phrase -> phrase.text().length() <= SHORT)
            .filter(phrase -> !phrase.text().contains(Formula.UNNAMED));
  }

  /// The formula as the box itself shows it.
  private Phrase plain(Node node, Fragment within) {
    Phrase plain = formula(node, within, 0);
    return node.operands().isEmpty() || plain.text().length() > SHORT ? UNNAMED : plain;
  }

  /// What a box computes.
  Phrase formula(Node node, Fragment within) {
    return formula(node, within, DEPTH);
  }

  private Phrase formula(Node node, Fragment within, int depth) {
    Place place = new Place(node, within, depth);
    Phrase known = formulas.get(place);
    if (known != null) {
      return known;
    }
    Phrase formula =
        Writer.write(
            node,
            at ->
                at == node || !folding.isShown(at)
                    ? Optional.empty()
                    : Optional.of(box(at, within, depth).orElse(UNNAMED)));
    formulas.put(place, formula);
    return formula;
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
