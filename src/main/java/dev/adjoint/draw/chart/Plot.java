package dev.adjoint.draw.chart;

import dev.adjoint.draw.ink.Output;
import dev.adjoint.draw.ink.RasterInk;
import dev.adjoint.draw.ink.SvgInk;
import dev.adjoint.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Lines over one axis: the cost of a training over its iterations, or several to compare.
///
/// ```java
/// Plot.of(Series.of("rate 0.01", fast), Series.of("rate 0.001", slow)).write(Path.of("cost.svg"));
/// ```
///
/// Lines differ in colour and in their dashes. A value that is not a number, infinite, or on a
/// logarithmic axis not above 0, is a gap. The same plot gives the same bytes.
///
/// @param title the heading, or empty
/// @param across the name of the axis to the right
/// @param up the name of the axis upwards
/// @param logarithmic whether the axis upwards shows ratios
/// @param series at least one
public record Plot(
    String title, String across, String up, boolean logarithmic, List<Series> series) {

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

    public double place(int index) {
      return first + index * step;
    }
  }

  public Plot {
    Objects.requireNonNull(title);
    Objects.requireNonNull(across);
    Objects.requireNonNull(up);
    series = List.copyOf(series);
  }

  /// A plot of costs over iterations.
  public static Plot of(Series... series) {
    return new Plot("", "iteration", "cost", false, List.of(series));
  }

  /// This plot under a heading.
  public Plot title(String title) {
    return new Plot(title, across, up, logarithmic, series);
  }

  /// This plot with other names for its axes.
  public Plot axes(String across, String up) {
    return new Plot(title, across, up, logarithmic, series);
  }

  /// This plot with ratios upwards, or differences.
  public Plot logarithmic(boolean logarithmic) {
    return new Plot(title, across, up, logarithmic, series);
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
