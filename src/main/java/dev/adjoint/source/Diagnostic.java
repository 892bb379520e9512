package dev.adjoint.source;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// One message to the author of a program: what is wrong, where, why, and what to do.
///
/// @param code stable, such as `E0203`: `E` errors, `W` warnings, `R` notes on rewriting
/// @param message one line, without a full stop, in the author's words
/// @param primary the place, if there is one: a builder's mistake has none
/// @param labels further places that matter, each with what is to be seen there
/// @param notes reasons, one line each
/// @param helps what to do, one line each; a rewrite that is offered has been verified
/// @param fixes the changes to the text that some of the helps offer
public record Diagnostic(
    Severity severity,
    String code,
    String message,
    Optional<Span> primary,
    List<Label> labels,
    List<String> notes,
    List<String> helps,
    List<Fix> fixes) {

  /// A change to the text that an editor may make.
  ///
  /// @param help the line of `helps` that offers it
  public record Fix(Span span, String replacement, String help) {}

  /// A further place of a diagnostic, with what is to be seen there.
  public record Label(Span span, String text) {}

  /// How grave a diagnostic is. Only an error stops a program.
  public enum Severity {
    ERROR,
    WARNING,
    NOTE
  }

  /// One whose helps are for people alone.
  public Diagnostic(
      Severity severity,
      String code,
      String message,
      Optional<Span> primary,
      List<Label> labels,
      List<String> notes,
      List<String> helps) {
    this(severity, code, message, primary, labels, notes, helps, List.of());
  }

  public Diagnostic {
    Objects.requireNonNull(severity);
    Objects.requireNonNull(code);
    Objects.requireNonNull(message);
    Objects.requireNonNull(primary);
    labels = List.copyOf(labels);
    notes = List.copyOf(notes);
    helps = List.copyOf(helps);
    fixes = List.copyOf(fixes);
  }

  public static Diagnostic error(String code, String message) {
    return new Diagnostic(
        Severity.ERROR,
        code,
        message,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  public static Diagnostic warning(String code, Span at, String message) {
    return new Diagnostic(
        Severity.WARNING,
        code,
        message,
        Optional.of(at),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  public static Diagnostic error(String code, Span at, String message) {
    return error(code, message).at(at);
  }

  public Diagnostic at(Span span) {
    return new Diagnostic(severity, code, message, Optional.of(span), labels, notes, helps, fixes);
  }

  public Diagnostic label(Span span, String text) {
    return new Diagnostic(
        severity,
        code,
        message,
        primary,
        append(labels, new Label(span, text)),
        notes,
        helps,
        fixes);
  }

  public Diagnostic note(String text) {
    return new Diagnostic(
        severity, code, message, primary, labels, append(notes, text), helps, fixes);
  }

  public Diagnostic help(String text) {
    return new Diagnostic(
        severity, code, message, primary, labels, notes, append(helps, text), fixes);
  }

  /// Help that an editor can carry out: `replacement` in the place of `span`.
  public Diagnostic fix(Span span, String replacement, String text) {
    return new Diagnostic(
        severity,
        code,
        message,
        primary,
        labels,
        notes,
        append(helps, text),
        append(fixes, new Fix(span, replacement, text)));
  }

  /// The same as a graver or a lighter one.
  public Diagnostic as(Severity severity) {
    return new Diagnostic(severity, code, message, primary, labels, notes, helps, fixes);
  }

  /// The same without what to do.
  public Diagnostic withoutHelp() {
    return new Diagnostic(severity, code, message, primary, labels, notes, List.of(), List.of());
  }

  private static <T> List<T> append(List<T> list, T last) {
    return java.util.stream.Stream.concat(list.stream(), java.util.stream.Stream.of(last)).toList();
  }
}
