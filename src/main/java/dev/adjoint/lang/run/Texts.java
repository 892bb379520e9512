package dev.adjoint.lang.run;

import dev.adjoint.graph.Node;
import dev.adjoint.lang.check.NumberFormat;
import dev.adjoint.lang.check.Value;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.TensorText;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/// Texts with their values filled in.
final class Texts {
  private Texts() {}

  static String fill(Value.Text text, Function<List<Node>, List<Tensor>> evaluate) {
    List<Node> nodes = text.values().toList();
    Iterator<Tensor> values =
        (nodes.isEmpty() ? List.<Tensor>of() : evaluate.apply(nodes)).iterator();
    StringBuilder filled = new StringBuilder();
    for (Value.Piece piece : text.pieces()) {
      switch (piece) {
        case Value.Literal(String literal) -> filled.append(literal);
        case Value.Slot(_, NumberFormat format) ->
            filled.append(show(values.next(), format).replace("\n", "\n" + margin(filled)));
      }
    }
    return filled.toString();
  }

  /// Spaces up to the place where the text ends now, so that the rows of a matrix stand in line.
  private static String margin(StringBuilder text) {
    return " ".repeat(text.length() - (text.lastIndexOf("\n") + 1));
  }

  private static String show(Tensor value, NumberFormat format) {
    if (format.isShortest()) {
      return value.toString();
    }
    return TensorText.of(value, x -> format.format(x, TensorText.number(x, value.dtype())));
  }
}
