package dev.adjoint.notation;

import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Pad;
import dev.adjoint.graph.Range;
import java.util.ArrayList;
import java.util.List;

/// A tensor among zeros. The language pads at the ends of an axis; what stands in reverse is turned
/// first, and what stands at intervals is scattered.
final class Padding {
  private Padding() {}

  static Phrase of(Pad pad, Phrase x) {
    String text = x.text();
    List<String> widths = new ArrayList<>();
    boolean hasWidths = false;
    for (int axis = 0; axis < pad.dims().size(); axis++) {
      Range range = pad.ranges().get(axis);
      Dim size = pad.dims().get(axis);
      Dim before = Dim.ZERO;
      Dim after = Dim.ZERO;
      if (range.step() == 1 || range.step() == -1) {
        boolean isTurned = range.step() < 0;
        text = isTurned ? "flip(%s, axis = %d)".formatted(text, axis) : text;
        before = isTurned ? range.start().minus(range.count()).plus(Dim.ONE) : range.start();
        after = size.minus(before).minus(range.count());
      } else {
        text = scattered(text, range, size, axis);
      }
      hasWidths |= !before.equals(Dim.ZERO) || !after.equals(Dim.ZERO);
      widths.add(Literals.shape(List.of(before, after)));
    }
    if (hasWidths) {
      text = "pad(%s, [%s])".formatted(text, String.join(", ", widths));
    }
    return text.equals(x.text()) ? x : Phrase.atom(text);
  }

  private static String scattered(String x, Range range, Dim size, int axis) {
    Phrase start = Literals.of(range.start());
    String places =
        "%s %s %d * arange(%s)"
            .formatted(
                start.text(),
                range.step() < 0 ? "-" : "+",
                Math.abs(range.step()),
                Literals.of(range.count()).text());
    return "scatter(%s, %s, %s, axis = %d)".formatted(x, places, Literals.of(size).text(), axis);
  }
}
