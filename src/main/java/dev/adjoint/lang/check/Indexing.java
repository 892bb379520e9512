package dev.adjoint.lang.check;

import dev.adjoint.graph.Binary;
import dev.adjoint.graph.BinaryFunction;
import dev.adjoint.graph.Dim;
import dev.adjoint.graph.Gather;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Range;
import dev.adjoint.graph.Reshape;
import dev.adjoint.graph.Slice;
import dev.adjoint.graph.Unary;
import dev.adjoint.graph.UnaryFunction;
import dev.adjoint.lang.syntax.Expr;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// `base[…]`: a member of a family or a list, or a part of a tensor as NumPy takes it. Unlike
/// NumPy's, a slice that reaches beyond its axis is an error.
final class Indexing {
  private final Expressions expressions;

  Indexing(Expressions expressions) {
    this.expressions = expressions;
  }

  Value of(Expr.Index e) {
    Value base = expressions.of(e.base());
    return switch (base) {
      case Value.Family family -> member(family, e);
      case Value.Items items when e.items().size() == 1 && items.tensor().isEmpty() ->
          element(items, e);
      default -> part(expressions.node(base, e.base().span()), e);
    };
  }

  private Value member(Value.Family family, Expr.Index e) {
    TreeMap<Integer, Value> members = family.members();
    int index = expressions.known().index(positions(e), e.span());
    Value value = members.get(index);
    if (value == null) {
      String known =
          members.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
      throw LangCode.NO_MEMBER.thrown(
          e.span(),
          "there is no `%s[%d]`".formatted(family.name(), index),
          known.isEmpty() ? "it has no members yet" : "its indices are " + known);
    }
    if (value instanceof Value.Unknown) {
      throw new Elaboration.Poisoned();
    }
    return value;
  }

  private static List<Expr> positions(Expr.Index e) {
    List<Expr> positions = new ArrayList<>();
    for (Expr.Item item : e.items()) {
      switch (item) {
        case Expr.At at -> positions.add(at.position());
        case Expr.Slice slice ->
            throw LangCode.NO_MEMBER.thrown(slice.span(), "a family is indexed by one number");
      }
    }
    return positions;
  }

  private Value element(Value.Items items, Expr.Index e) {
    List<Value> values = items.values();
    return switch (e.items().getFirst()) {
      case Expr.At(Expr position) -> {
        int index = expressions.known().integer(position, "the index of a list");
        int at = index < 0 ? index + values.size() : index;
        if (at < 0 || at >= values.size()) {
          throw LangCode.NO_MEMBER.thrown(
              position.span(),
              "a list of %d has no index %d".formatted(values.size(), index),
              "indices count from 0");
        }
        yield values.get(at);
      }
      case Expr.Slice slice -> {
        Range range = range(slice, Dim.of(values.size()));
        List<Value> taken = new ArrayList<>();
        int start = range.start().evaluate(java.util.Map.of());
        for (int i = 0; i < range.count().evaluate(java.util.Map.of()); i++) {
          taken.add(values.get(start + i * range.step()));
        }
        yield new Value.Items(taken);
      }
    };
  }

  private Value part(Node x, Expr.Index e) {
    if (e.items().size() > x.rank()) {
      throw x.rank() == 0
          ? LangCode.NO_MEMBER.thrown(
              e.span(), "`%s` is one number, and has no parts".formatted(e.base().span().text()))
          : LangCode.NO_MEMBER.thrown(
              e.span(),
              "%s has %s, and this has %d indices"
                  .formatted(
                      x.type(), x.rank() == 1 ? "one axis" : x.rank() + " axes", e.items().size()),
              "one index for each axis, at most");
    }
    List<Range> ranges = new ArrayList<>(x.type().dims().stream().map(Range::all).toList());
    List<Integer> dropped = new ArrayList<>();
    Node gathered = x;
    for (int axis = 0; axis < e.items().size(); axis++) {
      switch (e.items().get(axis)) {
        case Expr.Slice slice -> ranges.set(axis, range(slice, x.type().dim(axis)));
        case Expr.At(Expr position) -> {
          Node index = expressions.node(place(position), position.span());
          if (index.rank() == 0) {
            requireReached(x, known(index, position.span()), position.span());
            ranges.set(axis, single(index, position.span(), x.type().dim(axis)));
            dropped.add(axis);
          } else {
            refuseMask(index, position);
            gathered = gather(gathered, index, axis, position.span());
            ranges.set(axis, Range.all(gathered.type().dim(axis)));
          }
        }
      }
    }
    Node from = gathered;
    return Expressions.tensor(
        expressions.elaboration().build(e.span(), () -> cut(from, ranges, dropped)));
  }

  /// A history is as long as its training at most: a place behind that is found before it runs.
  private void requireReached(Node x, Dim index, Span span) {
    Definition definition = expressions.elaboration().definitions.get(x);
    if (definition instanceof Definition.OfAction(String turn, int most)
        && index.value().isPresent()
        && (index.value().getAsInt() >= most || index.value().getAsInt() < -most)) {
      throw LangCode.NO_MEMBER.thrown(
          span,
          "`%s` has no place %s: this training has %s"
              .formatted(x.label(), index, Texts.count(most, turn)),
          most == 0
              ? "a training of at least 1 %s has a history".formatted(turn)
              : "places are 0 to %d, or -1 to -%d from the end".formatted(most - 1, most));
    }
  }

