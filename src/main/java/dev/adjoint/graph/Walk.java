package dev.adjoint.graph;

import dev.adjoint.tensor.DType;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/// A walk over a graph that makes nodes on its way: each comes from where the node comes from at
/// which the walk stands then.
///
/// It does for a million nodes what [Origin#within] does for one: a step costs less than a node. And
/// what it makes is small: equal numbers ([Node#number]) of one origin are one node.
///
/// A walk belongs to the thread that walks it.
public final class Walk {
  private static final ScopedValue<Walk> CURRENT = ScopedValue.newInstance();

  private final Map<DType, Map<Double, Node>> numbers = new EnumMap<>(DType.class);
  private Origin place; // of the node it stands at
  private Origin origin; // of what is made here: the place without a name; null if nothing yet
  private final boolean derives;

  private Walk(Origin place, boolean derives) {
    this.place = place;
    this.derives = derives;
  }

  /// Runs `body`, which moves the walk from node to node and may make others.
  public static <T> T through(Function<Walk, T> body) {
    return through(body, false);
  }

  /// The same for a walk that makes derivatives of what it comes by.
  public static <T> T deriving(Function<Walk, T> body) {
    return through(body, true);
  }

  private static <T> T through(Function<Walk, T> body, boolean derives) {
    Walk walk = new Walk(Origin.NONE, derives);
    return ScopedValue.where(CURRENT, walk).call(() -> body.apply(walk));
  }

  /// Runs `body` at one place.
  static <T> T at(Origin place, Supplier<T> body) {
    return ScopedValue.where(CURRENT, new Walk(place, false)).call(body::get);
  }

  /// From now on nodes come from where this one comes from. Their names are their own.
  public void to(Node node) {
    if (node.origin() != place) {
      place = node.origin();
      origin = null;
      numbers.clear();
    }
  }

  /// The node with the origin of the one that the walk stands at, name and all, if it was made here.
  public Node settled(Node node) {
    boolean unnamed = node.origin() == origin && origin != place;
    return unnamed ? node.from(place) : node;
  }

  static Origin origin() {
    return CURRENT.isBound() ? CURRENT.get().here() : Origin.NONE;
  }

  static Node number(DType dtype, double value) {
    if (!CURRENT.isBound()) {
      return constant(dtype, value);
    }
    return CURRENT
        .get()
        .numbers
        .computeIfAbsent(dtype, _ -> new HashMap<>())
        .computeIfAbsent(value, _ -> constant(dtype, value));
  }

  private static Node constant(DType dtype, double value) {
    return Node.constant(Tensor.full(dtype, Shape.SCALAR, value));
  }

  private Origin here() {
    if (origin == null) {
      origin = derives ? place.ofDerivative() : place.named(null);
    }
    return origin;
  }
}
