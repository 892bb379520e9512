package dev.adjoint.lang.run;

import dev.adjoint.draw.chart.Confusion;
import dev.adjoint.draw.chart.ImageGrid;
import dev.adjoint.draw.chart.Plot;
import dev.adjoint.draw.chart.Scatter;
import dev.adjoint.graph.Node;
import dev.adjoint.lang.check.Chart;
import dev.adjoint.lang.check.Value;
import dev.adjoint.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// Charts of the values of a run.
///
/// @param evaluate the values of nodes
record Charts(Function<List<Node>, List<Tensor>> evaluate) {
  /// Draws a chart to its file, or prints one that has none.
  void show(Chart chart, Path folder, Host host) {
    switch (chart) {
      case Chart.Plot plot -> host.write(folder.resolve(plot.to()), to -> plot(plot).write(to));
      case Chart.Points points ->
          host.write(folder.resolve(points.to()), to -> points(points).write(to));
      case Chart.Images images ->
          host.write(folder.resolve(images.to()), to -> images(images).write(to));
      case Chart.Confusion counts -> {
        Confusion found = confusion(counts);
        counts
            .to()
            .ifPresentOrElse(
                to -> host.write(folder.resolve(to), found::write),
                () -> found.text().lines().forEach(host::line));
      }
    }
  }

  /// Whether there is any number in what a plot shows; in other charts there is.
  boolean isSomething(Chart chart) {
    return !(chart instanceof Chart.Plot plot)
        || evaluate.apply(plot.curves().stream().map(Chart.Curve::values).toList()).stream()
            .anyMatch(values -> Arrays.stream(values.toDoubles()).anyMatch(Double::isFinite));
  }

  private Plot plot(Chart.Plot plot) {
    List<Tensor> values = evaluate.apply(plot.curves().stream().map(Chart.Curve::values).toList());
    List<Plot.Series> series = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Chart.Curve curve = plot.curves().get(i);
      series.add(new Plot.Series(text(curve.name()), 0, curve.every(), values.get(i)));
    }
    Chart.PlotAxes axes = plot.axes();
    Plot.Scale scale = Plot.Scale.of(axes.logX(), axes.logY());
    return new Plot(text(axes.title()), axes.x(), axes.y(), scale, series);
  }

  private Scatter points(Chart.Points chart) {
    List<Node> nodes = new ArrayList<>(List.of(chart.points(), chart.labels()));
    chart.region().ifPresent(region -> nodes.addAll(List.of(region.plane(), region.scores())));
    List<Tensor> values = evaluate.apply(nodes);
    Chart.PointAxes axes = chart.axes();
    return new Scatter(
        text(axes.title()),
        axes.x(),
        axes.y(),
        values.get(0),
        values.get(1),
        texts(chart.classes()),
        chart.region().map(r -> new Scatter.Region(values.get(2), r.columns(), values.get(3))));
  }

  private ImageGrid images(Chart.Images chart) {
    List<Node> nodes = new ArrayList<>(chart.of());
    chart.judged().ifPresent(judged -> nodes.add(judged.predicted()));
    chart.judged().flatMap(Chart.Judged::labels).ifPresent(nodes::add);
    List<Tensor> values = evaluate.apply(nodes);
    Album album = Album.of(chart.arrangement(), values.subList(0, chart.of().size()));
    List<Tensor> answers = values.subList(chart.of().size(), values.size());
    ImageGrid grid =
        chart
            .judged()
            .map(judged -> album.judged(judged, answers, texts(chart.classes()), chart.most()))
            .orElseGet(() -> album.captioned(texts(chart.captions()), chart.most()));
    String title = text(chart.title());
    return new ImageGrid(title.isEmpty() ? grid.title() : title, chart.columns(), grid.tiles());
  }

  private Confusion confusion(Chart.Confusion chart) {
    List<Tensor> values = evaluate.apply(List.of(chart.predicted(), chart.labels()));
    return Confusion.of(values.get(0), values.get(1))
        .classes(texts(chart.classes()))
        .title(text(chart.title()));
  }

  private List<String> texts(List<Value.Text> texts) {
    return texts.stream().map(this::text).toList();
  }

  private String text(Value.Text text) {
    return Texts.fill(text, evaluate);
  }
}
