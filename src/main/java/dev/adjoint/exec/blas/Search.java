package dev.adjoint.exec.blas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The search for the library of this process. What was tried in vain is kept, to say why products
/// are slow.
///
/// @param failures one for each try, without a line break
record Search(List<String> failures) {
  /// The library that this process uses, if there is one.
  static final Optional<Library> FOUND = find();

  Search() {
    this(new ArrayList<>());
  }

  /// The library of this process, by the rule that [Blas#best] states. Says once, as a warning to
  /// the log, if it is not what was asked for or there is none.
  private static Optional<Library> find() {
    String wanted = System.getProperty("adjoint.blas", "");
    if (wanted.equals("java")) {
      return Optional.empty();
    }
    Search search = new Search();
    Optional<Library> found = wanted.isEmpty() ? Optional.empty() : search.open(wanted);
    if (found.isEmpty()) {
      found = search.bundled(Search.class.getClassLoader(), cache(System.getenv()));
    }
    if (!search.failures.isEmpty()) {
      System.getLogger(Blas.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "matrix products by {0}: {1}",
              found.map(Library::name).orElse("loops in plain Java, which are slower"),
              String.join("; ", search.failures));
    }
    return found;
  }

  /// The library in the resources of `loader`, unpacked under `cache`, or else, where that folder
  /// cannot be used or what is in it not be run, in a folder of its own for this process.
  Optional<Library> bundled(ClassLoader loader, Path cache) {
    BundledLibrary library;
    try {
      Optional<BundledLibrary> found = BundledLibrary.find(loader, BundledLibrary.platform());
      if (found.isEmpty()) {
        failures.add("no OpenBLAS for " + BundledLibrary.platform() + " on the class path");
        return Optional.empty();
      }
      library = found.get();
    } catch (IOException e) {
      failures.add(e.toString());
      return Optional.empty();
    }
    Search inCache = new Search(); // its failure matters only if the second try fails too
    Optional<Library> opened = inCache.cached(library, cache).or(() -> temporary(library));
    if (opened.isEmpty()) {
      failures.addAll(inCache.failures);
    }
    return opened;
  }

  private Optional<Library> cached(BundledLibrary library, Path cache) {
    try {
      return open(library.unpackUnder(cache), UnaryOperator.identity());
    } catch (IOException e) {
      failures.add(e.toString());
      return Optional.empty();
    }
  }

  private Optional<Library> temporary(BundledLibrary library) {
    try {
      Path folder = Files.createTempDirectory("adjoint-"); // its owner's only
      try {
        return open(library.unpackInto(folder), UnaryOperator.identity());
      } finally {
        BundledLibrary.delete(folder); // what is open stays open
      }
    } catch (IOException e) {
      failures.add(e.toString());
      return Optional.empty();
    }
  }

  private Optional<Library> open(String file) {
    try {
      return open(List.of(Path.of(file)), Library::tried);
    } catch (InvalidPathException e) {
      failures.add(e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Library> open(List<Path> files, UnaryOperator<Library> test) {
    try {
      return Optional.of(test.apply(Library.open(files)));
    } catch (RuntimeException | LinkageError e) {
      failures.add(files.getLast() + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  /// The folder for what this program may compute again, by the custom of each system.
  static Path cache(Map<String, String> environment) {
    Path home = Path.of(System.getProperty("user.home"));
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    Path caches;
    if (system.startsWith("win")) {
      caches = folder(environment.get("LOCALAPPDATA"), home.resolve("AppData/Local"));
    } else if (system.startsWith("mac")) {
      caches = home.resolve("Library/Caches");
    } else {
      caches = folder(environment.get("XDG_CACHE_HOME"), home.resolve(".cache"));
    }
    return caches.resolve("adjoint");
  }

  /// The XDG rules say to ignore a relative path.
  private static Path folder(String path, Path otherwise) {
    return path != null && Path.of(path).isAbsolute() ? Path.of(path) : otherwise;
  }
}
