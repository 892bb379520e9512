package dev.adjoint.draw.ink;

/// Something that knows its size in points and how to draw itself.
public interface Drawing {
  double width();

  double height();

  /// What it is, for those who cannot see it.
  String title();

  void draw(Ink ink);
}
