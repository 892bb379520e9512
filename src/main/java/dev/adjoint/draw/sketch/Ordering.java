package dev.adjoint.draw.sketch;

import dev.adjoint.draw.sketch.Sketch.Card;
import dev.adjoint.draw.sketch.Sketch.Frame;
import dev.adjoint.draw.sketch.Sketch.Wire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which cards should come before which, besides those that a wire joins.
///
/// A frame's own parameters would be laid out beside the values that flow into the frame, so its box
/// would overlap the ranks of the one before it, and a deep network would become a staircase. If the
/// parameters come after those values, the boxes lie one behind the other.
public final class Ordering {
  private final List<Card> cards;
  private final List<Wire> wires;
  private final Map<Card, List<Card>> users = new HashMap<>();
  private final Set<Card> sources;

  private Ordering(List<Card> cards, List<Wire> wires) {
    this.cards = cards;
    this.wires = wires;
    this.sources = new HashSet<>(cards);
    for (Wire wire : wires) {
      users.computeIfAbsent(wire.from(), _ -> new ArrayList<>()).add(wire.to());
      sources.remove(wire.to());
    }
  }

  /// The additional order, as wires that nobody draws.
  public static List<Wire> of(List<Card> cards, List<Wire> wires, List<Frame> frames) {
    Ordering ordering = new Ordering(cards, wires);
    Set<Wire> order = new LinkedHashSet<>();
    frames.forEach(frame -> ordering.add(frame, order));
    return List.copyOf(order);
  }

  private void add(Frame frame, Set<Wire> order) {
    List<Card> inside = cards.stream().filter(card -> lies(card, frame)).toList();
    Set<Card> entering = new LinkedHashSet<>();
    for (Wire wire : wires) {
      if (lies(wire.to(), frame) && !lies(wire.from(), frame) && !sources.contains(wire.from())) {
        entering.add(wire.from());
      }
    }
    entering.removeAll(reached(inside));
    for (Card before : entering) {
      for (Card source : inside) {
        if (sources.contains(source)) {
          order.add(new Wire(before, source, "", ""));
        }
      }
    }
  }

  private static boolean lies(Card card, Frame frame) {
    for (Frame at = card.frame(); at != null; at = at.parent()) {
      if (at == frame) {
        return true;
      }
    }
    return false;
  }

  /// All that depends on these cards, by wires: none of it can come before them.
  private Set<Card> reached(List<Card> from) {
    Set<Card> reached = new HashSet<>(from);
    List<Card> front = new ArrayList<>(from);
    while (!front.isEmpty()) {
      for (Card user : users.getOrDefault(front.removeLast(), List.of())) {
        if (reached.add(user)) {
          front.add(user);
        }
      }
    }
    return reached;
  }
}
