package dev.adjoint.exec.kernel;

import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.tensor.DType;
import java.util.List;

/// What is done at every element of some rows: straight-line arithmetic in one precision.
///
/// Values are numbered in one sequence: first the loads, then the results of the instructions. An
/// instruction refers to values with lower numbers only.
///
/// @param loads how each value that is read lies in memory
/// @param stores the numbers of the values that are written, each as contiguous elements of a row
public record Body(
    DType dtype, List<Load> loads, List<Instruction> instructions, List<Integer> stores) {
  public Body {
    loads = List.copyOf(loads);
    instructions = List.copyOf(instructions);
    stores = List.copyOf(stores);
  }

  /// How a value lies in memory along a row.
  public enum Load {
    /// One number after the other.
    ELEMENTS,
    /// One number for the whole row.
    SCALAR
  }

  /// One value from earlier ones.
  public sealed interface Instruction {
    /// How many values it takes.
    int operands();

    /// The number of the value it takes as its `k`-th.
    int operand(int k);
  }

  /// The same number everywhere, rounded to the body's precision.
  public record Constant(double value) implements Instruction {
    /// By bits, so that 0 and -0 are two constants.
    @Override
    public boolean equals(Object other) {
      return other instanceof Constant(double that)
          && Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(that);
    }

    @Override
    public int hashCode() {
      return Double.hashCode(value);
    }

    @Override
    public int operands() {
      return 0;
    }

    @Override
    public int operand(int k) {
      throw new IndexOutOfBoundsException(k);
    }
  }

  public record Unary(UnaryFunction function, int x) implements Instruction {
    @Override
    public int operands() {
      return 1;
    }

    @Override
    public int operand(int k) {
      return x;
    }
  }

  public record Binary(BinaryFunction function, int a, int b) implements Instruction {
    @Override
    public int operands() {
      return 2;
    }

    @Override
    public int operand(int k) {
      return k == 0 ? a : b;
    }
  }

  /// `a` where the condition is not 0, else `b`.
  public record Select(int condition, int a, int b) implements Instruction {
    @Override
    public int operands() {
      return 3;
    }

    @Override
    public int operand(int k) {
      return k == 0 ? condition : k == 1 ? a : b;
    }
  }

  /// How many values there are.
  public int values() {
    return loads.size() + instructions.size();
  }

  Instruction instruction(int value) {
    return instructions.get(value - loads.size());
  }

  boolean isConstant(int value) {
    return value >= loads.size() && instruction(value) instanceof Constant;
  }
}
