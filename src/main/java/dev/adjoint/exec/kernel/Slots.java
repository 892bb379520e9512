package dev.adjoint.exec.kernel;

import java.util.List;

/// Where each value of a body is kept while it is needed: values whose lives do not meet share a
/// slot. There are as many slots as values are alive at once, and no fewer would do.
///
/// @param of the slot of each value; an instruction may have the slot of a value it is the last to
///   take
record Slots(int[] of, int count) {

  static Slots of(Body body) {
    int[] last = lastUses(body);
    int[] of = new int[body.values()];
    int[] free = new int[body.values()];
    int freed = 0;
    int count = 0;
    int value = 0;
    for (; value < body.loads().size(); value++) {
      of[value] = count++;
    }
    for (Body.Instruction instruction : body.instructions()) {
      for (int k = 0; k < instruction.operands(); k++) {
        int operand = instruction.operand(k);
        if (last[operand] == value) {
          free[freed++] = of[operand];
          last[operand] = -1; // Freed once, though it may be taken twice.
        }
      }
      of[value] = freed > 0 ? free[--freed] : count++;
      if (last[value] == 0) {
        free[freed++] = of[value];
      }
      value++;
    }
    return new Slots(of, count);
  }

  /// The last instruction, by the number of its value, that takes each value; 0 if none does.
  private static int[] lastUses(Body body) {
    int[] last = new int[body.values()];
    List<Body.Instruction> instructions = body.instructions();
    int value = body.loads().size();
    for (Body.Instruction instruction : instructions) {
      for (int k = 0; k < instruction.operands(); k++) {
        last[instruction.operand(k)] = value;
      }
      value++;
    }
    for (int stored : body.stores()) {
      last[stored] = Integer.MAX_VALUE;
    }
    return last;
  }
}
