package dev.adjoint.play;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// A page that shows the state as text.
record PlainPage(String html, String policy) {
  private static final String SCRIPT =
      """
      const events = new EventSource("events");
      events.addEventListener("state", event => {
        document.querySelector("pre").textContent = JSON.stringify(JSON.parse(event.data), null, 2);
      });
      """;

  static PlainPage of(State state) {
    String html =
        "<!doctype html><meta charset=utf-8><title>Adjoint</title><pre></pre><script>%s</script>\n"
            .formatted(SCRIPT);
    return new PlainPage(
        html,
        "default-src 'none'; connect-src 'self'; script-src 'sha256-%s'".formatted(hash(SCRIPT)));
  }

  private static String hash(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has it", e);
    }
  }
}
