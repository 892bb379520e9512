package dev.adjoint.lang.check;

import java.util.Collection;
import java.util.Optional;

/// Letters of the Greek and Cyrillic alphabets that nobody can tell from Latin ones.
final class LookAlikes {
  private static final String OTHERS = "АВЕЅІЈКМНОРСТУХасеіјорѕухΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϲ";
  private static final String LATIN = "ABESIJKMHOPCTYXaceijopsyxABEZHIKMNOPTYXoc";

  private LookAlikes() {}

  /// The known name that is written with other letters and looks the same.
  static Optional<String> twin(String name, Collection<String> known) {
    String seen = latin(name);
    return known.stream()
        .filter(other -> !other.equals(name) && latin(other).equals(seen))
        .findFirst();
  }

  private static String latin(String name) {
    StringBuilder latin = new StringBuilder();
    for (char letter : name.toCharArray()) {
      int at = OTHERS.indexOf(letter);
      latin.append(at < 0 ? letter : LATIN.charAt(at));
    }
    return latin.toString();
  }
}
