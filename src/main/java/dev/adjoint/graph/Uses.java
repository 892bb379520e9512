package dev.adjoint.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The edges of a graph by their producer, in the order of the consumers.
final class Uses {
  private final Map<Node, List<Operand>> byProducer;

  private Uses(Map<Node, List<Operand>> byProducer) {
    this.byProducer = byProducer;
  }

  static Uses in(List<Node> nodes) {
    Map<Node, List<Operand>> byProducer = new HashMap<>();
    for (Node consumer : nodes) {
      for (int i = 0; i < consumer.operands().size(); i++) {
        byProducer
            .computeIfAbsent(consumer.operand(i), _ -> new ArrayList<>(2))
            .add(new Operand(consumer, i));
      }
    }
    return new Uses(byProducer);
  }

  List<Operand> of(Node producer) {
    return java.util.Collections.unmodifiableList(byProducer.getOrDefault(producer, List.of()));
  }
}
