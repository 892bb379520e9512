package dev.adjoint.data;

import dev.adjoint.source.Spelling;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// How names and values that come from files appear in messages.
final class Wording {
  private static final int LONGEST_TEXT = 80;
  private static final int LONGEST_LIST = 12;
  private static final int SHORTEST_START = 3;

  private Wording() {}

  /// `text` in backticks, cut where it is long. Characters that do not show (a tab, a change of
  /// direction, what a terminal would obey) are written out, for the reader to see.
  static String quote(String text) {
    var out = new StringBuilder("`");
    text.codePoints()
        .limit(LONGEST_TEXT)
        .forEach(
            c -> {
              if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                out.append(String.format("\\u%04x", c));
              } else {
                out.appendCodePoint(c);
              }
            });
    if (text.codePointCount(0, text.length()) > LONGEST_TEXT) {
      out.append('…');
    }
    return out.append('`').toString();
  }

  /// The items with commas between; of many only the first ones.
  static String list(List<String> items) {
    String shown = items.stream().limit(LONGEST_LIST).collect(Collectors.joining(", "));
    int more = items.size() - LONGEST_LIST;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }

  /// `1 row`, `2 rows`.
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /// The names in their order, each once, but with the one that was likely meant before the others.
  static List<String> nearestFirst(String wanted, Collection<String> names) {
    var ordered = new LinkedHashSet<String>();
    nearest(wanted, names).ifPresent(ordered::add);
    ordered.addAll(names);
    return List.copyOf(ordered);
  }

  /// The name that was likely meant: a slip away, or the one that goes on where `wanted` ends or
  /// the other way round (`layer`, `layer/W`).
  static Optional<String> nearest(String wanted, Collection<String> names) {
    return Spelling.nearest(wanted, names)
        .or(() -> names.stream().filter(name -> goesOn(wanted, name)).findFirst());
  }

  private static boolean goesOn(String wanted, String name) {
    return Math.min(wanted.length(), name.length()) >= SHORTEST_START
        && (wanted.startsWith(name) || name.startsWith(wanted));
  }
}
