package dev.adjoint.graph;

import dev.adjoint.source.Span;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// One use of a layer or function, which pictures draw as a box: an instance `hidden` of `dense`; or
/// one turn of a loop. Two uses of one layer are two fragments; equality is identity.
public final class Fragment {
  /// The kind of a turn of a loop.
  public static final String FOR = "for";

  private final Fragment parent;
  private final String name;
  private final String kind;
  private final Span span;

  private Fragment(Fragment parent, String name, String kind, Span span) {
    this.parent = parent;
    this.name = name;
    this.kind = kind;
    this.span = span;
  }

  /// A fragment within the current one, said by the current text (see [Origin#current]).
  ///
  /// @param name what the user calls this use, such as `hidden`
  /// @param kind the layer or function, such as `dense`
  public static Fragment enter(String name, String kind) {
    Origin origin = Origin.current();
    return new Fragment(origin.fragment(), name, kind, origin.span());
  }

  /// A turn of a loop within the current fragment, called `l = 3`.
  public static Fragment turn(String variable, String value) {
    return enter(variable + " = " + value, FOR);
  }

  /// Runs `body` so that the nodes it makes belong here.
  public <T> T around(Supplier<T> body) {
    return Origin.current().in(this).within(body);
  }

  /// The fragment around this one, or null at top level.
  public Fragment parent() {
    return parent;
  }

  /// The text of the call, or the head of the loop; nothing of what Java code made.
  public Optional<Span> place() {
    return Optional.ofNullable(span);
  }

  public String name() {
    return name;
  }

  public String kind() {
    return kind;
  }

  /// The fragments from the outermost to this one.
  public List<Fragment> path() {
    Deque<Fragment> path = new ArrayDeque<>();
    for (Fragment at = this; at != null; at = at.parent) {
      path.addFirst(at);
    }
    return List.copyOf(path);
  }

  /// The innermost layer or function that this is, or is a turn of a loop in; null for a turn at top
  /// level.
  public Fragment call() {
    Fragment at = this;
    while (at != null && at.kind.equals(FOR)) {
      at = at.parent;
    }
    return at;
  }

  /// `net.hidden`: the layers and functions, not the turns of loops.
  @Override
  public String toString() {
    return path().stream()
        .filter(at -> !at.kind.equals(FOR))
        .map(Fragment::name)
        .collect(Collectors.joining("."));
  }
}
