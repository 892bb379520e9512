package dev.adjoint.exec;

import dev.adjoint.tensor.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The arrays behind the slots that steps pass on: a value's array is free for another value when the
/// last step that reads it is done.
///
/// @param ofSlots by slot the number of its array; -1 for slots of other kinds
/// @param arrays what each array holds
record Buffers(int[] ofSlots, List<Buffers.Array> arrays) {
  private static final int NONE = -1;

  /// An array to be made.
  record Array(DType dtype, int count) {}

  static Buffers of(List<Slot> slots, List<Step> steps, List<Updates.Copy> copies) {
    int[] ends = new int[slots.size()]; // the last step that needs a slot
    for (int at = 0; at < steps.size(); at++) {
      int now = at;
      steps.get(at).reads().forEach(slot -> ends[slot] = now);
      steps.get(at).writes().forEach(slot -> ends[slot] = Math.max(ends[slot], now));
    }
    copies.forEach(copy -> ends[copy.from()] = steps.size());
    int[] ofSlots = new int[slots.size()];
    Arrays.fill(ofSlots, NONE);
    List<Array> arrays = new ArrayList<>();
    List<Integer> free = new ArrayList<>();
    for (int at = 0; at < steps.size(); at++) {
      int now = at;
      int[] writes = steps.get(at).writes().distinct().toArray();
      for (int slot : writes) {
        if (slots.get(slot) instanceof Slot.Passing passing && ofSlots[slot] == NONE) {
          ofSlots[slot] = take(passing, free, arrays);
        }
      }
      steps
          .get(at)
          .reads()
          .distinct()
          .filter(slot -> ends[slot] == now)
          .forEach(slot -> release(slot, ofSlots, free));
      for (int slot : writes) {
        if (ends[slot] == now) {
          release(slot, ofSlots, free);
        }
      }
    }
    return new Buffers(ofSlots, List.copyOf(arrays));
  }

  private static void release(int slot, int[] ofSlots, List<Integer> free) {
    if (ofSlots[slot] != NONE && !free.contains(ofSlots[slot])) {
      free.add(ofSlots[slot]);
    }
  }

  /// The smallest array that is free and large enough, but not several times too large; else a new
  /// one.
  private static int take(Slot.Passing slot, List<Integer> free, List<Array> arrays) {
    int best = NONE;
    for (int number : free) {
      Array array = arrays.get(number);
      if (array.dtype == slot.dtype()
          && array.count >= slot.count()
          && array.count / 4 <= slot.count()
          && (best == NONE || array.count < arrays.get(best).count)) {
        best = number;
      }
    }
    if (best == NONE) {
      arrays.add(new Array(slot.dtype(), slot.count()));
      return arrays.size() - 1;
    }
    free.remove((Integer) best);
    return best;
  }
}
