package dev.adjoint.trace;

import dev.adjoint.graph.Node;
import dev.adjoint.source.Diagnostic;
import dev.adjoint.source.Span;
import java.util.List;
import java.util.Objects;

/// A value that a program says how to compute, and that has no node, for its text is wrong or depends
/// on what is.
///
/// @param name what the program calls it, or empty
/// @param formula how it says to compute it
/// @param problem what is wrong with it; null if it only depends on others
/// @param operands what is known of what it is computed from
/// @param missing the names of what is not known of that
public record Unknown(
    String name,
    String formula,
    Span span,
    Diagnostic problem,
    List<Node> operands,
    List<String> missing) {
  private static final int MOST = 4; // names in a line

  public Unknown {
    Objects.requireNonNull(name);
    Objects.requireNonNull(formula);
    operands = List.copyOf(operands);
    missing = List.copyOf(missing);
  }

  /// Why it is not known, in a line.
  public String reason() {
    return problem != null
        ? problem.code() + ": " + problem.message()
        : missing.isEmpty()
            ? "not known, because of what is wrong above"
            : "not known, because " + missing(missing.stream().distinct().toList());
  }

  /// `A is not`, `A and Q are not`, `A, B, C and 4 others are not`.
  private static String missing(List<String> names) {
    if (names.size() == 1) {
      return "`%s` is not".formatted(names.getFirst());
    }
    int more = names.size() > MOST ? names.size() - MOST + 1 : 0;
    List<String> said = names.subList(0, more == 0 ? names.size() - 1 : MOST - 1);
    String last = more == 0 ? "`%s`".formatted(names.getLast()) : more + " others";
    return "`%s` and %s are not".formatted(String.join("`, `", said), last);
  }
}
