package dev.adjoint.play;

import java.util.Arrays;

/// The costs of a loop, in as many pieces as a screen can show, however many steps there are.
///
/// A piece stands for `stride` steps: it has the cost of the first, and the lowest and the highest of
/// all, so that no spike is lost. Where there are too many pieces, each two become one.
final class Curve {
  /// The most pieces; a power of two.
  static final int MOST = 2048;

  private double[] firsts = new double[64];
  private double[] lows = new double[64];
  private double[] highs = new double[64];
  private int pieces;
  private int stride = 1;

  /// Pieces from one on, as they are.
  ///
  /// @param from the number of the first of them
  record Part(int stride, int from, double[] firsts, double[] lows, double[] highs) {}

  int stride() {
    return stride;
  }

  int pieces() {
    return pieces;
  }

  /// Adds the cost of a step; steps come in their order, and none is left out.
  void add(long step, double cost) {
    while (step / stride >= MOST) {
      halve();
    }
    int piece = (int) (step / stride);
    if (piece >= pieces) {
      open(piece, cost);
    } else {
      lows[piece] = lower(lows[piece], cost);
      highs[piece] = higher(highs[piece], cost);
    }
  }

  private void open(int piece, double cost) {
    if (piece >= firsts.length) {
      int length = Math.max(piece + 1, 2 * firsts.length);
      firsts = Arrays.copyOf(firsts, length);
      lows = Arrays.copyOf(lows, length);
      highs = Arrays.copyOf(highs, length);
    }
    for (int i = pieces; i <= piece; i++) { // a run that goes on may not have told of those before
      firsts[i] = i < piece ? Double.NaN : cost;
      lows[i] = firsts[i];
      highs[i] = firsts[i];
    }
    pieces = piece + 1;
  }

  private void halve() {
    int half = (pieces + 1) / 2;
    for (int i = 0; i < half; i++) {
      int next = Math.min(2 * i + 1, pieces - 1);
      firsts[i] = firsts[2 * i];
      lows[i] = lower(lows[2 * i], lows[next]);
      highs[i] = higher(highs[2 * i], highs[next]);
    }
    pieces = half;
    stride *= 2;
  }

  // What is not a number counts as nothing, unless there is nothing else.
  private static double lower(double a, double b) {
    return Double.isNaN(a) || b < a ? b : a;
  }

  private static double higher(double a, double b) {
    return Double.isNaN(a) || b > a ? b : a;
  }

  /// What it had before a step; the piece that holds the step may know a little of what came after.
  Curve before(long step) {
    Curve before = new Curve();
    before.stride = stride;
    before.pieces = (int) Math.min(pieces, (step + stride - 1) / stride);
    before.firsts = Arrays.copyOf(firsts, firsts.length);
    before.lows = Arrays.copyOf(lows, lows.length);
    before.highs = Arrays.copyOf(highs, highs.length);
    return before;
  }

  /// The pieces from number `from` on.
  Part part(int from) {
    int first = Math.min(from, pieces);
    return new Part(
        stride,
        first,
        Arrays.copyOfRange(firsts, first, pieces),
        Arrays.copyOfRange(lows, first, pieces),
        Arrays.copyOfRange(highs, first, pieces));
  }
}
