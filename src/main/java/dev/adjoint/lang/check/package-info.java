/// Reading a program: [dev.adjoint.lang.check.Elaborator] resolves names, proves shapes and builds
/// the graph in one walk, and gives a [dev.adjoint.lang.check.Script]: the graph with what is to be
/// done. What a name can stand for is [dev.adjoint.lang.check.Value]; what can be done is
/// [dev.adjoint.lang.check.Action]; what the language provides is one table,
/// [dev.adjoint.lang.check.Builtins].
package dev.adjoint.lang.check;
