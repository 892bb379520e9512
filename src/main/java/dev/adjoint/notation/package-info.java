/// Graphs in the notation of the language: what pictures write into a box, and what programs that
/// are written by this library consist of.
package dev.adjoint.notation;
