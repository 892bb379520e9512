package dev.adjoint.source;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the word that was meant.
public final class Spelling {
  private Spelling() {}

  /// The word that takes the fewest edits from `word`, if it takes few for its length: none for one or
  /// two letters, which may be any other. Case does not count.
  public static Optional<String> nearest(String word, Collection<String> words) {
    int allowed = word.length() < 3 ? 0 : Math.clamp(word.length() / 3, 1, 3);
    return words.stream()
        .filter(known -> Math.abs(known.length() - word.length()) <= allowed)
        .filter(known -> distance(word, known) <= allowed)
        .min(
            Comparator.comparingInt((String known) -> distance(word, known))
                .thenComparing(Comparator.naturalOrder()));
  }

  /// How many letters must be added, dropped, replaced or swapped with their neighbour; case does not
  /// count.
  public static int distance(String from, String to) {
    String a = from.toLowerCase(Locale.ROOT);
    String b = to.toLowerCase(Locale.ROOT);
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replace, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean areSwapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (areSwapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
