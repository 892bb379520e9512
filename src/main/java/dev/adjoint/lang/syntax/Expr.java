package dev.adjoint.lang.syntax;

import dev.adjoint.source.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// An expression as it is written, with its place.
///
/// **Depth.** The parser bounds the nesting of every program to [Parser#MAX_NESTING] levels, so a
/// consumer may recurse over an expression, with one exception: a chain of [Binary] grows to the
/// left without bound (`a + a + … + a`). Take it by [Binary#chain()], which is flat, and recurse
/// only into the leftmost operand and the right ones.
///
/// **Parentheses** are kept as [Group]: whether they were written matters where `*` meets `@`.
public sealed interface Expr {
  /// The text the expression was read from, parentheses included.
  Span span();

  /// A number; `text` is how it was written, such as `1_000` or `1e-3`.
  record Number(double value, String text, Span span) implements Expr {}

  /// `"cost {J:.6f}"`: texts and values in turn. A string without values is one text, or none when
  /// it is empty.
  record StringLiteral(List<Part> parts, Span span) implements Expr {
    public StringLiteral {
      parts = List.copyOf(parts);
      Objects.requireNonNull(span);
    }

    /// The string, if there is no value in it.
    public Optional<String> constant() {
      var text = new StringBuilder();
      for (Part part : parts) {
        switch (part) {
          case Text t -> text.append(t.value());
          case Interpolation _ -> {
            return Optional.empty();
          }
        }
      }
      return Optional.of(text.toString());
    }
  }

  /// A piece of a [StringLiteral].
  sealed interface Part {
    Span span();
  }

  /// Text that stands for itself, escapes resolved.
  record Text(String value, Span span) implements Part {}

  /// `{value}` or `{value:format}`; the format is without its colon, such as `.6f`.
  record Interpolation(Expr value, Optional<String> format, Span span) implements Part {}

  /// A name used as a value. `true` and `false` are names too.
  record Name(String name, Span span) implements Expr {}

  /// `[1, 2, 3]`, or a matrix by rows, `[[1, 2], [3, 4]]`.
  record ListLiteral(List<Expr> items, Span span) implements Expr {
    public ListLiteral {
      items = List.copyOf(items);
      Objects.requireNonNull(span);
    }
  }

  /// `[element for variable in iterable if condition]`.
  record Comprehension(
      Expr element, Identifier variable, Expr iterable, Optional<Expr> condition, Span span)
      implements Expr {}

  /// `n in 1..6`: a name and the values it is to take, as an item of a list or an argument.
  record Binding(Identifier variable, Expr iterable, Span span) implements Expr {}

  /// `first..last`, both included.
  record Range(Expr first, Expr last, Span span) implements Expr {}

  /// `callee(arguments)`.
  record Call(Expr callee, List<Argument> arguments, Span span) implements Expr {
    public Call {
      Objects.requireNonNull(callee);
      arguments = List.copyOf(arguments);
      Objects.requireNonNull(span);
    }
  }

  /// `base[items]`.
  record Index(Expr base, List<Item> items, Span span) implements Expr {
    public Index {
      Objects.requireNonNull(base);
      items = List.copyOf(items);
      Objects.requireNonNull(span);
    }
  }

  /// What an [Index] asks of one axis.
  sealed interface Item {
    Span span();
  }

  /// One place of an axis, or the places that a list names.
  record At(Expr position) implements Item {
    @Override
    public Span span() {
      return position.span();
    }
  }

  /// `start:stop:step`, as in NumPy; a bare `:` has none of them.
  record Slice(Optional<Expr> start, Optional<Expr> stop, Optional<Expr> step, Span span)
      implements Item {}

  /// `base.name`, such as `hidden.W`; never `.T`, which is a [Transpose].
  record Field(Expr base, Identifier name, Span span) implements Expr {}

  /// `operand.T`.
  record Transpose(Expr operand, Span span) implements Expr {}

  /// `(inner)`.
  record Group(Expr inner, Span span) implements Expr {}

  /// `-operand` or `not operand`.
  record Unary(UnaryOperator operator, Span operatorSpan, Expr operand, Span span)
      implements Expr {}

  /// `left operator right`. See [Expr] on the length of chains.
  ///
  /// Equality is identity, and the text is the source's: the generated methods would recurse down a
  /// chain.
  record Binary(BinaryOperator operator, Span operatorSpan, Expr left, Expr right, Span span)
      implements Expr {
    /// This and the binary expressions down its left side, innermost first: `a + b - c` gives `a +
    /// b`, then `(a + b) - c`. The first one's left operand is no binary expression; each later
    /// one's left operand is the one before it.
    public List<Binary> chain() {
      var chain = new ArrayList<Binary>();
      for (Expr e = this; e instanceof Binary b; e = b.left) {
        chain.add(b);
      }
      Collections.reverse(chain);
      return chain;
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }

    @Override
    public String toString() {
      return span.text();
    }
  }

  /// `if condition then whenTrue else whenFalse`, a choice by element.
  record Conditional(Expr condition, Expr whenTrue, Expr whenFalse, Span span) implements Expr {}

  /// `d(of)/d(wrt)`, or `∂of/∂wrt`.
  record Derivative(Expr of, Expr wrt, Span span) implements Expr {}

  /// `value |> function`.
  record Pipe(Expr value, Expr function, Span span) implements Expr {}
}
