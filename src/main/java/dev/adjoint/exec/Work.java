package dev.adjoint.exec;

import dev.adjoint.graph.Node;
import dev.adjoint.tensor.DType;
import java.util.List;

/// What a step of a program does at every run, for reports.
///
/// @param name what it is: `product [20, 12288] @ [12288, 209]`, `cluster [1, 209]`
/// @param nodes the operations whose values it computes, operands first
/// @param operations arithmetic: two for each term of a product, one for each function of an element
/// @param bytes what it reads and writes of its operands, each once
/// @param isBoundByMemory whether its speed is told in bytes a second, not in operations
public record Work(
    String name, List<Node> nodes, double operations, double bytes, boolean isBoundByMemory) {

  /// The bytes of one element.
  static int bytes(DType dtype) {
    return switch (dtype) {
      case F64 -> Double.BYTES;
      case F32 -> Float.BYTES;
    };
  }
}
