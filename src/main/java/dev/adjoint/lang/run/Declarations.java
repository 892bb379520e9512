package dev.adjoint.lang.run;

import dev.adjoint.lang.check.Declared;
import dev.adjoint.lang.syntax.Identifier;
import dev.adjoint.lang.syntax.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The statements that declare something, in an order in which each stands behind what it uses.
///
/// @param statements also those of the last piece that only act, at the end
/// @param redefined what the last piece has declared again
record Declarations(List<Statement> statements, Set<String> redefined) {
  static final Declarations NONE = new Declarations(List.of(), Set.of());

  private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{M}\\p{Nd}_₀-₉]*");

  /// These statements with more. One that declares again what was declared before takes its place;
  /// if it uses what stands below, it goes behind that, and takes along what uses it.
  Declarations with(List<Statement> entered) {
    List<Statement> all = new ArrayList<>(statements);
    Set<String> again = new HashSet<>();
    entered.forEach(statement -> add(all, statement, again));
    return new Declarations(List.copyOf(all), Set.copyOf(again));
  }

  private static void add(List<Statement> all, Statement statement, Set<String> again) {
    int place = remove(all, statement, again);
    if (statement instanceof Statement.Precision) {
      all.addFirst(statement);
    } else if (place < 0) {
      all.add(statement);
    } else if (endOfNeeded(all, statement) <= place) {
      all.add(place, statement);
    } else {
      List<Statement> users = users(all, names(statement));
      all.removeAll(users);
      all.add(statement);
      all.addAll(users);
    }
  }

  /// Removes what a statement declares again. Two declarations of one piece are left, for the
  /// elaboration to refuse.
  ///
  /// @return the place of the first that was removed, or -1
  private static int remove(List<Statement> all, Statement statement, Set<String> again) {
    Set<String> keys = keys(statement);
    int place = -1;
    for (int i = all.size() - 1; i >= 0; i--) {
      Statement old = all.get(i);
      if (old.span().source() != statement.span().source() && replaces(statement, keys(old))) {
        again.addAll(keys);
        all.remove(i);
        place = i;
        List<Identifier> others =
            Declared.by(old).stream().filter(name -> !keys.contains(name.name())).toList();
        if (old instanceof Statement.DimDecl && !others.isEmpty()) {
          all.add(i, new Statement.DimDecl(others, old.span()));
          place = i + 1;
        }
      }
    }
    return place;
  }

  /// What a statement is the only one to say.
  private static Set<String> keys(Statement statement) {
    return switch (statement) {
      case Statement.Precision _ -> Set.of("precision of all");
      case Statement.Seed _ -> Set.of("seed of all");
      case Statement.Same s -> Set.of("same " + s.dim());
      case Statement.Import s -> Set.of("import " + s.path());
      case Statement.Assign(Statement.Target target, _, _) when !target.indices().isEmpty() ->
          Set.of(target.span().text().replaceAll("\\s", ""));
      default -> names(statement);
    };
  }

  private static Set<String> names(Statement statement) {
    return Declared.by(statement).stream().map(Identifier::name).collect(Collectors.toSet());
  }

  /// A family as a whole takes the place of its members; a loop adds members of its own.
  private static boolean replaces(Statement statement, Set<String> old) {
    boolean isLoop = statement instanceof Statement.For;
    return keys(statement).stream()
        .anyMatch(
            key ->
                old.contains(key)
                    || !isLoop && old.stream().anyMatch(other -> other.startsWith(key + "[")));
  }

  /// The index behind the last statement that declares what this one mentions.
  private static int endOfNeeded(List<Statement> all, Statement statement) {
    Set<String> words = words(statement);
    for (int i = all.size(); i > 0; i--) {
      if (names(all.get(i - 1)).stream().anyMatch(words::contains)) {
        return i;
      }
    }
    return 0;
  }

  /// The statements that mention these names, and those that mention what they declare.
  private static List<Statement> users(List<Statement> all, Set<String> names) {
    Set<String> changing = new HashSet<>(names);
    List<Statement> users = new ArrayList<>();
    for (Statement statement : all) {
      if (words(statement).stream().anyMatch(changing::contains)) {
        users.add(statement);
        changing.addAll(names(statement));
      }
    }
    return users;
  }

  private static Set<String> words(Statement statement) {
    return WORD.matcher(statement.span().text())
        .results()
        .map(match -> match.group())
        .collect(Collectors.toSet());
  }

  boolean isRedefinition() {
    return !redefined.isEmpty();
  }

  /// Whether a parameter, by the name that messages use, is declared again, or is a part of what is:
  /// `hidden.W` of `hidden`.
  boolean redefines(String label) {
    return redefined.contains(label) || redefined.contains(label.split("[.\\[]", 2)[0]);
  }

  /// These without what only acts.
  Declarations lasting() {
    return new Declarations(
        statements.stream().filter(statement -> !keys(statement).isEmpty()).toList(), Set.of());
  }
}
