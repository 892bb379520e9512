package dev.adjoint.draw.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Joins a document with what shows it: a template, a style sheet and scripts, all in one file. The
/// browser is told to run these scripts and no others, and to fetch nothing.
public final class Page {
  /// In the order in which they build on each other.
  static final List<String> SCRIPTS =
      List.of(
          "text.js",
          "state.js",
          "numbers.js",
          "model.js",
          "card.js",
          "order.js",
          "layout.js",
          "box.js",
          "camera.js",
          "canvas.js",
          "inspector.js",
          "steps.js",
          "telling.js",
          "expression.js",
          "source.js",
          "search.js",
          "keys.js",
          "problems.js",
          "overview.js",
          "export.js",
          "views.js",
          "live/run.js",
          "live/curve.js",
          "live/banner.js",
          "live/controls.js",
          "live/play.js",
          "main.js");

  static final List<String> STYLES = List.of("page.css", "canvas.css", "live/play.css");

  /// Where that lies which only a page with a server carries.
  private static final String LIVE = "live/";

  /// Lines that are comments. They stay with us: pages are sent by mail.
  private static final Pattern COMMENT = Pattern.compile("^ *//.*\n", Pattern.MULTILINE);

  private static final Pattern MARK = Pattern.compile("/\\*(\\w+)\\*/|<!--(\\w+)-->");

  private Page() {}

  /// The page as HTML.
  public static String of(Document document) {
    return of(document, document.json(), "'none'", name -> !name.startsWith(LIVE));
  }

  /// A page that speaks to the server it comes from.
  public static String live(Document document) {
    return of(document, document.json(), "'self'", _ -> true);
  }

  private static String of(
      Document document, String json, String connections, Predicate<String> carries) {
    String dagre = dagre();
    String script = "(() => {\n\"use strict\";\n%s})();".formatted(joined(SCRIPTS, carries));
    Map<String, String> parts =
        Map.of(
            "policy",
            policy(connections, dagre, script),
            "title",
            escaped(document.title()),
            "style",
            joined(STYLES, carries),
            "document",
            json,
            "dagre",
            dagre,
            "script",
            script);
    return MARK.matcher(read("page.html"))
        .replaceAll(mark -> Matcher.quoteReplacement(parts.get(name(mark))));
  }

  private static String name(java.util.regex.MatchResult mark) {
    return Objects.requireNonNullElse(mark.group(1), mark.group(2));
  }

  /// What the browser may do for this page. Scripts are known by their digests.
  private static String policy(String connections, String... scripts) {
    String digests = List.of(scripts).stream().map(Page::digest).collect(Collectors.joining(" "));
    return """
    default-src 'none'; script-src %s; style-src 'unsafe-inline'; img-src data: blob:; \
    connect-src %s; base-uri 'none'; form-action 'none'\
    """
        .formatted(digests, connections);
  }

  private static String digest(String script) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "'sha256-%s'".formatted(Base64.getEncoder().encodeToString(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  /// Files behind each other, without their comments and indentation: every page carries them.
  private static String joined(List<String> files, Predicate<String> carries) {
    return files.stream()
        .filter(carries)
        .map(name -> COMMENT.matcher(read(name)).replaceAll("").replaceAll("(?m)^ +", ""))
        .collect(Collectors.joining("\n"));
  }

  /// The program that lays out, with its licence instead of its own references to other files.
  private static String dagre() {
    String code =
        read("dagre.js")
            .lines()
            .filter(line -> !line.startsWith("/*! For license") && !line.startsWith("//#"))
            .collect(Collectors.joining("\n"));
    return read("/META-INF/LICENSE-dagre.txt") + code;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String read(String resource) {
    try (InputStream in = Page.class.getResourceAsStream(resource)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.replace("\r\n", "\n"); // as the browser reads it, whose digests must be ours
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
