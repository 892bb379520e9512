/// Where text came from, and how we complain about it: [dev.adjoint.source.SourceText] and
/// [dev.adjoint.source.Span] are places, [dev.adjoint.source.Diagnostic] is a message about them,
/// [dev.adjoint.source.DiagnosticRenderer] is how a message looks.
package dev.adjoint.source;
