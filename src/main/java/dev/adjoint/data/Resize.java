package dev.adjoint.data;

/// Brings a picture to another size.
///
/// Each new pixel is a weighted mean of old ones, first along the rows, then along the columns. The
/// weights are a triangle around the new pixel's centre. Where the picture grows, the triangle
/// reaches to the next old pixel on either side, which is bilinear interpolation; where it
/// shrinks, the triangle is as much wider as the new pixels are, so that every old pixel counts and
/// fine patterns do not turn into coarse ones. This is what Pillow's `resize` does with
/// `BILINEAR`, but for its rounding to whole numbers.
final class Resize {
  private static final int CHANNELS = 3;

  private Resize() {}

  /// The picture `[fromHeight, fromWidth, 3]` as one of `[height, width, 3]`.
  static double[] of(double[] pixels, int fromHeight, int fromWidth, int height, int width) {
    double[] narrow =
        fromWidth == width
            ? pixels
            : along(pixels, fromHeight, weights(fromWidth, width), fromWidth, CHANNELS);
    return fromHeight == height
        ? narrow
        : along(narrow, 1, weights(fromHeight, height), fromHeight, CHANNELS * width);
  }

  /// The weights of old pixels from `first` on.
  private record Weights(int first, double[] values) {}

  private static Weights[] weights(int from, int to) {
    double scale = (double) from / to;
    double reach = Math.max(1, scale);
    var weights = new Weights[to];
    for (int i = 0; i < to; i++) {
      double centre = (i + 0.5) * scale;
      int first = Math.max(0, (int) Math.floor(centre - reach));
      int last = Math.min(from, (int) Math.ceil(centre + reach));
      double[] values = new double[last - first];
      double sum = 0;
      for (int j = 0; j < values.length; j++) {
        values[j] = Math.max(0, 1 - Math.abs(first + j + 0.5 - centre) / reach);
        sum += values[j];
      }
      for (int j = 0; j < values.length; j++) {
        values[j] /= sum;
      }
      weights[i] = new Weights(first, values);
    }
    return weights;
  }

  /// Resizes the middle axis of `[outer, size, inner]`.
  private static double[] along(
      double[] pixels, int outer, Weights[] weights, int size, int inner) {
    double[] out = new double[outer * weights.length * inner];
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < weights.length; i++) {
        int to = (o * weights.length + i) * inner;
        int from = (o * size + weights[i].first) * inner;
        for (double weight : weights[i].values) {
          for (int k = 0; k < inner; k++) {
            out[to + k] += weight * pixels[from + k];
          }
          from += inner;
        }
      }
    }
    return out;
  }
}
