package dev.adjoint.lang.check;

import dev.adjoint.graph.Constant;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Node;
import dev.adjoint.lang.syntax.Expr;
import dev.adjoint.source.Span;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Texts, and how values are shown in them.
record Texts(Expressions expressions) {
  /// So many of something, such as `1 curve` and `2 curves`.
  static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  Value of(Expr.StringLiteral literal) {
    List<Value.Piece> pieces = new ArrayList<>();
    for (Expr.Part part : literal.parts()) {
      switch (part) {
        case Expr.Text text -> pieces.add(new Value.Literal(text.value()));
        case Expr.Interpolation slot -> pieces.addAll(pieces(expressions.of(slot.value()), slot));
      }
    }
    return new Value.Text(pieces);
  }

  private List<Value.Piece> pieces(Value value, Expr.Interpolation slot) {
    NumberFormat format =
        slot.format()
            .map(
                specification ->
                    NumberFormat.parse(specification)
                        .orElseThrow(
                            () ->
                                LangCode.BAD_FORMAT.thrown(
                                    slot.span(),
                                    "`" + specification + "` is no number format",
                                    "`.6f` has six digits behind the point, `.3e` an exponent,"
                                        + " `.4g` four digits in all, `8.2f` at least eight"
                                        + " characters")))
            .orElse(NumberFormat.SHORTEST);
    return pieces(value, format, slot.value().span());
  }

  /// How a value is shown.
  List<Value.Piece> pieces(Value value, NumberFormat format, Span span) {
    return switch (value) {
      case Value.Text(List<Value.Piece> pieces) -> pieces;
      case Value.Items items when !isNumeric(items) || isRagged(items) -> {
        List<Value.Piece> pieces = new ArrayList<>(List.of(new Value.Literal("[")));
        for (Value item : items.values()) {
          pieces.add(new Value.Literal(pieces.size() == 1 ? "" : ", "));
          pieces.addAll(pieces(item, format, span));
        }
        pieces.add(new Value.Literal("]"));
        yield pieces;
      }
      default -> List.of(new Value.Slot(expressions.node(value, span), format));
    };
  }

  /// A value that a loop comes to in few words, or where it stands in its list.
  static String brief(Value value, int place) {
    return switch (value) {
      case Value.Tensor(Node node)
          when node.rank() == 0 && node.op() instanceof Constant(Tensor number) ->
          number.toString();
      case Value.Tensor(Node node) when node.origin().name() != null -> node.origin().name();
      case Value.Dimension(Dim dim) -> dim.toString();
      case Value.Layer layer when layer.name().isPresent() -> layer.name().get();
      case Value.Text text when text.constant().isPresent() -> text.constant().get();
      default -> "item " + place;
    };
  }

  /// Whether its parts are tensors of different shapes, such as `[w, b]`.
  private static boolean isRagged(Value.Items items) {
    return items.values().stream()
            .filter(Value.Tensor.class::isInstance)
            .map(value -> ((Value.Tensor) value).node().type().dims())
            .distinct()
            .count()
        > 1;
  }

  private static boolean isNumeric(Value value) {
    return value instanceof Value.Tensor
        || value instanceof Value.Dimension
        || (value instanceof Value.Items items
            && items.values().stream().allMatch(Texts::isNumeric));
  }
}
