import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// Takes files out of a package of npm, for what is not on Maven Central.
///
/// `Npm KEPT PACKAGE@VERSION INTEGRITY ENTRY=FILE...` writes each entry of the package's archive to a
/// file. The archive comes from npm's registry by `npm pack`, must be the one that `INTEGRITY` names
/// (as npm writes it, `sha512-` and base64), and stays in the folder `KEPT`: a later build needs
/// neither npm nor a network. This runs on the JVM of Maven, which may be older than ours.
final class Npm {
  private static final int BLOCK = 512; // of a tar archive

  /// What the builder should read, without a stack trace.
  private static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failure(String format, Object... arguments) {
      super(String.format(Locale.ROOT, format, arguments));
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    try {
      run(args);
    } catch (Failure e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void run(String[] args) throws IOException, InterruptedException {
    Path kept = Path.of(args[0]);
    String name = args[1];
    String integrity = args[2];
    Path archive = kept.resolve(name.replaceAll("[@/]", "-").substring(1) + ".tgz");
    if (!Files.exists(archive) || !integrity.equals(integrity(archive))) {
      fetch(name, integrity, archive);
    }
    Map<String, byte[]> entries = entries(archive);
    for (String wanted : List.of(args).subList(3, args.length)) {
      String[] entry = wanted.split("=", 2);
      write(Path.of(entry[1]), entries.get(entry[0]));
    }
  }

  private static void fetch(String name, String integrity, Path archive)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(Files.createDirectories(archive.getParent()), "npm");
    try {
      String npm = System.getProperty("os.name").startsWith("Windows") ? "npm.cmd" : "npm";
      List<String> command =
          List.of(npm, "pack", name, "--prefer-offline", "--loglevel=error", "--fetch-retries=1");
      int status = start(command, folder, name).waitFor();
      List<Path> packed;
      try (Stream<Path> files = Files.list(folder)) {
        packed = files.toList();
      }
      if (status != 0 || packed.size() != 1) {
        throw new Failure("`%s` failed; is there a network?", String.join(" ", command));
      }
      if (!integrity.equals(integrity(packed.get(0)))) {
        throw new Failure("the package %s that npm gives is not %s", name, integrity);
      }
      Files.move(packed.get(0), archive, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      try (Stream<Path> files = Files.list(folder)) {
        files.forEach(file -> file.toFile().delete());
      }
      Files.delete(folder);
    }
  }

  private static Process start(List<String> command, Path folder, String name) {
    try {
      return new ProcessBuilder(command)
          .directory(folder.toFile())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
    } catch (IOException e) {
      throw new Failure(
          "building needs npm (Node.js 18 or newer) once, to fetch %s, a part of the program",
          name);
    }
  }

  private static String integrity(Path file) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(file));
      return "sha512-" + Base64.getEncoder().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The files of a tar archive. Each is a header, the file's bytes and zeros up to a whole block.
  private static Map<String, byte[]> entries(Path archive) throws IOException {
    Map<String, byte[]> entries = new HashMap<>();
    byte[] bytes;
    try (var in = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(archive)))) {
      bytes = in.readAllBytes();
    }
    for (int at = 0; at + BLOCK <= bytes.length && bytes[at] != 0; ) {
      String name = text(bytes, at, 100);
      int size = Integer.parseInt(text(bytes, at + 124, 12).strip(), 8);
      at += BLOCK;
      entries.put(name, Arrays.copyOfRange(bytes, at, at + size));
      at += (size + BLOCK - 1) / BLOCK * BLOCK;
    }
    return entries;
  }

  private static String text(byte[] bytes, int start, int length) {
    int end = start;
    while (end < start + length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    if (!Files.exists(file) || !Arrays.equals(bytes, Files.readAllBytes(file))) {
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    }
  }
}
