package dev.adjoint.rewrite.proof;

import java.util.HashMap;
import java.util.Map;

/// The atoms of one proof, numbered as they are met.
final class Atoms {
  private final Map<Atom.Kind, Atom> known = new HashMap<>();

  Atom of(Atom.Kind kind) {
    Atom atom = known.get(kind);
    if (atom == null) {
      atom = new Atom(known.size(), kind);
      known.put(kind, atom);
    }
    return atom;
  }

  /// Whether any atom is 0 or 1, so that values may jump.
  boolean haveIndicators() {
    return known.values().stream().anyMatch(Atom::isIndicator);
  }
}
