package dev.adjoint.rewrite.proof;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.source.AdjointException;
import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Tensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Compares two formulas for random values and sizes, and makes what tells them apart small.
final class Trials {
  private static final int LARGEST_SIZE = 6;
  private static final int TRIES = 16; // at sizes that are to replace larger ones
  private static final int MOST_ELEMENTS = 60;

  private final Graph graph;
  private final Set<String> free;
  private final SplittableRandom random;
  private final Map<Map<String, Integer>, Optional<Sized>> known = new HashMap<>();
  private int drawn;

  /// @param graph with the two sides as its outputs
  /// @param free the dimensions that may have any size
  Trials(Graph graph, Set<String> free, long seed) {
    this.graph = graph;
    this.free = free;
    this.random = new SplittableRandom(seed);
  }

  /// A case in which the sides differ.
  record Found(Sized at, Sized.Case found, int element) {}

  /// What so many cases say.
  Verdict verdict(int cases) {
    Optional<Found> found = find(cases);
    if (found.isPresent()) {
      return new Verdict.Refuted(simplest(smallest(found.get())));
    }
    return drawn > 0 ? new Verdict.Holds(drawn) : new Verdict.Untested();
  }

  /// The first of so many cases in which the sides differ. Sizes that a slice reaches beyond, and
  /// values for which a side is not a number, are no case.
  Optional<Found> find(int cases) {
    for (int i = 0; drawn < cases && i < 2 * cases; i++) {
      Map<String, Integer> sizes = new TreeMap<>();
      free.forEach(name -> sizes.put(name, random.nextInt(1, LARGEST_SIZE + 1)));
      Optional<Found> found = sized(sizes).flatMap(this::tried);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<Sized> sized(Map<String, Integer> sizes) {
    return known.computeIfAbsent(
        sizes,
        _ -> {
          try {
            return Optional.of(new Sized(graph, sizes));
          } catch (AdjointException _) {
            return Optional.empty();
          }
        });
  }

  private Optional<Found> tried(Sized at) {
    for (Sized.From from : Sized.From.values()) {
      Optional<Sized.Case> drawnCase = at.run(at.draw(random, from));
      if (drawnCase.isPresent()) {
        OptionalInt element = drawnCase.get().furthest();
        if (element.isEmpty()) {
          drawn++;
          return Optional.empty();
        }
        return confirmed(at, drawnCase.get(), element.getAsInt());
      }
    }
    return Optional.empty();
  }

  private static Optional<Found> confirmed(Sized at, Sized.Case found, int element) {
    return at.isConfirmed(found, element)
        ? Optional.of(new Found(at, found, element))
        : Optional.empty();
  }

  /// A case at sizes none of which can be made smaller by itself.
  private Found smallest(Found large) {
    Found smallest = large;
    boolean again = true;
    while (again) {
      again = false;
      for (String name : free) {
        Optional<Found> smaller = smaller(smallest, name);
        again |= smaller.isPresent();
        smallest = smaller.orElse(smallest);
      }
    }
    return smallest;
  }

  private Optional<Found> smaller(Found large, String name) {
    for (int size = 1; size < large.at().sizes().get(name); size++) {
      Map<String, Integer> sizes = new TreeMap<>(large.at().sizes());
      sizes.put(name, size);
      Optional<Sized> at = sized(sizes);
      for (int i = 0; at.isPresent() && i < TRIES; i++) {
        Optional<Found> found = tried(at.get());
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /// The case with values as simple as can be: 0 and 1 before other numbers, and short ones.
  private Verdict.Counterexample simplest(Found small) {
    Found simplest = small;
    int elements = small.found().values().values().stream().mapToInt(v -> v.shape().count()).sum();
    if (elements <= MOST_ELEMENTS) {
      for (Node leaf : small.found().values().keySet()) {
        for (int i = 0; i < small.found().values().get(leaf).shape().count(); i++) {
          simplest = simpler(simplest, leaf, i);
        }
      }
    }
    return new Verdict.Counterexample(
        simplest.at().sizes(),
        simplest.found().values(),
        simplest.found().left(),
        simplest.found().right(),
        simplest.element());
  }

  private static Found simpler(Found found, Node leaf, int element) {
    Tensor old = found.found().values().get(leaf);
    double x = old.at(element);
    double[] candidates =
        found.at().isIndex(leaf)
            ? new double[] {0}
            : new double[] {0, 1, -1, 2, 0.5, Math.rint(x), Math.rint(10 * x) / 10};
    for (double candidate : candidates) {
      SequencedMap<Node, Tensor> values = new LinkedHashMap<>(found.found().values());
      values.put(
          leaf, Tensor.generate(DType.F64, old.shape(), k -> k == element ? candidate : old.at(k)));
      Optional<Found> simpler = found.at().run(values).flatMap(now -> plainly(found.at(), now));
      if (simpler.isPresent()) {
        return simpler.get();
      }
    }
    return found;
  }

  /// The case, if its sides differ so that one sees it.
  private static Optional<Found> plainly(Sized at, Sized.Case now) {
    OptionalInt element = now.furthest();
    return element.isPresent()
            && Math.abs(now.gap(element.getAsInt())) > 1e-3 * now.scale(element.getAsInt())
        ? confirmed(at, now, element.getAsInt())
        : Optional.empty();
  }
}
