package dev.adjoint.rewrite.algebra;

import dev.adjoint.graph.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What arithmetic makes of nodes: a sum of terms, no two of which have the same factors. No terms are
/// the number 0.
record Form(List<Term> terms) {
  static final Form ZERO = new Form(List.of());

  Form {
    terms = List.copyOf(terms);
  }

  static Form of(Ratio ratio) {
    return ratio.isZero() ? ZERO : of(Term.of(ratio));
  }

  static Form of(double number) {
    return of(Ratio.of(number));
  }

  static Form of(Node node) {
    return of(Term.of(node));
  }

  static Form of(Term term) {
    return new Form(List.of(term));
  }

  /// Like terms are one.
  static Form sum(List<Term> terms) {
    Map<Map<Node, Integer>, Term> like = new LinkedHashMap<>();
    for (Term term : terms) {
      like.merge(term.factors(), term, (a, b) -> new Term(a.ratio().plus(b.ratio()), a.factors()));
    }
    return new Form(like.values().stream().filter(term -> !term.ratio().isZero()).toList());
  }

  Form plus(Form that) {
    List<Term> all = new ArrayList<>(terms);
    all.addAll(that.terms);
    return sum(all);
  }

  Form negate() {
    return new Form(terms.stream().map(Term::negate).toList());
  }

  Form times(Term factor) {
    return sum(terms.stream().map(term -> term.times(factor)).toList());
  }

  /// Every term of this by every term of that.
  Form times(Form that) {
    List<Term> products = new ArrayList<>();
    for (Term left : terms) {
      that.terms.forEach(right -> products.add(left.times(right)));
    }
    return sum(products);
  }

  /// The term, if there is one only.
  Optional<Term> single() {
    return terms.size() == 1 ? Optional.of(terms.getFirst()) : Optional.empty();
  }

  boolean isZero() {
    return terms.isEmpty();
  }

  /// The number, if this is one.
  Optional<Ratio> number() {
    if (isZero()) {
      return Optional.of(Ratio.of(0));
    }
    return single().filter(Term::isNumber).map(Term::ratio);
  }

  boolean isNumber(double value) {
    return number().filter(ratio -> ratio.value() == value).isPresent();
  }

  /// The same with a term in front that is not negative, if there is one.
  Form positiveFirst() {
    List<Term> ordered = new ArrayList<>(terms);
    for (Term term : terms) {
      if (!term.ratio().isNegative()) {
        ordered.remove(term);
        ordered.addFirst(term);
        break;
      }
    }
    return new Form(ordered);
  }

  boolean isNegative() {
    return !isZero() && terms.stream().allMatch(term -> term.ratio().isNegative());
  }
}
