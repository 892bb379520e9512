package dev.adjoint.lang.check;

import dev.adjoint.graph.Input;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.TensorType;
import dev.adjoint.lang.syntax.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a training records beside its cost: `record = [J_test, fit]`. The history has each by its own
/// name, a member of a family by that of the family.
final class Records {
  private static final String HOW =
      "give it a name on a line of its own, `fit = accuracy(A, Y)`, and write `record = [fit]`";

  private Records() {}

  /// @param training the name of the history
  /// @param type of a history
  static List<Action.Recorded> of(
      Invocation i, String training, TensorType type, Definition definition) {
    List<Action.Recorded> records = new ArrayList<>();
    for (Expr expression : i.has("record") ? expressions(i) : List.<Expr>of()) {
      String name =
          name(expression)
              .orElseThrow(
                  () ->
                      LangCode.WRONG_KIND.thrown(
                          expression.span(), "what is recorded goes by its name", HOW));
      boolean isTaken = records.stream().anyMatch(record -> record.name().equals(name));
      if (isTaken || name.equals("cost")) {
        throw LangCode.WRONG_KIND.thrown(
            expression.span(),
            name.equals("cost")
                ? "`cost` is what the history calls the cost itself"
                : "`%s` is recorded twice".formatted(name),
            "another name, `test = %s`, keeps both".formatted(expression.span().text()));
      }
      Node value = i.expressions().node(i.expressions().of(expression), expression.span());
      if (value.rank() != 0) {
        throw LangCode.WRONG_KIND.thrown(
            expression.span(),
            "what is recorded is one number, and this is " + value.type(),
            "`mean(…)` makes it one");
      }
      String label = training + "." + name;
      Node history = Node.of(new Input(label, type)).named(label);
      i.elaboration().definitions.put(history, definition);
      records.add(new Action.Recorded(name, value, history));
    }
    return records;
  }

  private static List<Expr> expressions(Invocation i) {
    return i.expression("record").stream()
        .flatMap(
            all -> all instanceof Expr.ListLiteral list ? list.items().stream() : Stream.of(all))
        .toList();
  }

  private static Optional<String> name(Expr expression) {
    return switch (expression) {
      case Expr.Name name -> Optional.of(name.name());
      case Expr.Index(Expr.Name family, _, _) -> Optional.of(family.name());
      default -> Optional.empty();
    };
  }
}
