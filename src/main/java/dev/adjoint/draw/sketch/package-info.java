/// What a picture says, before anything has a place.
package dev.adjoint.draw.sketch;
