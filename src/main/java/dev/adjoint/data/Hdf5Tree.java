package dev.adjoint.data;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.links.ExternalLink;
import io.jhdf.links.SoftLink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The groups and data sets of an HDF5 file. Links may lead out of the file and in circles, so we
/// follow them ourselves.
final class Hdf5Tree {
  private static final int MOST_LINKS = 32;
  private static final int MOST_ENTRIES = 1000;

  private Hdf5Tree() {}

  /// What is at a path.
  sealed interface Found {
    record Data(Dataset dataset) implements Found {}

    record Group(io.jhdf.api.Group group) implements Found {}

    /// A link to another file.
    record Outside(String target) implements Found {}

    record Nothing() implements Found {}
  }

  /// A data set as messages list it.
  ///
  /// @param description its shape, or what it holds instead of numbers
  record Entry(String path, String description) {}

  /// Looks up a path from the root, with or without a slash at its start.
  static Found find(HdfFile hdf, String path) {
    return find(hdf, hdf, path, 0);
  }

  private static Found find(HdfFile hdf, Group start, String path, int links) {
    Group group = path.startsWith("/") ? hdf : start;
    List<String> names =
        Arrays.stream(path.split("/")).filter(n -> !n.isEmpty() && !n.equals(".")).toList();
    for (int i = 0; i < names.size(); i++) {
      Found found =
          switch (group.getChild(names.get(i))) {
            case Dataset dataset -> new Found.Data(dataset);
            case Group child -> new Found.Group(child);
            case ExternalLink link -> new Found.Outside(link.getTargetPath());
            case SoftLink link when links < MOST_LINKS ->
                find(hdf, group, link.getTargetPath(), links + 1);
            case null, default -> new Found.Nothing();
          };
      switch (found) {
        case Found.Group(Group child) -> group = child;
        case Found.Data _ -> {
          return i == names.size() - 1 ? found : new Found.Nothing();
        }
        case Found.Outside _, Found.Nothing _ -> {
          return found;
        }
      }
    }
    return new Found.Group(group);
  }

  /// All data sets by their paths in order; of very many only some. Links are left out: what they
  /// lead to is listed at its own place.
  static List<Entry> entries(HdfFile hdf) {
    var entries = new ArrayList<Entry>();
    collect(hdf, "", entries, new HashSet<>());
    entries.sort(Comparator.comparing(Entry::path));
    return entries;
  }

  private static void collect(Group group, String prefix, List<Entry> entries, Set<Long> seen) {
    if (!seen.add(group.getAddress())) {
      return; // a group can be reached from within itself
    }
    for (Node node : group) {
      if (entries.size() == MOST_ENTRIES) {
        return;
      }
      String path = prefix + node.getName();
      if (node instanceof Dataset dataset) {
        entries.add(new Entry(path, describe(dataset)));
      } else if (node instanceof Group child) {
        collect(child, path + "/", entries, seen);
      }
    }
  }

  private static String describe(Dataset dataset) {
    String shape = Arrays.toString(dataset.getDimensionsAsLong());
    return Hdf5Type.of(dataset.getDataType()).isPresent()
        ? shape
        : shape + " (" + Hdf5Type.describe(dataset.getDataType()) + ")";
  }
}
