package dev.adjoint.exec;

import dev.adjoint.graph.ReduceFunction;

/// The loops of reductions, over neighbouring elements.
///
/// A sum is taken in lanes, each of which adds every eighth (f64) or sixteenth (f32) element; then
/// the lanes are added in their order, in f64. Lanes do not wait for one another, and each rounds
/// fewer times.
final class Sums {
  private Sums() {}

  static IllegalStateException unknown(ReduceFunction function) {
    return new IllegalStateException("no loops for " + function);
  }

  /// One number of `length` elements.
  static double of(ReduceFunction function, Object values, int start, int length) {
    return values instanceof double[] doubles
        ? of(function, doubles, start, length)
        : of(function, (float[]) values, start, length);
  }

  private static double of(ReduceFunction function, double[] x, int start, int length) {
    int end = start + length;
    return switch (function) {
      case SUM -> sum(x, start, end);
      case PROD -> {
        double product = 1;
        for (int i = start; i < end; i++) {
          product *= x[i];
        }
        yield product;
      }
      case MAX -> {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = start; i < end; i++) {
          largest = Math.max(largest, x[i]);
        }
        yield largest;
      }
      case MIN -> {
        double smallest = Double.POSITIVE_INFINITY;
        for (int i = start; i < end; i++) {
          smallest = Math.min(smallest, x[i]);
        }
        yield smallest;
      }
      case MEAN, ARGMAX, NORM, VAR, STD, LOGSUMEXP -> throw unknown(function);
    };
  }

  private static double of(ReduceFunction function, float[] x, int start, int length) {
    int end = start + length;
    return switch (function) {
      case SUM -> sum(x, start, end);
      case PROD -> {
        double product = 1;
        for (int i = start; i < end; i++) {
          product *= x[i];
        }
        yield product;
      }
      case MAX -> {
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = start; i < end; i++) {
          largest = Math.max(largest, x[i]);
        }
        yield largest;
      }
      case MIN -> {
        float smallest = Float.POSITIVE_INFINITY;
        for (int i = start; i < end; i++) {
          smallest = Math.min(smallest, x[i]);
        }
        yield smallest;
      }
      case MEAN, ARGMAX, NORM, VAR, STD, LOGSUMEXP -> throw unknown(function);
    };
  }

  private static double sum(double[] x, int start, int end) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    double e = 0;
    double f = 0;
    double g = 0;
    double h = 0;
    int i = start;
    for (; i <= end - 8; i += 8) {
      a += x[i];
      b += x[i + 1];
      c += x[i + 2];
      d += x[i + 3];
      e += x[i + 4];
      f += x[i + 5];
      g += x[i + 6];
      h += x[i + 7];
    }
    double sum = ((a + b) + (c + d)) + ((e + f) + (g + h));
    for (; i < end; i++) {
      sum += x[i];
    }
    return sum;
  }

  private static double sum(float[] x, int start, int end) {
    int middle = end - (end - start) % 16;
    double sum = lanes(x, start, middle) + lanes(x, start + 8, middle);
    for (int i = middle; i < end; i++) {
      sum += x[i];
    }
    return sum;
  }

  /// The sum of eight of every sixteen elements.
  private static double lanes(float[] x, int start, int end) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    float e = 0;
    float f = 0;
    float g = 0;
    float h = 0;
    for (int i = start; i < end; i += 16) {
      a += x[i];
      b += x[i + 1];
      c += x[i + 2];
      d += x[i + 3];
      e += x[i + 4];
      f += x[i + 5];
      g += x[i + 6];
      h += x[i + 7];
    }
    return (((double) a + b) + ((double) c + d)) + (((double) e + f) + ((double) g + h));
  }

  /// Each of `length` elements to a result of its own, from `place` on.
  static void add(
      ReduceFunction function, Object values, int start, int length, double[] results, int place) {
    if (values instanceof double[] doubles) {
      add(function, doubles, start, length, results, place);
    } else {
      add(function, (float[]) values, start, length, results, place);
    }
  }

  private static void add(
      ReduceFunction function, double[] x, int start, int length, double[] results, int place) {
    switch (function) {
      case SUM -> {
        for (int i = 0; i < length; i++) {
          results[place + i] += x[start + i];
        }
      }
      case PROD -> {
        for (int i = 0; i < length; i++) {
          results[place + i] *= x[start + i];
        }
      }
      case MAX -> {
        for (int i = 0; i < length; i++) {
          results[place + i] = Math.max(results[place + i], x[start + i]);
        }
      }
      case MIN -> {
        for (int i = 0; i < length; i++) {
          results[place + i] = Math.min(results[place + i], x[start + i]);
        }
      }
      case MEAN, ARGMAX, NORM, VAR, STD, LOGSUMEXP -> throw unknown(function);
    }
  }

  private static void add(
      ReduceFunction function, float[] x, int start, int length, double[] results, int place) {
    switch (function) {
      case SUM -> {
        for (int i = 0; i < length; i++) {
          results[place + i] += x[start + i];
        }
      }
      case PROD -> {
        for (int i = 0; i < length; i++) {
          results[place + i] *= x[start + i];
        }
      }
      case MAX -> {
        for (int i = 0; i < length; i++) {
          results[place + i] = Math.max(results[place + i], x[start + i]);
        }
      }
      case MIN -> {
        for (int i = 0; i < length; i++) {
          results[place + i] = Math.min(results[place + i], x[start + i]);
        }
      }
      case MEAN, ARGMAX, NORM, VAR, STD, LOGSUMEXP -> throw unknown(function);
    }
  }
}
