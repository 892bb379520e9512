package dev.adjoint.exec.kernel;

import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.UnaryFunction;

/// The operations of a body over `n` elements that lie in one scratch array, each from where a
/// number says: an implementation is one precision, whose arrays it takes.
interface Loops {
  /// One number, `n` times.
  void spread(Object from, int start, Object scratch, int y, int n);

  void fill(Object scratch, int y, double value, int n);

  void unary(UnaryFunction function, Object scratch, int y, int x, int n);

  void binary(BinaryFunction function, Object scratch, int y, int a, int b, int n);

  /// `a` where the condition is not 0, else `b`.
  void select(Object scratch, int y, int condition, int a, int b, int n);
}
