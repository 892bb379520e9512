package dev.adjoint.source;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// The word that somebody most likely meant.
public final class Nearest {
  private Nearest() {}

  /// The candidate that is fewest edits away from `word`, if it is near enough to be a slip: at most
  /// a third of the word's letters inserted, left out, replaced or exchanged with their neighbour.
  /// Case counts for little.
  public static Optional<String> to(String word, Collection<String> candidates) {
    int near = Math.max(1, word.length() / 3);
    return candidates.stream()
        .filter(candidate -> Math.abs(candidate.length() - word.length()) <= near)
        .filter(candidate -> edits(word, candidate) <= near)
        .min(
            Comparator.<String>comparingInt(candidate -> edits(word, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /// Optimal string alignment distance, ignoring case.
  private static int edits(String from, String to) {
    String a = from.toLowerCase(java.util.Locale.ROOT);
    String b = to.toLowerCase(java.util.Locale.ROOT);
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 || j == 0 ? i + j : step(d, a, b, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int step(int[][] d, String a, String b, int i, int j) {
    int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replaced, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
  }
}
