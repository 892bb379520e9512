/// What drawings are drawn on, and how they come into files.
package dev.adjoint.draw.ink;
