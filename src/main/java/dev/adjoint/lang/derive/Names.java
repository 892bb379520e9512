package dev.adjoint.lang.derive;

import dev.adjoint.lang.check.Builtins;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Names for derivatives, as notes form them: `dZ` of `Z`, `dW[1]` of `W[1]`, `dhidden_W` of
/// `hidden.W`. Where that is a name already, `dJ_dZ`.
final class Names {
  private static final Pattern INDEX = Pattern.compile("\\[(-?\\d+)]");
  private static final Set<String> WORDS =
      Set.of(
          "if",
          "then",
          "else",
          "for",
          "in",
          "and",
          "or",
          "not",
          "precision",
          "seed",
          "dim",
          "same",
          "option",
          "import",
          "data",
          "param",
          "fn",
          "layer",
          "return",
          "repeat",
          "every",
          "expect",
          "check",
          "as",
          "within",
          "d",
          "T",
          "true",
          "false",
          "pi",
          "e",
          "inf");

  private final Set<String> taken;
  private final String numerator;
  private final Map<String, String> given = new HashMap<>();

  /// @param taken the names that the program has
  /// @param of what is differentiated
  Names(Set<String> taken, String of) {
    this.taken = new HashSet<>(taken);
    this.taken.addAll(WORDS);
    Builtins.rows().forEach(row -> this.taken.add(row.name()));
    this.numerator = "d" + plain(of);
  }

  /// The name for the derivative by what is referred to so.
  String derivative(String reference) {
    List<String> indices = INDEX.matcher(reference).results().map(MatchResult::group).toList();
    boolean isMember = indices.size() == 1;
    String base = isMember ? plain(INDEX.matcher(reference).replaceAll("")) : plain(reference);
    String key = isMember ? base + "[]" : reference;
    String name = given.computeIfAbsent(key, _ -> fresh("d" + base, numerator + "_d" + base));
    return isMember ? name + indices.getFirst() : name;
  }

  /// A name for a part of what has this name.
  String part(String whole) {
    return numbered(plain(whole), 1);
  }

  /// This name, or one like it that is free.
  String value(String wanted) {
    String name = plain(wanted);
    return taken.add(name) ? name : numbered(name, 2);
  }

  private String numbered(String base, int first) {
    int number = first;
    while (!taken.add(base + "_" + number)) {
      number++;
    }
    return base + "_" + number;
  }

  private String fresh(String first, String second) {
    if (taken.add(first)) {
      return first;
    }
    return taken.add(second) ? second : numbered(second, 2);
  }

  /// One identifier: `output[4].W` is `output_4_W`.
  private static String plain(String reference) {
    return reference.replace("]", "").replace("[-", "_m").replaceAll("[\\[.]", "_");
  }
}
