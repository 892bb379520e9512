/// Pictures of computation graphs, and plots of numbers. [dev.adjoint.draw.Picture] is what callers
/// see. It becomes a drawing in three steps, each of which knows nothing of the next:
///
/// 1. *What is said* ([dev.adjoint.draw.sketch]). `Folding` chooses the nodes that have a box,
///    `Outline` finds their layers and which of these are alike, `Boxes` which layers are one box;
///    `Captions`, with `Formula` and `Numbers`, writes what is in a box. `Sketcher` collects it all:
///    a `Sketch` is cards, wires and frames without places.
/// 2. *Where it lies* ([dev.adjoint.draw.layout]). A `Layout` makes a `Placement`: `SystemDot` asks
///    Graphviz, `JavaDot` asks graphper where Graphviz is not installed. Either is given boxes without
///    text, measured with our own table (`Glyphs`), so a layout does not depend on fonts, and text
///    fits its box. `Painting` is the whole; `DotText` writes a sketch for other programs.
/// 3. *How it looks* ([dev.adjoint.draw.ink]). A drawing is drawn on an `Ink`, an SVG document
///    (`SvgInk`) or pixels (`RasterInk`), so it looks the same in both.
///
/// Plots ([dev.adjoint.draw.chart]) are drawings on the same ink.
package dev.adjoint.draw;
