package dev.adjoint.play;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What tells that files have changed, without reading them. An editor may write a file in place, or
/// write another and give it the name; it may be gone for a moment in between.
record Fingerprint(Map<Path, Mark> marks) {
  /// What is known of a file from outside.
  ///
  /// @param modified in nanoseconds
  /// @param key what tells it from others that have had its name
  record Mark(boolean exists, long modified, long size, String key) {
    private static final Mark GONE = new Mark(false, 0, 0, "");

    static Mark of(Path file) {
      try {
        var found = Files.readAttributes(file, BasicFileAttributes.class);
        long modified = found.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS);
        return new Mark(true, modified, found.size(), String.valueOf(found.fileKey()));
      } catch (IOException _) {
        return GONE;
      }
    }
  }

  static Fingerprint of(Set<Path> files) {
    Map<Path, Mark> marks = new HashMap<>();
    files.forEach(file -> marks.put(file, Mark.of(file)));
    return new Fingerprint(marks);
  }

  /// The files that are not as they were.
  Set<Path> changedFrom(Fingerprint before) {
    return marks.keySet().stream()
        .filter(file -> !marks.get(file).equals(before.marks.get(file)))
        .collect(Collectors.toSet());
  }

  /// Whether one of the files that were here before is gone, or empty: somebody may be about to
  /// write it.
  boolean isUnfinished(Fingerprint before) {
    return marks.entrySet().stream()
        .anyMatch(
            entry -> {
              Mark was = before.marks.get(entry.getKey());
              return entry.getValue().size() == 0 && was != null && was.size() > 0;
            });
  }
}
