package dev.adjoint.data;

import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;

/// The numbers of a decoded picture: red, green, blue of each pixel, row by row, from 0 to 255.
final class Pixels {
  private static final double WHITE = 255;

  private Pixels() {}

  static double[] of(BufferedImage image) {
    return image.getColorModel() instanceof ComponentColorModel
        ? ofComponents(image)
        : ofColours(image);
  }

  /// A picture that stores its channels: they are taken as they are. `getRGB` would take grey for
  /// linear light, and change the numbers.
  private static double[] ofComponents(BufferedImage image) {
    Raster raster = image.getRaster();
    int bands = raster.getNumBands();
    boolean grey = bands <= 2; // grey, or grey and alpha; else colours, or colours and alpha
    boolean alpha = bands == 2 || bands == 4;
    double scale = WHITE / ((1 << raster.getSampleModel().getSampleSize(0)) - 1);
    int width = image.getWidth();
    double[] pixels = new double[3 * width * image.getHeight()];
    int[] samples = new int[bands * width];
    int to = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      raster.getPixels(0, y, width, 1, samples);
      for (int from = 0; from < samples.length; from += bands) {
        double opacity = alpha ? samples[from + bands - 1] * scale / WHITE : 1;
        for (int channel = 0; channel < 3; channel++) {
          pixels[to++] = overWhite(samples[from + (grey ? 0 : channel)] * scale, opacity);
        }
      }
    }
    return pixels;
  }

  /// A picture that stores places in a palette, or its channels packed into one number.
  private static double[] ofColours(BufferedImage image) {
    int width = image.getWidth();
    double[] pixels = new double[3 * width * image.getHeight()];
    int[] row = new int[width];
    int to = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int argb : row) {
        double opacity = (argb >>> 24) / WHITE;
        for (int shift = 16; shift >= 0; shift -= 8) {
          pixels[to++] = overWhite(argb >> shift & 0xFF, opacity);
        }
      }
    }
    return pixels;
  }

  private static double overWhite(double value, double opacity) {
    return opacity == 1 ? value : value * opacity + WHITE * (1 - opacity);
  }
}
