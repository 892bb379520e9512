/// The command line: one class per command.
///
/// [dev.adjoint.cli.Main] has one of the [dev.adjoint.cli.Commands] read its
/// [dev.adjoint.cli.Arguments] by its [dev.adjoint.cli.Form] and run, and turns whatever ends it into
/// words and an exit status ([dev.adjoint.cli.Endings]). A command speaks
/// through a [dev.adjoint.cli.Console]: results on standard output; diagnostics and progress on
/// standard error. Ctrl-C is an [dev.adjoint.cli.Interruption].
package dev.adjoint.cli;
