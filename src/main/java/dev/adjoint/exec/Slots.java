package dev.adjoint.exec;

import dev.adjoint.graph.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The slots of a plan as it is made: where the value of each node is stored.
final class Slots {
  private static final int NONE = -1;

  private final Sized sized;
  private final List<Slot> slots = new ArrayList<>();
  private final int[] ofPlaces;

  Slots(Sized sized) {
    this.sized = sized;
    this.ofPlaces = new int[sized.count()];
    Arrays.fill(ofPlaces, NONE);
  }

  /// A new slot, for no node.
  int add(Slot slot) {
    slots.add(slot);
    return slots.size() - 1;
  }

  /// The slot of a stored value, which is made if there is none.
  int of(int place) {
    if (ofPlaces[place] == NONE) {
      ofPlaces[place] = add(slot(place));
    }
    return ofPlaces[place];
  }

  /// Whether a place has a slot.
  boolean isMade(int place) {
    return ofPlaces[place] != NONE;
  }

  /// The slot of a leaf, be it in the graph or not.
  int ofLeaf(Node leaf) {
    int place = sized.graph.place(leaf);
    return place < 0 ? add(new Slot.Bound(leaf)) : of(place);
  }

  private Slot slot(int place) {
    return switch (sized.kinds[place]) {
      case LEAF -> new Slot.Bound(sized.node(place));
      case CONSTANT -> new Slot.Fixed(sized.constant(place));
      case OTHER -> new Slot.Made();
      case ELEMENTWISE, REDUCE, PRODUCT ->
          new Slot.Passing(sized.dtype(place), sized.shapes[place].count());
      case VIEW -> throw new IllegalStateException("a view is not stored");
    };
  }

  /// Puts another slot in the place of one.
  void replace(int slot, Slot by) {
    slots.set(slot, by);
  }

  Slot get(int slot) {
    return slots.get(slot);
  }

  List<Slot> all() {
    return slots;
  }
}
