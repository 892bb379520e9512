package dev.adjoint.rewrite.proof;

import java.util.List;
import java.util.function.UnaryOperator;

/// An atom at some indices. Indices from 0 are free, the axes of what is described; those below 0
/// are bound, and summed over.
record Factor(Atom atom, List<Integer> at) implements Comparable<Factor> {
  Factor {
    at = List.copyOf(at);
  }

  boolean isFree() {
    return at.stream().allMatch(index -> index >= 0);
  }

  Factor at(UnaryOperator<Integer> image) {
    return at.isEmpty() ? this : new Factor(atom, at.stream().map(image).toList());
  }

  @Override
  public int compareTo(Factor that) {
    int order = Integer.compare(atom.id(), that.atom.id());
    for (int i = 0; order == 0 && i < at.size(); i++) {
      order = Integer.compare(at.get(i), that.at.get(i));
    }
    return order;
  }

  @Override
  public String toString() {
    return atom + (at.isEmpty() ? "" : at.toString());
  }
}
