package dev.adjoint.lang.check;

import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;
import dev.adjoint.lang.syntax.Expr;
import dev.adjoint.lang.syntax.Statement;
import dev.adjoint.source.AdjointException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// How names, members of families and parameters get their values.
final class Assignments {
  private Assignments() {}

  static void assign(Expressions expressions, Statement.Assign s) {
    Statement.Target target = s.target();
    String name = target.name().name();
    if (target.indices().isEmpty()) {
      expressions.scope().assign(name, value(expressions, name, s.value()), target.span());
      return;
    }
    int index = expressions.known().index(target.indices(), target.span());
    Value value = value(expressions, name + "[" + index + "]", s.value());
    Value.Family family = family(expressions.scope(), target);
    if (family.members().putIfAbsent(index, value) != null) {
      throw LangCode.ASSIGNED_TWICE.thrown(
          target.span(),
          "`%s[%d]` has a value already".formatted(name, index),
          "each member of a family is assigned once");
    }
  }

  /// Notes a member of a family that could not be computed, so that its uses are not wrong too.
  static void poison(Expressions expressions, Statement.Target member) {
    Scope scope = expressions.scope();
    try {
      int index = expressions.known().index(member.indices(), member.span());
      family(scope, member).members().putIfAbsent(index, new Value.Unknown());
    } catch (AdjointException | Elaboration.Poisoned _) {
      scope.ofFamilies().poison(member.name().name(), member.span());
    }
  }

  /// The value of an expression under the name that it is assigned to, with a note of how it is
  /// written.
  private static Value value(Expressions expressions, String name, Expr expression) {
    Elaboration elaboration = expressions.elaboration();
    String outer = elaboration.target;
    elaboration.target = name;
    try {
      Value value = named(elaboration, expressions.of(expression), name);
      if (value instanceof Value.Tensor(Node node)) {
        elaboration.formulas.putIfAbsent(node, expression);
      }
      return value;
    } finally {
      elaboration.target = outer;
    }
  }

  /// A value under the name that it is assigned to. What has a name keeps it: `B = A` makes no new
  /// value.
  static Value named(Elaboration elaboration, Value value, String name) {
    switch (value) {
      case Value.Tensor(Node node) when node.origin().name() == null -> {
        Node own = node.named(name);
        Definition definition = elaboration.definitions.get(node);
        if (definition != null) {
          elaboration.definitions.put(own, definition);
        }
        return new Value.Tensor(own);
      }
      case Value.Layer layer -> layer.name(name, elaboration::unique);
      case Value.Items items when items.name().isEmpty() -> {
        List<Value> members = new ArrayList<>();
        for (Value member : items.values()) {
          members.add(named(elaboration, member, name + "[" + members.size() + "]"));
        }
        return new Value.Items(members, name);
      }
      default -> {}
    }
    return value;
  }

  private static Value.Family family(Scope scope, Statement.Target target) {
    String name = target.name().name();
    Value known = scope.find(name).map(Scope.Entry::value).orElse(null);
    if (known instanceof Value.Family family) {
      return family;
    }
    if (known instanceof Value.Unknown) {
      throw new Elaboration.Poisoned();
    }
    if (known != null) {
      throw noFamily(scope, target, known);
    }
    Value.Family family = new Value.Family(name, new TreeMap<>());
    scope.ofFamilies().declare(name, family, target.span());
    return family;
  }

  private static AdjointException noFamily(Scope scope, Statement.Target target, Value known) {
    String name = target.name().name();
    return new AdjointException(
        LangCode.ASSIGNED_TWICE
            .at(
                target.span(),
                "`%s` has a value already: it is %s, not a family".formatted(name, known.kind()))
            .label(scope.find(name).orElseThrow().declared(), "first here")
            .note("what has a value does not change: nothing is written into a part of it")
            .help("build it whole, by `concat`, `where` or a list comprehension"));
  }

  /// The next value of a parameter.
  static Action.Update update(Expressions expressions, Statement.Update s) {
    Node parameter = expressions.node(s.target());
    boolean isCounter =
        expressions.elaboration().definitions.get(parameter) instanceof Definition.OfAction;
    if (!(parameter.op() instanceof Parameter) || isCounter) {
      throw LangCode.NOT_A_PARAMETER.thrown(
          s.target().span(),
          "`:=` changes a parameter, and `%s` is none".formatted(s.target().span().text()),
          "`param %s: … = …` declares one; a value that follows from others needs no update"
              .formatted(s.target().span().text()));
    }
    Node next = expressions.node(s.value());
    if (!next.type().matches(parameter.type().dims())) {
      throw new AdjointException(
          LangCode.DECLARED_SHAPE
              .at(
                  s.value().span(),
                  "`%s` is %s, and its next value would be %s"
                      .formatted(parameter.label(), parameter.type(), next.type()))
              .label(s.target().span(), parameter.toString()));
    }
    return new Action.Update(parameter, next, s.span());
  }
}
