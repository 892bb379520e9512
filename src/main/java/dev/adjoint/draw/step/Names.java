package dev.adjoint.draw.step;

import dev.adjoint.draw.sketch.Folding;
import dev.adjoint.draw.sketch.Formula;
import dev.adjoint.draw.sketch.Glyphs;
import dev.adjoint.graph.Fragment;
import dev.adjoint.graph.Node;
import dev.adjoint.notation.Phrase;
import dev.adjoint.notation.Strength;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// How the text refers to boxes and to the derivatives by them.
///
/// A box without a name is called by its formula, if that is short, and else by a bullet, as in the
/// picture. A layer's own value goes by its short name within it, `W`; in the derivative by it, which
/// is told elsewhere too, by its whole name where another box has the same short one.
final class Names {
  private static final int LONGEST = 40; // of a name
  private static final int SHORT = 24; // of a formula in the place of a name
  private static final int DEPTH = 4; // of such a formula, in boxes
  private static final Phrase UNNAMED = Phrase.atom(Formula.UNNAMED);

  private final Folding folding;
  private final String of;
  private final Set<String> shared; // short names that several boxes have
  private final Map<Place, Phrase> formulas = new HashMap<>();

  private record Place(Node node, Fragment within, int depth) {}

  /// @param nodes of the graph
  /// @param of what the derivatives are of
  Names(List<Node> nodes, Folding folding, String of) {
    this.folding = folding;
    this.of = Glyphs.cut(of, LONGEST);
    Set<String> met = new HashSet<>();
    this.shared =
        nodes.stream()
            .filter(folding::isShown)
            .map(Names::shortName)
            .filter(name -> name != null && !met.add(name))
            .collect(Collectors.toSet());
  }

  private static String shortName(Node node) {
    return Formula.name(node, node.origin().fragment());
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
    String by =
        shared.contains(shortName(node))
            ? Glyphs.cut(node.origin().name(), LONGEST)
            : below(node, within);
    return new Phrase("∂" + of + "/∂" + by, Strength.PRODUCT);
  }

  /// `∂u/∂b`
  String local(Node box, Node operand, Fragment within) {
    return "∂" + below(box, within) + "/∂" + below(operand, within);
  }

  private String below(Node node, Fragment within) {
    return box(node, within).at(Strength.ATOM);
  }
}
