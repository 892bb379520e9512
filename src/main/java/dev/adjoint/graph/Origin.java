package dev.adjoint.graph;

import dev.adjoint.source.Span;
import java.util.Optional;
import java.util.function.Supplier;

/// Where a node comes from: the text that says it, the layer or function it was made in, and the
/// name its author gave it.
///
/// Origins are ambient: whatever builds nodes inside [#within] stamps them with that origin. So no
/// rule of differentiation or rewriting has to hand them on, and none can forget to.
///
/// @param span the text, or null for a node made by Java code
/// @param fragment the box it belongs to, or null at top level
/// @param name the user's name, or null
/// @param raw whether it is to be computed as it is written, in no form that is only equal to it
/// @param derivative whether it was made by differentiating what stands there
public record Origin(Span span, Fragment fragment, String name, boolean raw, boolean derivative) {
  public static final Origin NONE = new Origin(null, null, null, false, false);

  /// The origin that nodes made now will have.
  public static Origin current() {
    return Walk.origin();
  }

  /// Runs `body` so that the nodes it makes come from here; their names are their own.
  public <T> T within(Supplier<T> body) {
    return Walk.at(this, body);
  }

  public Origin at(Span span) {
    return new Origin(span, fragment, name, raw, derivative);
  }

  public Origin in(Fragment fragment) {
    return new Origin(span, fragment, name, raw, derivative);
  }

  public Origin named(String name) {
    return name == this.name ? this : new Origin(span, fragment, name, raw, derivative);
  }

  /// This place for the derivatives of what stands here.
  Origin ofDerivative() {
    return new Origin(span, fragment, null, raw, true);
  }

  /// This place for formulas that are computed as they are written.
  public Origin asWritten() {
    return new Origin(span, fragment, name, true, derivative);
  }

  /// The innermost layer or function that this is in, or null.
  public Fragment call() {
    return fragment == null ? null : fragment.call();
  }

  public Optional<Span> place() {
    return Optional.ofNullable(span);
  }
}
