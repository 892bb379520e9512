package dev.adjoint.lang.check;

import dev.adjoint.graph.Origin;
import java.util.function.Function;
import java.util.function.Supplier;

/// A function of the language itself: one row of the table of [Builtins], which calls, messages and
/// help all read.
///
/// @param doc one line
/// @param body its value, from the arguments of a call
public record Builtin(
    String name, Signature signature, Group group, String doc, Function<Invocation, Value> body) {

  /// What kind of function it is, in the order in which help shows them.
  public enum Group {
    ELEMENTWISE,
    REDUCTIONS,
    SHAPES,
    PRODUCTS,
    NUMBERS,
    DERIVATIVES,
    MODELS,
    FILES,
    OPTIMISERS,
    ACTIONS
  }

  static Builtin of(
      String name, String signature, Group group, String doc, Function<Invocation, Value> body) {
    return new Builtin(name, Signature.parse(signature), group, doc, body);
  }

  Value call(Invocation invocation) {
    return body.apply(invocation);
  }

  /// Reads an argument of a call: that of `raw` is computed as it is written.
  <T> T reading(Supplier<T> argument) {
    return name.equals("raw") ? Origin.current().asWritten().within(argument) : argument.get();
  }

  /// Whether it does something, rather than stand for a value.
  public boolean isAction() {
    return group == Group.ACTIONS;
  }

  /// `softmax(x, axis = 0)`.
  public String usage() {
    return name + "(" + signature + ")";
  }
}
