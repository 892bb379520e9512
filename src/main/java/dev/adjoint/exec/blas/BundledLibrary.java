package dev.adjoint.exec.blas;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/// The files of OpenBLAS in a jar on the class path (`org.bytedeco:openblas` with the classifier of
/// a platform), which the system's loader can open only as files on disk.
///
/// They are unpacked into a folder of the user's cache once, and found there by later processes.
/// The folder's name holds the checksum of the library, so two versions have two folders; a file
/// appears in it under its name only when it is whole, so any number of processes may start at
/// the same time; and a folder that another user owns or may write to is not used, since its files
/// would run with our rights.
///
/// @param parts in an order in which each needs only those before it; the library itself is last
record BundledLibrary(List<Part> parts) {
  /// One file, as its jar's directory describes it.
  record Part(String name, URL url, long size, long checksum) {}

  /// The library for the operating system and processor `platform` (such as `linux-x86_64`) among
  /// the resources of `loader`, if it is in a jar there.
  static Optional<BundledLibrary> find(ClassLoader loader, String platform) throws IOException {
    List<Part> parts = new ArrayList<>();
    for (String name : names(platform)) {
      URL url = loader.getResource("org/bytedeco/openblas/" + platform + "/" + name);
      if (url != null && url.openConnection() instanceof JarURLConnection jar) {
        parts.add(new Part(name, url, jar.getJarEntry().getSize(), jar.getJarEntry().getCrc()));
      }
    }
    boolean whole = !parts.isEmpty() && parts.getLast().name().equals(names(platform).getLast());
    return whole ? Optional.of(new BundledLibrary(parts)) : Optional.empty();
  }

  /// The platform of this process, as the jars are named.
  static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return (system.startsWith("mac") ? "macosx" : system.startsWith("win") ? "windows" : "linux")
        + switch (processor) {
          case "amd64" -> "-x86_64";
          case "aarch64" -> "-arm64";
          default -> "-" + processor;
        };
  }

  /// The Fortran runtime comes first: OpenBLAS would find it beside itself, but not what the
  /// runtime in turn needs.
  private static List<String> names(String platform) {
    return switch (platform.substring(0, platform.indexOf('-'))) {
      case "windows" -> List.of("libopenblas.dll");
      case "macosx" ->
          List.of(
              "libgcc_s.1.1.dylib",
              "libquadmath.0.dylib",
              "libgfortran.5.dylib",
              "libopenblas.0.dylib");
      default ->
          List.of("libgcc_s.so.1", "libquadmath.so.0", "libgfortran.so.5", "libopenblas.so.0");
    };
  }

  /// The files, unpacked into a folder under `cache` unless they are there.
  ///
  /// @throws IOException if the folder cannot be written, or others could have written to it
  List<Path> unpackUnder(Path cache) throws IOException {
    Path folder = cache.resolve(folderName());
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectories(cache);
      createPrivate(folder);
    }
    requirePrivate(folder);
    return unpackInto(folder);
  }

  /// The files, unpacked into `folder` unless they are there.
  List<Path> unpackInto(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Part part : parts) {
      Path file = folder.resolve(part.name());
      if (!isWhole(part, file)) {
        unpack(part, file);
      }
      files.add(file);
    }
    return files;
  }

  private String folderName() {
    long mixed = 0;
    for (Part part : parts) {
      mixed = mixed * 31 + (part.checksum() << 32) + part.size();
    }
    return "openblas-%08x-%016x".formatted(parts.getLast().checksum(), mixed);
  }

  /// The size is enough: a file gets its name when it is whole, and only we write here.
  private static boolean isWhole(Part part, Path file) throws IOException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) == part.size();
  }

  private static void unpack(Part part, Path file) throws IOException {
    Path temporary = Files.createTempFile(file.getParent(), part.name(), ".part");
    try {
      CRC32 checksum = new CRC32();
      try (InputStream in = part.url().openStream();
          OutputStream out = new CheckedOutputStream(Files.newOutputStream(temporary), checksum)) {
        in.transferTo(out);
      }
      if (checksum.getValue() != part.checksum()) {
        throw new IOException(part.name() + " is damaged in its jar");
      }
      try {
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileAlreadyExistsException | AccessDeniedException e) {
        // Windows will not replace a library in use: then another process was faster.
        if (!isWhole(part, file)) {
          throw e;
        }
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void createPrivate(Path folder) throws IOException {
    try {
      if (isPosix(folder.getParent())) {
        Files.createDirectory(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } else {
        Files.createDirectory(folder); // below the user's profile, where others have no rights
      }
    } catch (FileAlreadyExistsException e) {
      // another process was faster, or something else is in the way: the check will say
    }
  }

  private static void requirePrivate(Path folder) throws IOException {
    if (!isPosix(folder)) {
      return;
    }
    PosixFileAttributes attributes =
        Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isDirectory()
        || attributes.permissions().contains(PosixFilePermission.GROUP_WRITE)
        || attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE)
        || !attributes.owner().equals(self())) {
      throw new IOException(folder + " is not a folder that only this user may write to");
    }
  }

  private static boolean isPosix(Path path) {
    return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
  }

  /// The user of this process: the owner of what it creates. (The system property may not name a
  /// user that the system knows, in a container for one.)
  private static UserPrincipal self() throws IOException {
    Path probe = Files.createTempFile("adjoint", null);
    try {
      return Files.getOwner(probe);
    } finally {
      Files.delete(probe);
    }
  }

  /// Deletes a folder of unpacked files, as far as the system lets us: Windows keeps a library that
  /// is in use.
  static void delete(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      // it is a folder for temporary files: the system cleans it in time
    }
  }
}
