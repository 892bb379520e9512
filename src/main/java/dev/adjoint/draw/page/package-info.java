/// The picture as one HTML file that needs nothing else. `Document` is what it says, `Page` joins
/// that with a template, a style sheet and scripts, which lay it out and step through it.
package dev.adjoint.draw.page;
