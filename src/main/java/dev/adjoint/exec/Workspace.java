package dev.adjoint.exec;

/// The arrays of one run, by slots. One thread at a time runs a program in it, with as many helpers
/// as there are cores.
record Workspace(Object[] arrays) {
  double[] doubles(int slot) {
    return (double[]) arrays[slot];
  }

  float[] floats(int slot) {
    return (float[]) arrays[slot];
  }
}
