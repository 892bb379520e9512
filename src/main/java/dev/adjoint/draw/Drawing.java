package dev.adjoint.draw;

/// Something that knows its size in points and how to draw itself.
interface Drawing {
  double width();

  double height();

  /// What it is, for those who cannot see it.
  String title();

  void draw(Ink ink);
}
