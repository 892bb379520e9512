package dev.adjoint.lang.check;

import dev.adjoint.graph.Node;
import dev.adjoint.graph.Parameter;
import dev.adjoint.lang.syntax.Expr;
import dev.adjoint.source.AdjointException;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What names and fields stand for.
record Names(Expressions expressions) {
  // dJ/dw, d(J)/dw and dJ/d(w)
  private static final Pattern FRACTION =
      Pattern.compile("d(?:\\((\\w+)\\)|(\\w+))\\s*/\\s*d(?:\\((\\w+)\\)|(\\w+))");

  Value of(Expr.Name e) {
    Optional<Scope.Entry> entry = expressions.scope().find(e.name());
    if (entry.isPresent()) {
      if (entry.get().value() instanceof Value.Unknown) {
        throw new Elaboration.Poisoned();
      }
      return entry.get().value();
    }
    Optional<Value> builtIn = Builtins.value(e.name(), expressions.elaboration());
    return builtIn.orElseThrow(() -> unknownName(e));
  }

  private AdjointException unknownName(Expr.Name e) {
    Diagnostic diagnostic =
        LangCode.UNKNOWN_NAME.at(e.span(), "nothing is called `" + e.name() + "` here");
    Optional<ForeignSpelling> foreign = ForeignNames.of(e, diagnostic);
    if (foreign.isPresent()) {
      return foreign.get();
    }
    Optional<String> derivative = derivativeMeant(e);
    if (derivative.isPresent()) {
      return new AdjointException(diagnostic.help(derivative.get()));
    }
    List<String> names = new ArrayList<>(expressions.scope().names());
    names.addAll(Builtins.names());
    Optional<String> twin = LookAlikes.twin(e.name(), names);
    if (twin.isPresent()) {
      return new AdjointException(
          diagnostic
              .note(
                  "it looks like `%s`, and has a letter of another alphabet".formatted(twin.get()))
              .help("write `" + twin.get() + "` anew"));
    }
    Optional<String> near = Spelling.nearest(e.name(), names);
    return new AdjointException(
        expressions
            .elaboration()
            .declaredLater(e)
            .map(
                place ->
                    diagnostic
                        .label(place, "it gets its value here")
                        .help("a name is declared above the lines that use it"))
            .or(() -> near.map(n -> diagnostic.fix(e.span(), n, "did you mean `" + n + "`?")))
            .orElse(diagnostic.note("a name is declared above the lines that use it")));
  }

  /// What to say of `dw`, where there is a `w`, and of `dJ`, where J is a number; and of a fraction
  /// of the two.
  private Optional<String> derivativeMeant(Expr.Name e) {
    String name = e.name();
    String line = e.span().source().text();
    Matcher fraction = FRACTION.matcher(line).region(e.span().start(), line.length());
    if (fraction.lookingAt() && name.startsWith("d")) {
      String of = fraction.group(1) == null ? fraction.group(2) : fraction.group(1);
      String wrt = fraction.group(3) == null ? fraction.group(4) : fraction.group(3);
      return Optional.of("a derivative is written `d(%s)/d(%s)`".formatted(of, wrt));
    }
    if (!name.startsWith("d") || !(find(name.substring(1)) instanceof Value.Tensor(Node node))) {
      return Optional.empty();
    }
    String of = name.substring(1);
    return Optional.of(
        node.rank() == 0 && !(node.op() instanceof Parameter)
            ? "a derivative of %s is written `d(%s)/d(…)`".formatted(of, of)
            : "`%s = d(J)/d(%s)` would give it a value".formatted(name, of));
  }

  private Value find(String name) {
    return expressions.scope().find(name).map(Scope.Entry::value).orElse(null);
  }

  Value of(Expr.Field e) {
    Optional<String> module = ForeignNames.module(e, expressions.scope());
    if (module.isPresent()) {
      throw ForeignNames.member(e, module.get());
    }
    Value base = base(e);
    String field = e.name().name();
    if (base instanceof Value.Fields(String what, var values)) {
      return found(values.get(field), e, what, List.copyOf(values.keySet()));
    }
    if (base instanceof Value.Layer layer) {
      if (layer.parameters().isEmpty()) {
        expressions.elaboration().blameFirst();
        throw LangCode.NO_FIELD.thrown(
            e.span(),
            "`%s` has no parameters yet".formatted(e.base().span().text()),
            "a layer's parameters exist once it is applied, since its input decides their sizes");
      }
      return found(
          layer.parameters().get(field), e, "layer", List.copyOf(layer.parameters().keySet()));
    }
    if (field.equals("shape")) {
      return new Value.Items(
          expressions.node(base, e.base().span()).type().dims().stream()
              .<Value>map(Value.Dimension::new)
              .toList());
    }
    throw ForeignNames.method(e, base);
  }

  private Value base(Expr.Field e) {
    if (e.base() instanceof Expr.Name name
        && expressions.scope().find(name.name()).isEmpty()
        && Builtins.find(name.name()).isEmpty()) {
      Optional<String> answer = ForeignNames.methodOfUnknown(e);
      if (answer.isPresent()) {
        throw LangCode.UNKNOWN_NAME.thrown(
            name.span(), "nothing is called `" + name.name() + "` here", answer.get());
      }
    }
    return expressions.of(e.base());
  }

  private static Value found(Value value, Expr.Field e, String what, List<String> names) {
    if (value != null) {
      return value;
    }
    throw LangCode.NO_FIELD.thrown(
        e.name().span(),
        "this %s has no `%s`".formatted(what, e.name()),
        "it has " + String.join(", ", names));
  }
}
