package dev.adjoint.exec.kernel;

/// A [Body] made ready to run on elements. Thread-safe: all that a run changes is what it stores, and
/// its scratch.
public sealed interface Kernel permits Interpreted, Generated, Tiered {
  /// The most elements of one run: what passes through the first-level cache.
  int TILE = 1024;

  /// Runs the body on `length` elements. The loads and then the stores of the body, in their order,
  /// are the operands: operand `k` starts at `starts[k]` of `arrays[k]`, a `double[]` or `float[]` as
  /// the body's precision says.
  ///
  /// A store may lie exactly upon a load, element by element, else stores and loads do not overlap.
  ///
  /// @param length at most [#TILE]
  /// @param scratch an array of the body's precision, with [#scratch] elements or more
  void run(Object[] arrays, int[] starts, int length, Object scratch);

  /// How many elements of scratch a run on so many elements needs.
  int scratch(int elements);

  /// The kernel of a body: always the same bits, from the same operands, whichever way it is run by
  /// now. Bodies that are equal share one.
  static Kernel of(Body body) {
    return Tiered.of(body);
  }
}
