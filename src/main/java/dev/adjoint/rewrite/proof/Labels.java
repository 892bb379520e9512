package dev.adjoint.rewrite.proof;

import dev.adjoint.graph.Dim;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Numbers indices in one way, whatever they were called: bound ones within a product, free ones
/// within a sum.
///
/// Indices are told apart by where they occur, refined by which others occur beside them (as colours
/// are refined to tell the vertices of graphs apart). What is still alike is mostly so by a symmetry;
/// all orders of it are tried, and the least result taken.
final class Labels {
  private static final int MOST_ORDERS = 120;

  private final Budget budget;

  Labels(Budget budget) {
    this.budget = budget;
  }

  /// The product with its bound indices numbered.
  Monomial monomial(Term term) {
    if (term.bound().isEmpty()) {
      return new Monomial(term.powers(), List.of());
    }
    Monomial least = null;
    for (List<Integer> order : orders(colours(term))) {
      budget.step();
      Monomial candidate = labelled(term, order);
      if (least == null || candidate.compareTo(least) < 0) {
        least = candidate;
      }
    }
    return least;
  }

  private static Monomial labelled(Term term, List<Integer> order) {
    Map<Integer, Integer> names = new HashMap<>();
    List<Dim> dims = new ArrayList<>();
    for (int index : order) {
      names.put(index, -1 - names.size());
      dims.add(term.bound().get(index));
    }
    Term renamed = term.renamed(index -> names.getOrDefault(index, index));
    return new Monomial(renamed.powers(), dims);
  }

  private static Map<Integer, Integer> colours(Term term) {
    Map<Integer, String> first = new TreeMap<>();
    term.bound().forEach((index, dim) -> first.put(index, dim.toString()));
    Map<Integer, Integer> colours = ranks(first);
    for (int round = 0; round < term.bound().size() && classes(colours) < colours.size(); round++) {
      Map<Integer, String> next = new TreeMap<>();
      for (int index : term.bound().keySet()) {
        next.put(index, colours.get(index) + "|" + occurrences(term.powers(), index, colours));
      }
      colours = ranks(next);
    }
    return colours;
  }

  /// Where an index occurs, with the colours of those beside it; a free index is its own colour.
  private static List<String> occurrences(
      Map<Factor, Rational> powers, int index, Map<Integer, Integer> colours) {
    List<String> occurrences = new ArrayList<>();
    powers.forEach(
        (factor, exponent) -> {
          if (factor.at().contains(index)) {
            StringBuilder text = new StringBuilder().append(factor.atom().id()).append('^');
            text.append(exponent);
            for (int other : factor.at()) {
              text.append(other == index ? " *" : " " + colours.getOrDefault(other, other + 1_000));
            }
            occurrences.add(text.toString());
          }
        });
    occurrences.sort(Comparator.naturalOrder());
    return occurrences;
  }

  private static Map<Integer, Integer> ranks(Map<Integer, String> texts) {
    List<String> sorted = texts.values().stream().distinct().sorted().toList();
    Map<Integer, Integer> ranks = new TreeMap<>();
    texts.forEach((index, text) -> ranks.put(index, sorted.indexOf(text)));
    return ranks;
  }

  private static int classes(Map<Integer, Integer> colours) {
    return (int) colours.values().stream().distinct().count();
  }

  /// All orders of the indices by colour.
  private static List<List<Integer>> orders(Map<Integer, Integer> colours) {
    List<List<Integer>> orders = List.of(List.of());
    for (int colour = 0; colour < classes(colours); colour++) {
      int own = colour;
      List<Integer> alike = colours.keySet().stream().filter(i -> colours.get(i) == own).toList();
      List<List<Integer>> longer = new ArrayList<>();
      for (List<Integer> order : orders) {
        for (List<Integer> tail : permutations(alike)) {
          List<Integer> both = new ArrayList<>(order);
          both.addAll(tail);
          longer.add(both);
        }
      }
      if (longer.size() > MOST_ORDERS) {
        throw new Unprovable();
      }
      orders = longer;
    }
    return orders;
  }

  private static List<List<Integer>> permutations(List<Integer> items) {
    if (items.size() > 5) {
      throw new Unprovable();
    }
    List<List<Integer>> all = List.of(List.of());
    for (int item : items) {
      List<List<Integer>> longer = new ArrayList<>();
      for (List<Integer> order : all) {
        for (int at = 0; at <= order.size(); at++) {
          List<Integer> with = new ArrayList<>(order);
          with.add(at, item);
          longer.add(with);
        }
      }
      all = longer;
    }
    return all;
  }

  /// A sum as a function of indices 0, 1, …, and what these are in the sum it was made of.
  record Abstraction(Poly function, List<Integer> actual) {}

  /// The function that a sum is, apart from what its free indices are called.
  Abstraction function(Poly sum) {
    List<Integer> free = List.copyOf(sum.free());
    if (free.isEmpty()) {
      return new Abstraction(sum, List.of());
    }
    Abstraction least = null;
    for (List<Integer> order : orders(freeColours(sum, free))) {
      budget.step();
      Abstraction candidate = new Abstraction(renamed(sum, order), order);
      if (least == null || candidate.function.compareTo(least.function) < 0) {
        least = candidate;
      }
    }
    return least;
  }

  private Poly renamed(Poly sum, List<Integer> order) {
    TreeMap<Monomial, Rational> terms = new TreeMap<>();
    sum.terms()
        .forEach(
            (monomial, coefficient) -> {
              Term term =
                  Term.of(monomial, coefficient).renamed(i -> i >= 0 ? order.indexOf(i) : i);
              Poly.add(terms, monomial(term), coefficient);
            });
    return new Poly(terms);
  }

  private static Map<Integer, Integer> freeColours(Poly sum, List<Integer> free) {
    Map<Integer, String> texts = new TreeMap<>();
    for (int index : free) {
      List<String> all = new ArrayList<>();
      for (Monomial monomial : sum.terms().keySet()) {
        List<String> own = freeOccurrences(monomial, index);
        if (!own.isEmpty()) {
          all.add(shape(monomial) + own);
        }
      }
      all.sort(Comparator.naturalOrder());
      texts.put(index, all.toString());
    }
    return ranks(texts);
  }

  private static List<String> freeOccurrences(Monomial monomial, int index) {
    List<String> occurrences = new ArrayList<>();
    monomial
        .powers()
        .forEach(
            (factor, exponent) -> {
              if (factor.at().contains(index)) {
                List<Boolean> where = factor.at().stream().map(i -> i == index).toList();
                occurrences.add(factor.atom().id() + "^" + exponent + where);
              }
            });
    occurrences.sort(Comparator.naturalOrder());
    return occurrences;
  }

  /// What of a product does not depend on names.
  private static String shape(Monomial monomial) {
    StringBuilder text = new StringBuilder();
    monomial
        .powers()
        .forEach((factor, x) -> text.append(factor.atom().id()).append('^').append(x).append(' '));
    return text.append(monomial.bound().size()).toString();
  }
}
