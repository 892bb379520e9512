package dev.adjoint.trace;

import dev.adjoint.graph.Node;
import dev.adjoint.trace.Version.Bond;
import dev.adjoint.trace.Version.Kin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Which nodes of versions belong together: the same value, the derivative by it, and what these are
/// computed from.
public final class Twins {
  private static final int FAR = 3;

  private final Map<String, Map<Node, List<Match>>> relatives = new HashMap<>(); // by version

  /// A node of a version, and how it belongs to a value.
  private record Match(Node node, Bond bond) {}

  private Twins() {}

  /// @param isShown which nodes can be seen, in the versions of these names; by itself all
  public static Twins of(List<Version> versions, Map<String, Predicate<Node>> isShown) {
    Twins twins = new Twins();
    for (Version version : versions) {
      Map<Node, List<Match>> all = new HashMap<>();
      version.trace().graph().nodes().stream()
          .filter(isShown.getOrDefault(version.id(), _ -> true))
          .forEach(
              node ->
                  version
                      .mark(node)
                      .kin()
                      .forEach(
                          kin ->
                              all.computeIfAbsent(kin.of(), _ -> new ArrayList<>())
                                  .add(new Match(node, kin.bond()))));
      twins.relatives.put(version.id(), all);
    }
    return twins;
  }

  /// The nodes of another version that belong to a node of one, the nearest first: none if there are
  /// none.
  public List<Node> in(Version other, Version version, Node node) {
    Map<Node, Integer> distances = new LinkedHashMap<>();
    for (Kin kin : version.mark(node).kin()) {
      for (Match match : relatives.get(other.id()).getOrDefault(kin.of(), List.of())) {
        int distance = distance(kin.bond(), match.bond());
        if (distance < FAR) {
          distances.merge(match.node(), distance, Math::min);
        }
      }
    }
    return distances.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder())) // stable
        .map(Map.Entry::getKey)
        .toList();
  }

  /// Parts of one value have nothing else to do with each other.
  private static int distance(Bond one, Bond other) {
    if (one == other) {
      return one == Bond.PART ? FAR : 0;
    }
    return one == Bond.PART || other == Bond.PART ? 2 : 1;
  }
}
