package dev.adjoint.exec.kernel;

import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.tensor.DType;

/// A body run one instruction at a time, each over all elements of a run: nothing has to be
/// compiled, so it is quick when it is new.
///
/// A body may be a graph of scalars with millions of instructions, so they are kept as numbers: the
/// operation, the slot of its result, the slots of its operands.
final class Interpreted implements Kernel {
  private static final UnaryFunction[] UNARY = UnaryFunction.values();
  private static final BinaryFunction[] BINARY = BinaryFunction.values();

  // The operations, in this order: the unary functions, the binary ones, and these.
  private static final int FIRST_BINARY = UNARY.length;
  private static final int SELECT = FIRST_BINARY + BINARY.length;
  private static final int CONSTANT = SELECT + 1;

  private final Loops loops;
  private final boolean[] scalarLoads;
  private final int[] code;
  private final double[] constants;
  private final int[] stores;
  private final int slots;

  private Interpreted(Body body, Slots slots) {
    loops = body.dtype() == DType.F64 ? new DoubleLoops() : new FloatLoops();
    scalarLoads = new boolean[body.loads().size()];
    for (int k = 0; k < scalarLoads.length; k++) {
      scalarLoads[k] = body.loads().get(k) == Body.Load.SCALAR;
    }
    int size = 0;
    int numbers = 0;
    for (Body.Instruction instruction : body.instructions()) {
      size += 2 + Math.max(1, instruction.operands());
      numbers += instruction instanceof Body.Constant ? 1 : 0;
    }
    code = new int[size];
    constants = new double[numbers];
    encode(body, slots);
    stores = body.stores().stream().mapToInt(value -> slots.of()[value]).toArray();
    this.slots = slots.count();
  }

  static Interpreted of(Body body) {
    return new Interpreted(body, Slots.of(body));
  }

  private void encode(Body body, Slots slots) {
    int at = 0;
    int constant = 0;
    int value = body.loads().size();
    for (Body.Instruction instruction : body.instructions()) {
      code[at++] = operation(instruction);
      code[at++] = slots.of()[value++];
      for (int k = 0; k < instruction.operands(); k++) {
        code[at++] = slots.of()[instruction.operand(k)];
      }
      if (instruction instanceof Body.Constant(double number)) {
        code[at++] = constant;
        constants[constant++] = number;
      }
    }
  }

  private static int operation(Body.Instruction instruction) {
    return switch (instruction) {
      case Body.Constant _ -> CONSTANT;
      case Body.Unary unary -> unary.function().ordinal();
      case Body.Binary binary -> FIRST_BINARY + binary.function().ordinal();
      case Body.Select _ -> SELECT;
    };
  }

  @Override
  public int scratch(int elements) {
    return Math.multiplyExact(slots, elements);
  }

  @Override
  public void run(Object[] arrays, int[] starts, int length, Object scratch) {
    int loads = scalarLoads.length;
    for (int k = 0; k < loads; k++) {
      if (scalarLoads[k]) {
        loops.spread(arrays[k], starts[k], scratch, k * length, length);
      } else {
        System.arraycopy(arrays[k], starts[k], scratch, k * length, length);
      }
    }
    execute(length, scratch);
    for (int s = 0; s < stores.length; s++) {
      int k = loads + s;
      System.arraycopy(scratch, stores[s] * length, arrays[k], starts[k], length);
    }
  }

  private void execute(int n, Object scratch) {
    int[] code = this.code;
    for (int at = 0; at < code.length; ) {
      int operation = code[at];
      int y = code[at + 1] * n;
      int a = code[at + 2];
      if (operation < FIRST_BINARY) {
        loops.unary(UNARY[operation], scratch, y, a * n, n);
        at += 3;
      } else if (operation < SELECT) {
        loops.binary(BINARY[operation - FIRST_BINARY], scratch, y, a * n, code[at + 3] * n, n);
        at += 4;
      } else if (operation == SELECT) {
        loops.select(scratch, y, a * n, code[at + 3] * n, code[at + 4] * n, n);
        at += 5;
      } else {
        loops.fill(scratch, y, constants[a], n);
        at += 3;
      }
    }
  }
}
