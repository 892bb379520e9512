package dev.adjoint.draw.chart;

import dev.adjoint.draw.ink.Output;
import dev.adjoint.draw.ink.RasterInk;
import dev.adjoint.draw.ink.SvgInk;
import dev.adjoint.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// Lines over one axis: the cost of a training over its iterations, or several to compare.
///
/// ```java
/// Plot.of(Series.of("rate 0.01", fast), Series.of("rate 0.001", slow)).write(Path.of("cost.svg"));
/// ```
///
/// Lines differ in colour, in their dashes and in their markers; each has its own number of values.
/// A value that is not a number, infinite, or on a logarithmic axis not above 0, is a gap; where a
/// line first becomes infinite or not a number it ends in a cross, and the legend says where that
/// was. Beside others, a line that does not come back from there leaves the plot at its edge, so that
/// the others are still to be seen. The legend covers no line. The same plot gives the same bytes.
///
/// The groups of the SVG have the classes `chart`, `paper`, `axes`, `series` and `legend`, so that the
/// style of a page can give them other colours. Its own paper is white, as that of pictures is.
///
/// @param title the heading, or empty
/// @param across the name of the axis to the right
/// @param up the name of the axis upwards
/// @param scale which axes show ratios rather than differences
/// @param series at least one
public record Plot(String title, String across, String up, Scale scale, List<Series> series) {
  /// Which axes are logarithmic.
  public enum Scale {
    LINEAR(false, false),
    /// The axis upwards: what falls by a constant factor is a straight line.
    LOG(false, true),
    /// The axis to the right. A value at 0, where the first is by default, has no place on it.
    LOG_ACROSS(true, false),
    LOG_LOG(true, true);

    public final boolean across;
    public final boolean up;

    Scale(boolean across, boolean up) {
      this.across = across;
      this.up = up;
    }

    public static Scale of(boolean across, boolean up) {
      return across ? (up ? LOG_LOG : LOG_ACROSS) : up ? LOG : LINEAR;
    }
  }

  /// The values of one line, in their order.
  ///
  /// @param name what the line is, or empty
  /// @param first where on the axis to the right the first value lies
  /// @param step how far the values lie apart
  public record Series(String name, double first, double step, Tensor values) {
    public Series {
      Objects.requireNonNull(name);
      Objects.requireNonNull(values);
    }

    /// Values at 0, 1, 2, …
    public static Series of(String name, Tensor values) {
      return new Series(name, 0, 1, values);
    }

    int count() {
      return values.shape().count();
    }

    /// The first value that is infinite or not a number.
    OptionalInt broken() {
      return IntStream.range(0, count()).filter(i -> !Double.isFinite(values.at(i))).findFirst();
    }

    /// Whether it begins with numbers and ends without: the cost of a training that diverged.
    boolean diverges() {
      int first = broken().orElse(0);
      return first > 0
          && IntStream.range(first, count()).noneMatch(i -> Double.isFinite(values.at(i)));
    }

    /// Where on the axis to the right a value lies.
    public double place(int index) {
      return first + index * step;
    }
  }

  public Plot {
    Objects.requireNonNull(title);
    Objects.requireNonNull(across);
    Objects.requireNonNull(up);
    Objects.requireNonNull(scale);
    series = List.copyOf(series);
  }

  /// A plot of costs over iterations.
  public static Plot of(Series... series) {
    return new Plot("", "iteration", "cost", Scale.LINEAR, List.of(series));
  }

  /// This plot under a heading.
  public Plot title(String title) {
    return new Plot(title, across, up, scale, series);
  }

  /// This plot with other names for its axes.
  public Plot axes(String across, String up) {
    return new Plot(title, across, up, scale, series);
  }

  /// This plot with logarithmic axes, or linear ones.
  public Plot scale(Scale scale) {
    return new Plot(title, across, up, scale, series);
  }

  /// The plot as an SVG document.
  ///
  /// @throws dev.adjoint.source.AdjointException if there is no value that has a place in it
  public String svg() {
    return SvgInk.svg(Chart.of(this));
  }

  /// The plot as a PNG image, two pixels to a point.
  ///
  /// @throws dev.adjoint.source.AdjointException as [#svg], and if the machine has no fonts
  public byte[] png() {
    return RasterInk.png(Chart.of(this));
  }

  /// Writes the plot in the format that the file's name says: `.svg` or `.png`. The file is there
  /// whole or not at all.
  ///
  /// @throws dev.adjoint.source.AdjointException as [#png], and if the name says another format, or
  ///     the file cannot be written
  public void write(Path file) {
    Output.write(file, Map.of(".svg", () -> Output.bytes(svg()), ".png", this::png));
  }
}
