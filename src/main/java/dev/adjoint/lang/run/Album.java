package dev.adjoint.lang.run;

import dev.adjoint.draw.chart.Classes;
import dev.adjoint.draw.chart.ImageGrid;
import dev.adjoint.draw.chart.ImageGrid.Range;
import dev.adjoint.draw.chart.ImageGrid.Tile;
import dev.adjoint.draw.sketch.DrawError;
import dev.adjoint.lang.check.Chart;
import dev.adjoint.tensor.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// The pictures of a program, by their numbers.
///
/// @param range which numbers are black and white in each
record Album(int count, IntFunction<Tensor> picture, IntFunction<Range> range) {
  static Album of(Chart.Arrangement arrangement, List<Tensor> values) {
    Tensor first = values.getFirst();
    return switch (arrangement) {
      case Chart.OnePicture _ ->
          new Album(values.size(), values::get, i -> Range.of(values.get(i)));
      case Chart.Stacked _ -> {
        int[] sizes = first.shape().sizes();
        Shape shape = Shape.of(Arrays.copyOfRange(sizes, 1, sizes.length));
        yield of(sizes[0], first, i -> first.take(0, i).reshape(shape));
      }
      case Chart.InColumns(List<Integer> size) -> {
        Shape shape = Shape.of(size.stream().mapToInt(n -> n).toArray());
        yield of(first.shape().size(1), first, i -> first.take(1, i).reshape(shape));
      }
    };
  }

  /// Pictures of one tensor have one range: a dark one among them stays dark.
  private static Album of(int count, Tensor all, IntFunction<Tensor> picture) {
    Range range = Range.of(all);
    return new Album(count, picture, _ -> range);
  }

  /// The first pictures, with their captions.
  ///
  /// @param captions one for each, or none
  ImageGrid captioned(List<String> captions, int most) {
    if (!captions.isEmpty() && captions.size() != count) {
      throw DrawError.NOT_PLOTTED.thrown(
          "there are %d pictures and %d captions".formatted(count, captions.size()));
    }
    return grid(
        IntStream.range(0, count).boxed().toList(),
        most,
        i -> captions.isEmpty() ? "" : captions.get(i));
  }

  /// The first pictures, or of those that are taken for something else, with what they are taken for.
  ///
  /// @param answers what they are taken for, and what they are, if that is known
  /// @param names of the classes
  ImageGrid judged(Chart.Judged judged, List<Tensor> answers, List<String> names, int most) {
    Classes taken = Classes.of(answers.getFirst());
    Classes are = Classes.of(answers.getLast());
    List<String> classes = names(names, Math.max(taken.count(), are.count()));
    List<Integer> wrong =
        IntStream.range(0, count)
            .filter(i -> !taken.of().get(i).equals(are.of().get(i)))
            .boxed()
            .toList();
    List<Integer> shown = judged.wrongOnly() ? wrong : IntStream.range(0, count).boxed().toList();
    ImageGrid grid =
        grid(
            shown,
            most,
            i -> {
              String name = classes.get(taken.of().get(i));
              return wrong.contains(i) ? name + ", is " + classes.get(are.of().get(i)) : name;
            });
    return judged.labels().isEmpty() || !judged.wrongOnly()
        ? grid
        : grid.title(
            "%s of %d %s wrong%s"
                .formatted(
                    wrong.isEmpty() ? "None" : wrong.size(),
                    count,
                    wrong.size() == 1 ? "is" : "are",
                    wrong.size() > most ? ", the first " + most : ""));
  }

  /// Classes without a name are called by their numbers.
  private static List<String> names(List<String> given, int count) {
    return IntStream.range(0, Math.max(count, given.size()))
        .mapToObj(k -> k < given.size() ? given.get(k) : String.valueOf(k))
        .toList();
  }

  private ImageGrid grid(List<Integer> chosen, int most, IntFunction<String> caption) {
    List<Tile> tiles = new ArrayList<>();
    for (int i : chosen.subList(0, Math.min(most, chosen.size()))) {
      tiles.add(new Tile(picture.apply(i), range.apply(i), caption.apply(i)));
    }
    return new ImageGrid("", OptionalInt.empty(), tiles);
  }
}
