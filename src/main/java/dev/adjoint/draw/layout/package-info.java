/// Where the parts of a picture lie, and the picture as a whole.
package dev.adjoint.draw.layout;