  private Value place(Expr position) {
    Value place = expressions.of(position);
    if (place instanceof Value.Text) {
      throw LangCode.WRONG_KIND.thrown(
          position.span(),
          "an index is a whole number, not a text",
          "the columns of a file are chosen as it is read: `csv(file, columns = [\"area\"])`");
    }
    return place;
  }

  private static Node cut(Node x, List<Range> ranges, List<Integer> dropped) {
    boolean whole = ranges.equals(x.type().dims().stream().map(Range::all).toList());
    Node cut = whole ? x : Slice.of(x, ranges);
    List<Dim> dims = new ArrayList<>(cut.type().dims());
    dropped.reversed().forEach(axis -> dims.remove((int) axis));
    return Reshape.to(cut, dims);
  }

  /// NumPy's `X[Y == 1]` would be read as the places 0 and 1.
  private static void refuseMask(Node index, Expr position) {
    boolean isMask =
        switch (index.op()) {
          case Binary(BinaryFunction f) -> f.isCondition();
          case Unary(UnaryFunction f) -> f == UnaryFunction.NOT;
          default -> false;
        };
    if (isMask) {
      throw LangCode.WRONG_KIND.thrown(
          position.span(),
          "a condition is no index: how much it picks would depend on data",
          "`if c then x else 0` keeps the shape, and `sum(c * x) / sum(c)` is a mean over what c"
              + " picks");
    }
  }

  private Node gather(Node x, Node index, int axis, Span span) {
    return expressions.elaboration().build(span, () -> Gather.of(x, index, axis));
  }

  private Range single(Node index, Span span, Dim size) {
    return new Range(position(known(index, span), size, span, 0), 1, Dim.ONE);
  }

  private static Dim known(Node index, Span span) {
    return Static.dim(index)
        .orElseThrow(
            () ->
                LangCode.NOT_STATIC.thrown(
                    span,
                    "an index is a whole number that is known while the program is read",
                    "`gather(x, indices, axis = 0)` takes indices that are computed"));
  }

  /// A place on an axis, counted from 0; negative numbers count from the end.
  ///
  /// @param beyond 1 where the place behind the last is one too
  private static Dim position(Dim index, Dim size, Span span, int beyond) {
    OptionalInt number = index.value();
    Dim at = number.isPresent() && number.getAsInt() < 0 ? size.plus(index) : index;
    if (at.value().isPresent() && size.value().isPresent()) {
      int value = at.value().getAsInt();
      int last = size.value().getAsInt() - 1 + beyond;
      if (beyond > 0 && value > last) {
        throw new AdjointException(beyondEnd(value, size, span));
      }
      if (value < 0 || value > last) {
        throw LangCode.NO_MEMBER.thrown(
            span,
            "an axis of size %s has no place %s".formatted(size, index),
            "places are 0 to %d, or -1 to -%d from the end"
                .formatted(size.value().getAsInt() - 1, size.value().getAsInt()));
      }
    }
    return at;
  }

  private static Diagnostic beyondEnd(int value, Dim size, Span span) {
    return LangCode.NO_MEMBER
        .at(
            span,
            "a slice of an axis of size %s ends at %s at most, not at %d"
                .formatted(size, size, value))
        .note("NumPy would cut it short in silence; here the sizes are meant as they are written")
        .help("leave the end out to reach the last place, as in `1:`");
  }

  /// `start:stop:step` on an axis of this size.
  private Range range(Expr.Slice slice, Dim size) {
    int step = slice.step().map(s -> expressions.known().integer(s, "a step")).orElse(1);
    if (step == 0) {
      throw LangCode.WRONG_KIND.thrown(slice.span(), "a step of 0 goes nowhere");
    }
    Optional<Dim> start = slice.start().map(s -> bound(s, size, step));
    Optional<Dim> stop = slice.stop().map(s -> bound(s, size, step));
    Dim from = start.orElse(step > 0 ? Dim.ZERO : size.minus(Dim.ONE));
    Dim to = stop.orElse(step > 0 ? size : Dim.of(-1));
    return new Range(from, step, count(slice, from, to, step));
  }

  private Dim bound(Expr e, Dim size, int step) {
    Dim at = known(expressions.node(e), e.span());
    return position(at, size, e.span(), step > 0 ? 1 : 0);
  }

  private static Dim count(Expr.Slice slice, Dim from, Dim to, int step) {
    Dim span = step > 0 ? to.minus(from) : from.minus(to);
    if (Math.abs(step) == 1 && (span.value().isEmpty() || span.value().getAsInt() >= 0)) {
      return span;
    }
    int length =
        span.value()
            .orElseThrow(
                () ->
                    LangCode.NOT_STATIC.thrown(
                        slice.span(),
                        "how many places a step of %d reaches depends on a size that is not known"
                            .formatted(step),
                        "data that is given says how large a dimension is; so does `same m ="
                            + " 100`"));
    return Dim.of(Math.max(0, Math.ceilDiv(length, Math.abs(step))));
  }
}
